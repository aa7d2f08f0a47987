{%- set columns = [
    'opening', 'income', 'spending', 'basic', 'personnel', 'public', 'project', 'closing'
] -%}

with

facts as (

    select * from {{ ref('stated_facts') }}
    where fact_table = 'fct_appropriations'

)

select
    document_id,
    fact_receipt_id as receipt_id,
    department_key,
    region_code,
    fiscal_year,
    phase,
    code as function_code,
    fund_source,
    {{ columns_of_lines(columns) }}
    {{ worst_reading('reading') }} as reading,
    {{ proof_and_choice_of_lines() }}
from facts
group by all

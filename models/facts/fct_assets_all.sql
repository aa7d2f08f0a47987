{%- set columns = [
    'original_value', 'net_value'
] -%}

with

facts as (

    select * from {{ ref('stated_facts') }}
    where fact_table = 'fct_assets'

)

select
    document_id,
    fact_receipt_id as receipt_id,
    department_key,
    region_code,
    fiscal_year,
    item_code as asset_class,
    {{ columns_of_lines(columns) }}
    {{ worst_reading('reading') }} as reading,
    {{ proof_and_choice_of_lines() }}
from facts
group by all

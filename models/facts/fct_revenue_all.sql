with

facts as (

    select * from {{ ref('stated_facts') }}
    where fact_table = 'fct_revenue'

)

select
    document_id,
    receipt_id,
    department_key,
    region_code,
    fiscal_year,
    phase,
    code as function_code,
    item_code as revenue_source,
    label_text as revenue_source_text,
    amount_yuan,
    {{ proof_and_choice() }}
from facts

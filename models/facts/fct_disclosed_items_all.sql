with

facts as (

    select * from {{ ref('stated_facts') }}
    where fact_table = 'fct_disclosed_items'

)

select
    document_id,
    receipt_id,
    department_key,
    region_code,
    fiscal_year,
    phase,
    item_code,
    amount_yuan,
    cast(number as decimal(20, 2)) as quantity,
    unit_text as quantity_unit,
    {{ proof_and_choice() }}
from facts

with

facts as (

    select * from {{ ref('stated_facts') }}
    where fact_table = 'fct_spending_economic'

)

select
    document_id,
    receipt_id,
    department_key,
    region_code,
    fiscal_year,
    phase,
    code as economic_code,
    item_code as spending_nature,
    fund_source,
    amount_yuan,
    {{ proof_and_choice() }}
from facts

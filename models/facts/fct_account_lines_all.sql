with

facts as (

    select * from {{ ref('stated_facts') }}
    where fact_table = 'fct_account_lines'

)

select
    document_id,
    receipt_id,
    department_key,
    region_code,
    fiscal_year,
    account,
    phase,
    side,
    label_text as line_name,
    item_code as line_code,
    fund_source,
    amount_yuan,
    is_total,
    is_part,
    {{ proof_and_choice() }}
from facts

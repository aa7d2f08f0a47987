with

facts as (

    select * from {{ ref('stated_facts') }}
    where fact_table = 'fct_three_public'

)

select
    document_id,
    receipt_id,
    department_key,
    region_code,
    fiscal_year,
    phase,
    item_code,
    label_text as item_name,
    fund_source as fund_basis,
    {% for column in ['budget', 'adjusted', 'executed'] -%}
        case when column_name = '{{ column }}' then amount_yuan end
            as {{ column }}_yuan,
        case when column_name = '{{ column }}' then receipt_id end
            as {{ column }}_receipt_id,
    {% endfor -%}
    cast(number as decimal(20, 2)) as quantity,
    unit_text as quantity_unit,
    case when column_name = 'quantity' then receipt_id end as quantity_receipt_id,
    {{ proof_and_choice() }}
from facts

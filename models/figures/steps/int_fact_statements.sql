{#- What a document states of a body, year, phase and scope, as one. -#}

select
    document_id,
    statement_no,
    department_key,
    mart,
    phase,
    fiscal_year,
    scope,
    precedence,
    is_eligible,
    min(line_receipt_id) as receipt_id
from {{ ref('int_facts_read') }}
group by all

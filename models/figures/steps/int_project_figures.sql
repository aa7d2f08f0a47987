{#- Figures of projects and of their evaluation, and rows of tables of projects. -#}

select
    document_id,
    account_id,
    block_no,
    row_no,
    column_no,
    receipt_id,
    project_no,
    project_reference,
    label_text,
    row_key,
    measure,
    fiscal_year,
    amount,
    amount_yuan,
    rate,
    reading
from {{ ref('int_figures') }}
where
    set_aside_reason is null
    and (
        project_reference is not null
        or account_id = 'project_budget'
        or measure = 'score'
    )

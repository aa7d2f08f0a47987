{%- set columns = ['phase', 'item', 'measure', 'row_label', 'column_label'] -%}

with

figures as (select * from {{ ref('figure_versions') }}),

versions as (select * from {{ ref('int_statement_versions') }}),

-- Each edition with the next better one.
editions as (

    select
        statement_key,
        document_id as old_document_id,
        next_document_id as new_document_id
    from versions
    where next_document_id is not null

),

sides as (

    select
        editions.*,
        figures.figure_key,
        figures.document_id = editions.old_document_id as is_old,
        figures.receipt_id,
        figures.amount_yuan,
        figures.half_unit_yuan,
        {%- for column in columns %}
            figures.{{ column }}{% if not loop.last %},{% endif %}
        {%- endfor %}
    from editions
    inner join figures
        on
            editions.statement_key = figures.statement_key
            and figures.document_id
            in (editions.old_document_id, editions.new_document_id)

),

paired as (

    select
        statement_key,
        old_document_id,
        new_document_id,
        figure_key,
        max(receipt_id) filter (where is_old) as old_receipt_id,
        max(receipt_id) filter (where not is_old) as new_receipt_id,
        max(amount_yuan) filter (where is_old) as old_amount_yuan,
        max(amount_yuan) filter (where not is_old) as new_amount_yuan,
        {%- for column in columns %}
            coalesce(
                max({{ column }}) filter (where not is_old),
                max({{ column }}) filter (where is_old)
            ) as {{ column }},
        {%- endfor %}
        sum(coalesce(half_unit_yuan, 0)) as tolerance_yuan
    from sides
    group by statement_key, old_document_id, new_document_id, figure_key

),

-- Printed in coarser units a figure differs and is the same.
judged as (

    select
        *,
        case
            when old_receipt_id is null then 'added'
            when new_receipt_id is null then 'removed'
            when old_amount_yuan = new_amount_yuan then 'same'
            when abs(new_amount_yuan - old_amount_yuan) <= tolerance_yuan
                then 'rounding'
            else 'changed'
        end as change_kind
    from paired

)

select * from judged

with

documents as (

    select * from {{ ref('int_documents_ranked') }}
    where is_current

),

document_outcomes as (

    select
        document_id,
        max(status) filter (where block_no = 0) as document_status,
        coalesce(
            max(reason_code) filter (
                where block_no = 0 and status not in ('parsed', 'partial')
            ),
            max(reason_code) filter (
                where block_no > 0 and status in ('unrecognised', 'failed')
            )
        ) as reason_code,
        count(form_id) filter (
            where block_no > 0 and status in ('parsed', 'partial')
        ) as table_count,
        count(*) filter (where block_no > 0 and status = 'empty_declared')
            as empty_table_count,
        count(*) filter (
            where block_no > 0 and status in ('unrecognised', 'failed')
        ) as unreadable_table_count
    from {{ ref('stg_outcomes') }}
    where row_no is null
    group by document_id

),

-- Without department or year a document has no place here; its outcome is in raw.
own_kinds as (

    select
        documents.department_key,
        documents.fiscal_year,
        documents.is_synthetic,
        documents.document_kind,
        documents.document_id,
        documents.document_rank,
        outcomes.table_count,
        outcomes.empty_table_count,
        outcomes.unreadable_table_count,
        false as is_within_other_document,
        case
            when outcomes.table_count > 0 then 'found'
            when
                outcomes.document_status = 'empty_declared'
                or outcomes.empty_table_count > 0
                then 'empty_declared'
            else 'unreadable'
        end as status,
        coalesce(outcomes.reason_code, 'nothing_recognised') as reason_code
    from documents
    left join document_outcomes as outcomes using (document_id)
    where
        documents.department_key is not null
        and documents.fiscal_year is not null

),

-- A document may hold forms of several kinds, and of several departments and years.
form_kinds as (

    select distinct
        lines.department_key,
        lines.fiscal_year,
        lines.document_id,
        kinds.document_kind
    from (
        select * from {{ ref('int_tables_stated') }}
        union all by name
        select * from {{ ref('int_indicators_placed') }}
    ) as lines
    inner join {{ ref('forms_of_kinds') }} as kinds
        on
            lines.form_id = kinds.form_id
            and coalesce(kinds.phase, lines.phase, '') = coalesce(lines.phase, '')
    where lines.department_key is not null and lines.fiscal_year is not null

),

final as (

    select * from own_kinds

    union all by name

    select
        form_kinds.*,
        documents.is_synthetic,
        documents.document_rank,
        true as is_within_other_document,
        'found' as status
    from form_kinds
    inner join documents using (document_id)
    left join own_kinds
        on
            form_kinds.document_id = own_kinds.document_id
            and form_kinds.department_key = own_kinds.department_key
            and form_kinds.fiscal_year = own_kinds.fiscal_year
            and form_kinds.document_kind = own_kinds.document_kind
    where own_kinds.document_id is null

)

select * from final

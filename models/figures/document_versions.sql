with

versions as (select * from {{ ref('int_statement_versions') }}),

documents as (select * from {{ ref('int_documents_named') }}),

changes as (select * from {{ ref('int_figures_restated') }}),

counted as (

    select
        statement_key,
        old_document_id as document_id,
        count(*) filter (where change_kind in ('same', 'rounding')) as same_count,
        count(*) filter (where change_kind = 'changed') as changed_count,
        count(*) filter (where change_kind = 'added') as added_count,
        count(*) filter (where change_kind = 'removed') as removed_count
    from changes
    group by statement_key, old_document_id

),

final as (

    select
        {{ key_of(['versions.statement_key', 'versions.document_id']) }}
            as version_key,
        versions.statement_key,
        versions.document_id,
        documents.file_name,
        documents.media_type,
        versions.department_key,
        versions.region_code,
        versions.fiscal_year,
        versions.document_kind,
        versions.caliber,
        versions.account_id,
        versions.project_name,
        documents.is_synthetic,
        versions.edition_count - versions.edition_rank + 1 as edition_no,
        versions.edition_count,
        versions.is_current,
        versions.superseded_by,
        versions.version_rule,
        case
            when versions.edition_count = 1 then 'only'
            when versions.edition_rank = 1 then 'current'
            when coalesce(counted.changed_count, 0) > 0 then 'restated'
            when coalesce(counted.same_count, 0) > 0 then 'same_content'
            else 'nothing_in_common'
        end as relation,
        documents.is_declared_revision,
        documents.revision_text,
        documents.published_date,
        versions.valid_from,
        versions.valid_to,
        cast(versions.figure_count as bigint) as figure_count,
        cast(coalesce(counted.changed_count, 0) as bigint) as changed_count,
        cast(coalesce(counted.added_count, 0) as bigint) as added_count,
        cast(coalesce(counted.removed_count, 0) as bigint) as removed_count
    from versions
    left join documents using (document_id)
    left join counted using (statement_key, document_id)
    where versions.is_identified

)

select * from final

with

documents as (select * from {{ ref('int_documents_named') }}),

departments as (

    select * from {{ ref('int_departments_resolved') }}
    where department_reference = ''

),

sources as (select * from {{ ref('int_document_sources') }}),

-- A document is superseded when every statement in it is.
states as (

    select
        document_id,
        coalesce(bool_or(is_current), false) as has_current_statement,
        max(superseded_by) as superseded_by,
        max(valid_to) as valid_to
    from {{ ref('int_statement_versions') }}
    group by document_id

),

versions as (

    select
        documents.*,
        departments.department_key,
        departments.region_code,
        departments.region_evidence,
        departments.region_status,
        sources.replaced_by is null
        and coalesce(states.has_current_statement, true) as is_current,
        case
            when sources.replaced_by is not null then sources.replaced_by
            when not states.has_current_statement then states.superseded_by
        end as superseded_by,
        coalesce(cast(documents.published_date as timestamp), documents.landed_at)
            as valid_from,
        case
            when sources.replaced_by is not null then sources.replaced_at
            when not states.has_current_statement then states.valid_to
        end as valid_to
    from documents
    left join departments using (document_id)
    left join sources using (document_id)
    left join states using (document_id)

),

-- Consolidated accounts before those that do not say, own accounts last; of two alike
-- the one that calls itself a revision, then the one published or landed later.
ranked as (

    select
        *,
        document_kind = 'government' as is_of_government,
        case
            when is_current
                then row_number() over (
                    partition by is_current
                    order by
                        case caliber
                            when 'department' then 1 when 'unit' then 3 else 2
                        end,
                        is_declared_revision desc,
                        published_date desc nulls last,
                        landed_at desc nulls last,
                        document_id asc
                )
        end as document_rank
    from versions

)

select * from ranked  -- noqa: AM04

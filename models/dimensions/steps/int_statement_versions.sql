with

documents as (select * from {{ ref('int_documents_named') }}),

statements as (select * from {{ ref('int_statements') }}),

sources as (select * from {{ ref('int_document_sources') }}),

editions as (

    select
        statements.statement_key,
        statements.document_id,
        max(statements.department_key) as department_key,
        max(statements.region_code) as region_code,
        max(statements.fiscal_year) as fiscal_year,
        max(statements.document_kind) as document_kind,
        max(statements.caliber) as caliber,
        max(statements.account_id) as account_id,
        max(statements.project_name) as project_name,
        coalesce(bool_or(statements.is_identified), false) as is_identified,
        sum(statements.figure_count) as figure_count,
        sum(statements.unreconciled_count) as unreconciled_count,
        max(documents.published_date) as published_date,
        max(documents.landed_at) as landed_at,
        max(
            coalesce(cast(documents.published_date as timestamp), documents.landed_at)
        ) as known_from,
        max(case when documents.is_declared_revision then 1 else 0 end)
            as declared_rank,
        max(case when sources.replaced_by is not null then 1 else 0 end)
            as replaced_rank,
        max(sources.replaced_by) as replaced_by,
        max(sources.replaced_at) filter (where sources.replaced_by is not null)
            as replaced_at
    from statements
    left join documents using (document_id)
    left join sources using (document_id)
    group by statements.statement_key, statements.document_id

),

-- The best edition first: not overwritten at its source, marked as a later one, of a
-- later publication, landed later; of two known alike, the more complete reading.
ranked as (

    select
        *,
        row_number() over (
            partition by statement_key
            order by
                replaced_rank asc,
                declared_rank desc,
                published_date desc nulls last,
                landed_at desc nulls last,
                figure_count desc,
                unreconciled_count asc,
                document_id asc
        ) as edition_rank
    from editions

),

compared as (

    select
        this.*,
        better.document_id as next_document_id,
        best.document_id as current_document_id,
        case
            when better.document_id is null then null
            when this.replaced_rank > better.replaced_rank then 'replaced_at_source'
            when this.declared_rank < better.declared_rank then 'declared_revision'
            when this.published_date < better.published_date
                then 'later_publication'
            when this.published_date is null and better.published_date is not null
                then 'dated_before_undated'
            when this.landed_at < better.landed_at then 'later_landing'
            when this.figure_count < better.figure_count then 'more_complete'
            when this.unreconciled_count > better.unreconciled_count
                then 'more_certain'
            else 'undecided'
        end as version_rule
    from ranked as this
    left join ranked as better
        on
            this.statement_key = better.statement_key
            and this.edition_rank = better.edition_rank + 1
    left join ranked as best
        on
            this.statement_key = best.statement_key
            and best.edition_rank = 1

),

-- An edition is in force until a better one is known.
dated as (

    select
        *,
        min(known_from) over (
            partition by statement_key
            order by edition_rank
            rows between unbounded preceding and 1 preceding
        ) as better_known_from,
        count(*) over (partition by statement_key) as edition_count
    from compared

),

final as (

    select
        statement_key,
        document_id,
        department_key,
        region_code,
        fiscal_year,
        document_kind,
        caliber,
        account_id,
        project_name,
        is_identified,
        figure_count,
        published_date,
        edition_rank,
        edition_count,
        replaced_rank = 0 and edition_rank = 1 as is_current,
        next_document_id,
        case
            when edition_rank > 1 then current_document_id else replaced_by
        end as superseded_by,
        coalesce(
            version_rule,
            case when replaced_by is not null then 'replaced_at_source' end
        ) as version_rule,
        known_from as valid_from,
        case
            when coalesce(better_known_from, replaced_at) is not null
                then greatest(coalesce(better_known_from, replaced_at), known_from)
        end as valid_to
    from dated

)

select * from final

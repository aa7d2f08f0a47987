with

documents as (select * from {{ ref('int_documents_named') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

outcomes as (select * from {{ ref('stg_outcomes') }}),

named as (

    select
        documents.document_id,
        documents.source_path,
        documents.landed_at,
        documents.document_kind,
        documents.fiscal_year,
        departments.department_key,
        coalesce(outcomes.reason_code = 'set_aside_by_gate', false) as is_aside
    from documents
    left join outcomes
        on
            documents.document_id = outcomes.document_id
            and outcomes.block_no = 0
    left join departments
        on
            documents.document_id = departments.document_id
            and departments.department_reference = ''

),

newest as (

    select
        *,
        row_number() over (
            partition by coalesce(source_path, document_id)
            order by is_aside asc, landed_at desc, document_id asc
        ) as content_rank
    from named

),

-- A file that came to hold another department's or year's document replaced nothing,
-- nor did what the gate set aside.
replaced as (

    select
        this.document_id,
        case
            when
                this.content_rank > 1
                and coalesce(this.department_key = newer.department_key, true)
                and coalesce(this.fiscal_year = newer.fiscal_year, true)
                and (
                    this.document_kind = newer.document_kind
                    or 'other' in (this.document_kind, newer.document_kind)
                )
                then newer.document_id
        end as replaced_by,
        newer.landed_at as replaced_at
    from newest as this
    left join newest as newer
        on
            coalesce(this.source_path, this.document_id)
            = coalesce(newer.source_path, newer.document_id)
            and newer.content_rank = 1

)

select * from replaced

with

documents as (select * from {{ ref('stg_documents') }}),

named as (

    select
        document,
        nullif(trim(department), '') as department_text,
        try_cast(nullif(trim(year), '') as integer) as fiscal_year
    from {{ ref('documents') }}

    union all

    select
        document,
        department_text,
        fiscal_year
    from {{ ref('stg_named_documents') }}

),

-- A document is called by its file's name, by its id or by the first digits of it.
matched as (

    select
        documents.document_id,
        max(named.department_text) as department_text,
        max(named.fiscal_year) as fiscal_year
    from documents
    inner join named
        on
            documents.file_name = named.document
            or (
                length(named.document) >= 8
                and substr(documents.document_id, 1, length(named.document))
                = named.document
            )
    group by documents.document_id

),

final as (

    select
        documents.document_id,
        documents.file_name,
        documents.source_path,
        documents.media_type,
        documents.title,
        documents.landed_at,
        documents.revision_text,
        documents.published_date,
        documents.is_declared_revision,
        documents.credit_code,
        documents.document_kind,
        documents.is_synthetic,
        coalesce(documents.department_text, matched.department_text)
            as department_text,
        coalesce(documents.fiscal_year, matched.fiscal_year) as fiscal_year,
        case
            when
                matched.fiscal_year
                = coalesce(documents.fiscal_year, matched.fiscal_year)
                then 'reference'
            else documents.year_source
        end as year_source,
        documents.title_years_text,
        documents.region_text,
        documents.region_source,
        case
            when matched.department_text is not null then 'reference'
            else documents.department_source
        end as department_source,
        coalesce(
            documents.caliber,
            {{ caliber_of_name(uncoded_name('matched.department_text')) }}
        ) as caliber
    from documents
    left join matched using (document_id)

)

select * from final

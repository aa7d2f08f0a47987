with

documents as (select * from {{ ref('int_documents_named') }}),

sources as (select * from {{ ref('int_document_sources') }}),

statements as (select * from {{ ref('int_statement_versions') }}),

-- A document is superseded when every statement in it is.
states as (

    select
        document_id,
        coalesce(bool_or(is_current), false) as has_current_statement,
        max(superseded_by) as superseded_by,
        max(valid_to) as valid_to
    from statements
    group by document_id

),

final as (

    select
        documents.document_id,
        sources.replaced_by is null
        and coalesce(states.has_current_statement, true) as is_current,
        case
            when sources.replaced_by is not null then sources.replaced_by
            when not coalesce(states.has_current_statement, true)
                then states.superseded_by
        end as superseded_by,
        coalesce(cast(documents.published_date as timestamp), documents.landed_at)
            as valid_from,
        case
            when sources.replaced_by is not null then sources.replaced_at
            when not coalesce(states.has_current_statement, true)
                then states.valid_to
        end as valid_to
    from documents
    left join sources
        on documents.document_id = sources.document_id
    left join states
        on documents.document_id = states.document_id

)

select * from final

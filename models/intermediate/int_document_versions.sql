with

documents as (

    select * from {{ ref('stg_documents') }}

),

newest as (

    select
        document_id,
        first_value(document_id) over (
            partition by coalesce(source_path, document_id)
            order by landed_at desc, document_id asc
        ) as newest_document_id
    from documents

),

versioned as (

    select
        document_id,
        document_id = newest_document_id as is_current,
        case
            when document_id <> newest_document_id then newest_document_id
        end as superseded_by
    from newest

)

select * from versioned

with

documents as (select * from {{ ref('int_documents_named') }}),

versions as (select * from {{ ref('int_document_versions') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

final as (

    select
        documents.document_id,
        documents.file_name,
        documents.media_type,
        documents.document_kind,
        documents.title,
        documents.fiscal_year,
        departments.department_key,
        departments.region_code,
        departments.region_evidence,
        departments.region_status,
        documents.caliber,
        versions.is_current,
        versions.superseded_by,
        versions.valid_from,
        versions.valid_to,
        documents.is_declared_revision,
        documents.published_date,
        documents.is_synthetic,
        documents.landed_at
    from documents
    left join versions
        on documents.document_id = versions.document_id
    left join departments
        on
            documents.document_id = departments.document_id
            and departments.department_reference = ''

)

select * from final

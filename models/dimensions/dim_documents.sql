with

documents as (select * from {{ ref('int_documents_ranked') }})

select
    document_id,
    file_name,
    media_type,
    document_kind,
    title,
    fiscal_year,
    department_key,
    region_code,
    region_evidence,
    region_status,
    caliber,
    is_current,
    superseded_by,
    valid_from,
    valid_to,
    is_declared_revision,
    published_date,
    is_synthetic,
    landed_at
from documents

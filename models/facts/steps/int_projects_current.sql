with

documents as (select * from {{ ref('int_documents_ranked') }}),

projects as (select * from {{ ref('int_projects_resolved') }})

select
    projects.document_id,
    projects.project_key,
    projects.project_reference,
    projects.receipt_id,
    projects.department_key,
    projects.region_code,
    projects.fiscal_year
from projects
inner join documents using (document_id)
where
    documents.is_current
    and projects.department_key is not null
    and projects.fiscal_year is not null

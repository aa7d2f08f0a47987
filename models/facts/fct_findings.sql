with

findings as (select * from {{ ref('stg_findings') }}),

versions as (select * from {{ ref('int_document_versions') }}),

documents as (select * from {{ ref('int_documents_named') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

categories as (select * from {{ ref('finding_categories') }}),

-- What is to be done stands once for all problems of a project.
improvements as (

    select
        document_id,
        project_no,
        max(improvement_text) as improvement_text
    from {{ ref('stg_projects') }}
    group by document_id, project_no

),

categorised as (

    select
        findings.document_id,
        findings.receipt_id,
        findings.project_no,
        findings.finding_no,
        findings.finding_text,
        categories.category,
        row_number() over (
            partition by
                findings.document_id,
                findings.project_no,
                findings.finding_no,
                findings.receipt_id
            order by categories.priority nulls last
        ) as category_order
    from findings
    left join categories
        on {{ matches('findings.finding_text', 'categories.pattern') }}

),

final as (

    select
        categorised.document_id,
        categorised.receipt_id,
        coalesce(projects.department_key, departments.department_key)
            as department_key,
        coalesce(projects.region_code, departments.region_code) as region_code,
        coalesce(projects.fiscal_year, documents.fiscal_year) as fiscal_year,
        projects.project_key,
        cast(
            row_number() over (
                partition by
                    categorised.document_id,
                    coalesce(
                        projects.project_key,
                        cast(categorised.project_no as varchar)
                    )
                order by
                    categorised.project_no,
                    categorised.finding_no,
                    categorised.receipt_id
            ) as integer
        ) as finding_no,
        categorised.finding_text,
        coalesce(categorised.category, 'other') as finding_category,
        improvements.improvement_text,
        'as_published' as reading
    from categorised
    left join versions
        on categorised.document_id = versions.document_id
    left join documents
        on categorised.document_id = documents.document_id
    left join departments
        on
            categorised.document_id = departments.document_id
            and departments.department_reference = ''
    left join projects
        on
            categorised.document_id = projects.document_id
            and cast(categorised.project_no as varchar) = projects.project_reference
    left join improvements
        on
            categorised.document_id = improvements.document_id
            and categorised.project_no = improvements.project_no
    where categorised.category_order = 1 and versions.is_current

),

with_caliber as (

    select
        final.*,
        documents.caliber
    from final
    left join documents
        on final.document_id = documents.document_id
    where final.department_key is not null and final.fiscal_year is not null

)

select * from with_caliber

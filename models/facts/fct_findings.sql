with

documents as (select * from {{ ref('int_documents_ranked') }}),

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
        findings.*,
        categories.category
    from {{ ref('stg_findings') }} as findings
    left join categories
        on {{ matches('findings.finding_text', 'categories.pattern') }}
    qualify row_number() over (
        partition by
            findings.document_id,
            findings.project_no,
            findings.finding_no,
            findings.receipt_id
        order by categories.priority nulls last
    ) = 1

),

final as (

    select
        categorised.document_id,
        categorised.receipt_id,
        coalesce(projects.department_key, documents.department_key) as department_key,
        coalesce(projects.region_code, documents.region_code) as region_code,
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
        'as_published' as reading,
        documents.caliber
    from categorised
    inner join documents
        on
            categorised.document_id = documents.document_id
            and documents.is_current
    left join projects
        on
            categorised.document_id = projects.document_id
            and cast(categorised.project_no as varchar) = projects.project_reference
    left join improvements
        on
            categorised.document_id = improvements.document_id
            and categorised.project_no = improvements.project_no

)

select * from final
where department_key is not null and fiscal_year is not null

with

indicators as (

    select
        * exclude (
            block_no,
            row_no,
            column_no,
            unit_receipt_id,
            half_year_receipt_id,
            fiscal_year
        ),
        half_year_receipt_id as half_year_target_receipt_id,
        fiscal_year as printed_year
    from {{ ref('int_indicators_judged') }}

),

documents as (select * from {{ ref('int_documents_ranked') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

statements as (select * from {{ ref('statement_parts') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

placed as (

    select
        indicators.*,
        coalesce(projects.department_key, departments.department_key)
            as department_key,
        coalesce(projects.region_code, departments.region_code) as region_code,
        coalesce(indicators.printed_year, projects.fiscal_year, documents.fiscal_year)
            as fiscal_year,
        projects.project_key,
        documents.caliber,
        documents.is_synthetic
    from indicators
    inner join documents
        on
            indicators.document_id = documents.document_id
            and documents.is_current
    left join departments
        on
            indicators.document_id = departments.document_id
            and indicators.department_reference = departments.department_reference
    left join projects
        on
            indicators.document_id = projects.document_id
            and cast(indicators.project_no as varchar) = projects.project_reference
    left join statements on {{ is_of_part('indicators', 'statements') }}
    where coalesce(statements.is_current, true)

),

final as (

    select * exclude (project_no, department_reference, printed_year) from placed
    where department_key is not null and fiscal_year is not null

)

select * from final  -- noqa: AM04

with

indicators as (select * from {{ ref('int_indicators_judged') }}),

versions as (select * from {{ ref('int_document_versions') }}),

documents as (select * from {{ ref('int_documents_named') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

statements as (select * from {{ ref('statement_parts') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

final as (

    select
        indicators.document_id,
        indicators.receipt_id,
        indicators.indicator_receipt_id,
        indicators.target_receipt_id,
        indicators.half_year_receipt_id as half_year_target_receipt_id,
        indicators.actual_receipt_id,
        indicators.weight_receipt_id,
        indicators.score_receipt_id,
        coalesce(projects.department_key, departments.department_key)
            as department_key,
        coalesce(projects.region_code, departments.region_code) as region_code,
        coalesce(indicators.fiscal_year, projects.fiscal_year, documents.fiscal_year)
            as fiscal_year,
        projects.project_key,
        indicators.level1,
        indicators.level1_source,
        indicators.level2,
        indicators.indicator_name,
        indicators.indicator_kind,
        indicators.operator,
        indicators.target_text,
        indicators.target_value,
        indicators.target_unit,
        indicators.target_low,
        indicators.target_high,
        indicators.target_date,
        indicators.half_year_target_text,
        indicators.half_year_target_value,
        indicators.actual_text,
        indicators.actual_value,
        indicators.actual_date,
        indicators.attainment_ratio,
        indicators.is_met,
        indicators.verdict_reason,
        indicators.weight,
        indicators.score,
        indicators.deviation_reason,
        indicators.content,
        indicators.scoring_rule,
        indicators.basis,
        indicators.reading
    from indicators
    left join versions
        on indicators.document_id = versions.document_id
    left join documents
        on indicators.document_id = documents.document_id
    left join departments
        on
            indicators.document_id = departments.document_id
            and indicators.department_reference = departments.department_reference
    left join projects
        on
            indicators.document_id = projects.document_id
            and cast(indicators.project_no as varchar) = projects.project_reference
    left join statements
        on
            indicators.document_id = statements.document_id
            and indicators.form_id = statements.form_id
            and indicators.department_reference = statements.department_reference
            and coalesce(indicators.project_no, 0)
            = coalesce(statements.project_no, 0)
            and statements.printed_year is null
    where versions.is_current and coalesce(statements.is_current, true)

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

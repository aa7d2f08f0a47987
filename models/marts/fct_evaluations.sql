with

projects as (

    select * from {{ ref('stg_projects') }}

),

figures as (

    select * from {{ ref('int_figures') }}

),

indicators as (

    select * from {{ ref('int_indicators_levelled') }}

),

versions as (

    select * from {{ ref('int_document_versions') }}

),

documents as (

    select * from {{ ref('stg_documents') }}

),

departments as (

    select * from {{ ref('int_departments_resolved') }}

),

resolved_projects as (

    select * from {{ ref('int_projects_resolved') }}

),

grade_bands as (

    select * from {{ ref('grade_bands') }}

),

-- Project 0 is the whole department.
printed_scores as (

    select
        document_id,
        coalesce(project_no, 0) as project_scope,
        total_score,
        grade,
        receipt_id,
        1 as source_rank
    from projects
    where total_score is not null or grade is not null

    union all

    select
        document_id,
        coalesce(project_no, 0) as project_scope,
        amount as total_score,
        cast(null as varchar) as grade,
        receipt_id,
        2 as source_rank
    from figures
    where row_key = 'score_total' and measure = 'score'

),

evaluations as (

    select
        document_id,
        project_scope,
        max(total_score) as total_score,
        max(grade) as grade_published,
        coalesce(
            min(case when source_rank = 2 then receipt_id end),
            min(receipt_id)
        ) as receipt_id
    from printed_scores
    group by document_id, project_scope

),

execution_scores as (

    select
        document_id,
        coalesce(project_no, 0) as project_scope,
        max(amount) as execution_score
    from figures
    where row_key = 'total' and measure = 'score'
    group by document_id, coalesce(project_no, 0)

),

indicator_scores as (

    select
        document_id,
        coalesce(project_no, 0) as project_scope,
        sum(score) as indicator_score
    from indicators
    group by document_id, coalesce(project_no, 0)

),

final as (

    select
        evaluations.document_id,
        evaluations.receipt_id,
        coalesce(resolved_projects.department_key, departments.department_key)
            as department_key,
        coalesce(resolved_projects.region_code, departments.region_code)
            as region_code,
        coalesce(resolved_projects.fiscal_year, documents.fiscal_year)
            as fiscal_year,
        resolved_projects.project_key,
        cast(evaluations.total_score as decimal(18, 6)) as total_score,
        evaluations.grade_published,
        grade_bands.grade as grade_derived,
        cast(execution_scores.execution_score as decimal(18, 6)) as execution_score,
        cast(
            indicator_scores.indicator_score
            + coalesce(execution_scores.execution_score, 0) as decimal(18, 6)
        ) as score_recomputed,
        'as_published' as reading
    from evaluations
    left join versions
        on evaluations.document_id = versions.document_id
    left join documents
        on evaluations.document_id = documents.document_id
    left join departments
        on
            evaluations.document_id = departments.document_id
            and departments.department_reference = ''
    left join resolved_projects
        on
            evaluations.document_id = resolved_projects.document_id
            and cast(evaluations.project_scope as varchar)
            = resolved_projects.project_reference
    left join execution_scores
        on
            evaluations.document_id = execution_scores.document_id
            and evaluations.project_scope = execution_scores.project_scope
    left join indicator_scores
        on
            evaluations.document_id = indicator_scores.document_id
            and evaluations.project_scope = indicator_scores.project_scope
    left join grade_bands
        on
            evaluations.total_score >= grade_bands.lower_bound
            and (
                grade_bands.upper_bound is null
                or evaluations.total_score < grade_bands.upper_bound
            )
    where versions.is_current

),

with_caliber as (

    select
        final.*,
        documents.caliber
    from final
    left join documents
        on final.document_id = documents.document_id

)

select * from with_caliber

with

figures as (select * from {{ ref('int_project_figures') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

grade_bands as (select * from {{ ref('grade_bands') }}),

-- Project 0 is the whole department.
printed_results as (

    select
        document_id,
        coalesce(project_no, 0) as project_scope,
        'grade' as measure,
        cast(null as decimal(18, 6)) as number,
        grade,
        fiscal_year,
        grade_receipt_id as receipt_id
    from {{ ref('stg_projects') }}
    where grade is not null

    union all

    select
        document_id,
        coalesce(project_no, 0) as project_scope,
        case when row_key = 'total' then 'execution_score' else 'total_score' end
            as measure,
        cast(amount as decimal(18, 6)) as number,
        cast(null as varchar) as grade,
        fiscal_year,
        receipt_id
    from figures
    where row_key in ('total', 'score_total') and measure = 'score'

),

-- A document may call one project by two names.
results_of_projects as (

    select
        printed_results.*,
        coalesce(
            projects.project_key,
            cast(printed_results.project_scope as varchar)
        ) as project
    from printed_results
    left join projects
        on
            printed_results.document_id = projects.document_id
            and cast(printed_results.project_scope as varchar)
            = projects.project_reference
    -- What a document prints twice counts once.
    qualify row_number() over (
        partition by printed_results.document_id, project, printed_results.measure
        order by printed_results.receipt_id
    ) = 1

),

results as (

    select
        document_id,
        coalesce(
            max(project_scope) filter (where measure = 'total_score'),
            min(project_scope)
        ) as project_scope,
        max(fiscal_year) as fiscal_year,
        max(number) filter (where measure = 'total_score') as total_score,
        max(receipt_id) filter (where measure = 'total_score')
            as total_score_receipt_id,
        max(grade) filter (where measure = 'grade') as grade_published,
        max(receipt_id) filter (where measure = 'grade') as grade_receipt_id,
        max(number) filter (where measure = 'execution_score') as execution_score,
        max(receipt_id) filter (where measure = 'execution_score')
            as execution_score_receipt_id
    from results_of_projects
    group by document_id, project

),

-- Points for the execution alone are no evaluation.
evaluations as (

    select
        *,
        coalesce(total_score_receipt_id, grade_receipt_id) as receipt_id
    from results
    where total_score is not null or grade_published is not null

),

indicator_scores as (

    select
        document_id,
        coalesce(project_no, 0) as project_scope,
        -- none where a score was not seen for sure
        case when not bool_or({{ is_unsure('score') }}) then sum(score) end
            as indicator_score
    from {{ ref('int_indicators_levelled') }}
    group by all

),

final as (

    select
        evaluations.document_id,
        evaluations.receipt_id,
        coalesce(projects.department_key, documents.department_key) as department_key,
        coalesce(projects.region_code, documents.region_code) as region_code,
        coalesce(
            projects.fiscal_year, documents.fiscal_year, evaluations.fiscal_year
        ) as fiscal_year,
        projects.project_key,
        cast(evaluations.total_score as decimal(18, 6)) as total_score,
        evaluations.total_score_receipt_id,
        evaluations.grade_published,
        evaluations.grade_receipt_id,
        grade_bands.grade as grade_derived,
        cast(evaluations.execution_score as decimal(18, 6)) as execution_score,
        evaluations.execution_score_receipt_id,
        cast(
            indicator_scores.indicator_score
            + coalesce(evaluations.execution_score, 0) as decimal(18, 6)
        ) as score_recomputed,
        'as_published' as reading,
        documents.caliber
    from evaluations
    inner join documents
        on
            evaluations.document_id = documents.document_id
            and documents.is_current
    left join projects
        on
            evaluations.document_id = projects.document_id
            and cast(evaluations.project_scope as varchar) = projects.project_reference
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

)

select * from final
where department_key is not null and fiscal_year is not null

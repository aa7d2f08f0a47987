with

documents as (select * from {{ ref('int_documents_ranked') }}),

project_years as (select * from {{ ref('int_project_years_summed') }}),

-- The rate weighs projects by their money, and only those that print both sides.
projects as (

    select
        department_year_key,
        count(*) as project_count,
        cast(
            sum(coalesce(adjusted_yuan, approved_yuan)) filter (
                where executed_yuan is not null
            ) as decimal(20, 2)
        ) as rated_budget_yuan,
        cast(
            sum(executed_yuan) filter (
                where coalesce(adjusted_yuan, approved_yuan) is not null
            ) as decimal(20, 2)
        ) as rated_executed_yuan
    from project_years
    group by department_year_key

),

indicators as (

    select
        department_year_key,
        count(*) as indicator_count,
        count(is_met) as judged_indicator_count,
        count(*) filter (where is_met) as met_indicator_count
    from {{ ref('fct_indicators') }}
    where is_chosen
    group by department_year_key

),

-- One score for each project, and one for the department as a whole.
own_scores as (

    select
        {{ department_year_key('evaluations') }} as department_year_key,
        evaluations.total_score
    from {{ ref('int_evaluations') }} as evaluations
    left join documents using (document_id)
    where evaluations.project_key is null and evaluations.total_score is not null
    qualify row_number() over (
        partition by department_year_key
        order by documents.document_rank, evaluations.receipt_id
    ) = 1

),

scores as (

    select
        department_year_key,
        count(total_score) as score_count,
        cast(sum(total_score) as decimal(18, 6)) as score_sum
    from (
        select
            department_year_key,
            total_score
        from project_years
        union all
        select * from own_scores
    ) as united
    group by department_year_key

),

-- Two documents that name the same problem of the same project name one problem.
findings as (

    select
        {{ department_year_key('findings') }} as department_year_key,
        count(
            distinct concat(
                coalesce(findings.project_key, ''), '|', findings.finding_text
            )
        ) as finding_count
    from {{ ref('fct_findings') }} as findings
    left join documents using (document_id)
    group by all

),

final as (

    select
        department_year_key,
        projects.project_count,
        projects.rated_budget_yuan,
        projects.rated_executed_yuan,
        indicators.indicator_count,
        indicators.judged_indicator_count,
        indicators.met_indicator_count,
        scores.score_count,
        scores.score_sum,
        findings.finding_count
    from projects
    full join indicators using (department_year_key)
    full join scores using (department_year_key)
    full join findings using (department_year_key)

)

select * from final

{%- set far_gap = '0.2' -%}

with

funding as (

    select * from {{ ref('fct_project_funding_all') }}

),

evaluations as (

    select * from {{ ref('fct_evaluations') }}

),

spending as (

    select * from {{ ref('fct_spending_all') }}
    where {{ is_stated() }}

),

figures as (

    select * from {{ ref('int_figures') }}

),

resolved_projects as (

    select * from {{ ref('int_projects_resolved') }}

),

projects as (

    select * from {{ ref('dim_projects') }}

),

-- Spending far from the first budget, and all points for execution nonetheless.
execution_weights as (

    select
        figures.document_id,
        resolved_projects.project_key,
        max(case when figures.measure = 'weight' then figures.amount end)
            as execution_weight,
        max(case when figures.measure = 'weight' then figures.receipt_id end)
            as weight_receipt_id,
        max(case when figures.measure = 'score' then figures.receipt_id end)
            as score_receipt_id
    from figures
    left join resolved_projects
        on
            figures.document_id = resolved_projects.document_id
            and figures.project_reference = resolved_projects.project_reference
    where figures.row_key = 'total' and figures.measure in ('weight', 'score')
    group by figures.document_id, resolved_projects.project_key

),

executions as (

    select
        funding.*,
        projects.project_name,
        evaluations.execution_score,
        execution_weights.weight_receipt_id,
        execution_weights.score_receipt_id,
        cast(
            {{ share_of('funding.executed_yuan', 'funding.approved_yuan') }} * 100
            as decimal(18, 2)
        ) as executed_percent
    from funding
    left join evaluations
        on
            funding.document_id = evaluations.document_id
            and funding.project_key = evaluations.project_key
    left join execution_weights
        on
            funding.document_id = execution_weights.document_id
            and funding.project_key = execution_weights.project_key
    left join projects
        on funding.project_key = projects.project_key
    where
        evaluations.execution_score >= execution_weights.execution_weight
        and execution_weights.execution_weight > 0
        and funding.approved_yuan > 0
        and abs(funding.executed_yuan - funding.approved_yuan)
        >= {{ far_gap }} * funding.approved_yuan

),

execution_leads as (

    select
        'execution_far_from_budget_with_full_score' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        score_receipt_id as other_receipt_id,
        {{ list_of([
            'approved_receipt_id', 'executed_receipt_id', 'weight_receipt_id'
        ]) }}
            as further_receipt_ids,
        project_name as subject,
        concat(
            '「', project_name, '」年初预算', cast(approved_yuan as varchar),
            '元，执行', cast(executed_yuan as varchar),
            '元，为年初预算的', cast(executed_percent as varchar),
            '%；预算执行得分', cast(cast(execution_score as decimal(18, 2)) as varchar),
            '分，为满分。'
        ) as sentence_zh,
        concat(
            'Project "', project_name, '": first budget ',
            cast(approved_yuan as varchar), ' yuan, executed ',
            cast(executed_yuan as varchar), ' yuan, ',
            cast(executed_percent as varchar),
            '% of the first budget; execution scored ',
            cast(cast(execution_score as decimal(18, 2)) as varchar),
            ' points, the full mark.'
        ) as sentence_en,
        cast(executed_yuan as decimal(28, 6)) as measured_value,
        cast(approved_yuan as decimal(28, 6)) as compared_value,
        '元' as value_unit
    from executions

),

-- The printed total where there is one: it is the figure to look at.
spending_receipts as (

    select
        document_id,
        department_key,
        fiscal_year,
        min(
            case when row_key = 'total' and measure = 'total' then receipt_id end
        ) as total_receipt_id,
        min(
            case when row_key = 'total' and measure = 'project' then receipt_id end
        ) as project_receipt_id,
        min(receipt_id) as first_receipt_id,
        coalesce(sum(case when is_leaf and is_counted then half_unit end), 0)
            as half_unit,
        coalesce(
            sum(
                case
                    when is_leaf and is_counted and measure = 'project' then half_unit
                end
            ),
            0
        ) as project_half_unit
    from figures
    where form_id = 'spending_account'
    group by document_id, department_key, fiscal_year

),

spending_totals as (

    select
        document_id,
        department_key,
        fiscal_year,
        cast(sum(amount_yuan) as decimal(20, 2)) as spending_yuan,
        {{ yuan_where("spending_nature = 'project'") }} as project_yuan
    from spending
    group by document_id, department_key, fiscal_year

),

compared_spending as (

    select
        spending_totals.*,
        spending_receipts.half_unit,
        spending_receipts.project_half_unit,
        coalesce(
            spending_receipts.total_receipt_id, spending_receipts.first_receipt_id
        ) as total_receipt_id,
        coalesce(
            spending_receipts.project_receipt_id, spending_receipts.first_receipt_id
        ) as project_receipt_id
    from spending_totals
    left join spending_receipts
        on
            spending_totals.document_id = spending_receipts.document_id
            and spending_totals.department_key = spending_receipts.department_key
            and spending_totals.fiscal_year = spending_receipts.fiscal_year

),

-- The tasks of the year against the spending account of the same document.
task_totals as (

    select
        document_id,
        department_key,
        fiscal_year,
        max(region_code) as region_code,
        min(receipt_id) as receipt_id,
        array_agg(receipt_id order by receipt_id) as receipt_ids,
        count(*) as task_count,
        cast(sum(amount_yuan) as decimal(20, 2)) as task_yuan,
        sum(half_unit) as half_unit
    from figures
    where
        form_id = 'department_tasks'
        and row_key = 'task'
        and measure = 'executed'
        and amount_yuan is not null
    group by document_id, department_key, fiscal_year

),

tasks as (

    select
        task_totals.*,
        compared_spending.spending_yuan,
        compared_spending.total_receipt_id,
        cast(
            abs(task_totals.task_yuan - compared_spending.spending_yuan) as varchar
        ) as difference_text
    from task_totals
    left join compared_spending
        on
            task_totals.document_id = compared_spending.document_id
            and task_totals.department_key = compared_spending.department_key
            and task_totals.fiscal_year = compared_spending.fiscal_year
    where
        abs(task_totals.task_yuan - compared_spending.spending_yuan)
        > task_totals.half_unit + compared_spending.half_unit

),

task_leads as (

    select
        'task_total_differs' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        total_receipt_id as other_receipt_id,
        receipt_ids as further_receipt_ids,
        '部门年度重点工作任务' as subject,
        concat(
            '部门年度重点工作任务', cast(task_count as varchar), '项，实际支出合计',
            cast(task_yuan as varchar), '元；支出决算合计',
            cast(spending_yuan as varchar), '元；相差', difference_text, '元。'
        ) as sentence_zh,
        concat(
            'Tasks of the year: ', cast(task_count as varchar), ', executed ',
            cast(task_yuan as varchar), ' yuan in all; spending account ',
            cast(spending_yuan as varchar), ' yuan; difference ', difference_text,
            ' yuan.'
        ) as sentence_en,
        cast(task_yuan as decimal(28, 6)) as measured_value,
        cast(spending_yuan as decimal(28, 6)) as compared_value,
        '元' as value_unit
    from tasks

),

-- Self-evaluated projects against the project spending of the same document (R17). Not
-- all projects are published, so that only more than the whole is worth a look.
evaluated_totals as (

    select
        funding.document_id,
        funding.department_key,
        funding.fiscal_year,
        max(funding.region_code) as region_code,
        min(funding.executed_receipt_id) as receipt_id,
        array_agg(funding.executed_receipt_id order by funding.executed_receipt_id)
            as receipt_ids,
        count(*) as project_count,
        cast(sum(funding.executed_yuan) as decimal(20, 2)) as executed_yuan,
        sum(figures.half_unit) as half_unit
    from funding
    left join figures
        on funding.executed_receipt_id = figures.receipt_id
    where
        figures.form_id = 'project_self_evaluation'
        and funding.executed_yuan is not null
    group by funding.document_id, funding.department_key, funding.fiscal_year

),

evaluated as (

    select
        evaluated_totals.*,
        compared_spending.project_yuan,
        compared_spending.project_receipt_id
    from evaluated_totals
    left join compared_spending
        on
            evaluated_totals.document_id = compared_spending.document_id
            and evaluated_totals.department_key = compared_spending.department_key
            and evaluated_totals.fiscal_year = compared_spending.fiscal_year
    where
        evaluated_totals.executed_yuan - compared_spending.project_yuan
        > evaluated_totals.half_unit + compared_spending.project_half_unit

),

evaluated_leads as (

    select
        'self_evaluated_spending_exceeds_project_spending' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        project_receipt_id as other_receipt_id,
        receipt_ids as further_receipt_ids,
        '项目支出绩效自评' as subject,
        concat(
            '自评项目', cast(project_count as varchar), '个，全年执行数合计',
            cast(executed_yuan as varchar), '元，大于支出决算的项目支出',
            cast(project_yuan as varchar), '元。'
        ) as sentence_zh,
        concat(
            cast(project_count as varchar), ' self-evaluated projects spent ',
            cast(executed_yuan as varchar),
            ' yuan in all, more than the project spending of the account, ',
            cast(project_yuan as varchar), ' yuan.'
        ) as sentence_en,
        cast(executed_yuan as decimal(28, 6)) as measured_value,
        cast(project_yuan as decimal(28, 6)) as compared_value,
        '元' as value_unit
    from evaluated

),

united as (

    select * from execution_leads
    union all
    select * from task_leads
    union all
    select * from evaluated_leads

)

select * from united

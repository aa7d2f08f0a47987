with

funding as (select * from {{ ref('int_project_funding') }}),

spending as (

    select * from {{ ref('fct_spending_all') }}
    where {{ is_stated() }}

),

figures as (select * from {{ ref('int_figures') }}),

-- The printed total where there is one: it is the figure to look at.
spending_receipts as (

    select
        document_id,
        department_key,
        fiscal_year,
        min(receipt_id) filter (
            where row_key = 'total' and measure = 'total'
        ) as total_receipt_id,
        min(receipt_id) filter (
            where row_key = 'total' and measure = 'project'
        ) as project_receipt_id,
        min(receipt_id) as first_receipt_id,
        coalesce(sum(half_unit) filter (where is_leaf and is_counted), 0)
            as half_unit,
        coalesce(
            sum(half_unit) filter (
                where is_leaf and is_counted and measure = 'project'
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
    left join spending_receipts using (document_id, department_key, fiscal_year)

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
        abs(task_totals.task_yuan - compared_spending.spending_yuan)
            as difference_yuan
    from task_totals
    inner join compared_spending using (document_id, department_key, fiscal_year)
    where
        abs(task_totals.task_yuan - compared_spending.spending_yuan)
        > task_totals.half_unit + compared_spending.half_unit

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
    inner join figures on funding.executed_receipt_id = figures.receipt_id
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
    inner join compared_spending using (document_id, department_key, fiscal_year)
    where
        evaluated_totals.executed_yuan - compared_spending.project_yuan
        > evaluated_totals.half_unit + compared_spending.project_half_unit

),

final as (

    {{ leads(
        'task_total_differs',
        'tasks',
        "'部门年度重点工作任务'",
        '部门年度重点工作任务{task_count}项，实际支出合计{task_yuan}元；'
        ~ '支出决算合计{spending_yuan}元；相差{difference_yuan}元。',
        'Tasks of the year: {task_count}, executed {task_yuan} yuan in all; spending '
        ~ 'account {spending_yuan} yuan; difference {difference_yuan} yuan.',
        'task_yuan',
        'spending_yuan',
        other='total_receipt_id',
        further='receipt_ids',
        project='null'
    ) }}

    union all

    {{ leads(
        'self_evaluated_spending_exceeds_project_spending',
        'evaluated',
        "'项目支出绩效自评'",
        '自评项目{project_count}个，全年执行数合计{executed_yuan}元，'
        ~ '大于支出决算的项目支出{project_yuan}元。',
        '{project_count} self-evaluated projects spent {executed_yuan} yuan in all, more '
        ~ 'than the project spending of the account, {project_yuan} yuan.',
        'executed_yuan',
        'project_yuan',
        other='project_receipt_id',
        further='receipt_ids',
        project='null'
    ) }}

)

select * from final

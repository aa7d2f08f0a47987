{%- set far_gap = '0.2' -%}
{%- set far_exceeded_times = '3' -%}
{%- set month_and_day = '(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]?)?)?' -%}
{%- set date_pattern = '((?:19|20)[0-9]{2})年' ~ month_and_day -%}

with

funding as (

    select * from {{ ref('fct_project_funding') }}

),

evaluations as (

    select * from {{ ref('fct_evaluations') }}

),

indicators as (

    select * from {{ ref('fct_indicators') }}

),

grouped_indicators as (

    select * from {{ ref('int_indicators_grouped') }}

),

spending as (

    select * from {{ ref('fct_spending') }}

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

documents as (

    select * from {{ ref('int_documents_ranked') }}

),

-- Spending far from the first budget, and all points for execution nonetheless.
execution_weights as (

    select
        figures.document_id,
        resolved_projects.project_key,
        max(case when figures.measure = 'weight' then figures.amount end)
            as execution_weight,
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

-- Indicators as the sentences name them: the name, or what stands for it.
named_indicators as (

    select
        indicators.*,
        coalesce(
            indicators.indicator_name, indicators.level2, indicators.level1, '指标'
        ) as subject,
        concat(
            {{ without('cast(indicators.target_value as varchar)', '\\.?0+$') }},
            coalesce(indicators.target_unit, '')
        ) as target_number_text,
        concat(
            {{ without('cast(indicators.actual_value as varchar)', '\\.?0+$') }},
            coalesce(indicators.target_unit, '')
        ) as actual_number_text,
        {{ without('indicators.target_text', '[\\s\\x{3000}]') }} as plain_target
    from indicators

),

-- A target met many times over.
exceeded_leads as (

    select
        'target_far_exceeded' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        cast(null as varchar) as other_receipt_id,
        subject,
        concat(
            '「', subject, '」指标值', case operator when '>' then '＞' else '≥' end,
            target_number_text, '，实际完成', actual_number_text, '，为指标值的',
            cast(cast(attainment_ratio as decimal(18, 2)) as varchar), '倍。'
        ) as sentence_zh,
        concat(
            'Indicator "', subject, '": target ', operator, ' ', target_number_text,
            ', actual ', actual_number_text, ', ',
            cast(cast(attainment_ratio as decimal(18, 2)) as varchar),
            ' times the target.'
        ) as sentence_en,
        actual_value as measured_value,
        target_value as compared_value,
        target_unit as value_unit
    from named_indicators
    where
        operator in ('>', '>=')
        and target_value > 0
        and actual_value >= {{ far_exceeded_times }} * target_value
        and attainment_ratio is not null

),

-- Words where the form says that a number is to stand; dates and numbers are measures.
unmeasured_leads as (

    select
        'qualitative_target_without_measure' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        cast(null as varchar) as other_receipt_id,
        subject,
        concat(
            '「', subject, '」', case
                when indicator_kind = 'quantitative' then '标为定量指标'
                else concat('度量单位为', target_unit)
            end,
            '，指标值为“', plain_target, '”，没有数值。'
        ) as sentence_zh,
        concat(
            'Indicator "', subject, '": ', case
                when indicator_kind = 'quantitative' then 'marked as quantitative'
                else concat('unit ', target_unit)
            end,
            ', target "', plain_target, '" without a number.'
        ) as sentence_en,
        cast(null as decimal(28, 6)) as measured_value,
        cast(null as decimal(28, 6)) as compared_value,
        target_unit as value_unit
    from named_indicators
    where
        (indicator_kind = 'quantitative' or target_unit = '%')
        and target_value is null
        and plain_target <> ''
        and not {{ matches('plain_target', "'[0-9０-９]'") }}

),

-- A deadline that lies before the year: the text is a date, or says "before" one.
-- A year that a target is compared with (比2021年增长) is none.
dated_targets as (

    select
        *,
        try_cast(
            coalesce(
                nullif(
                    regexp_extract(plain_target, '^{{ date_pattern }}$', 1), ''
                ),
                nullif(
                    regexp_extract(
                        plain_target,
                        '{{ date_pattern }}(?:年?底|末|之?前|以前|止|完成)',
                        1
                    ),
                    ''
                ),
                nullif(
                    regexp_extract(
                        plain_target,
                        '^((?:19|20)[0-9]{2})[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?前?$',
                        1
                    ),
                    ''
                )
            ) as integer
        ) as deadline_year
    from named_indicators

),

deadline_leads as (

    select
        'deadline_before_year' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        cast(null as varchar) as other_receipt_id,
        subject,
        concat(
            '「', subject, '」指标值为“', plain_target, '”，所属年度为',
            cast(fiscal_year as varchar), '年。'
        ) as sentence_zh,
        concat(
            'Indicator "', subject, '": target "', plain_target,
            '" in the fiscal year ', cast(fiscal_year as varchar), '.'
        ) as sentence_en,
        cast(deadline_year as decimal(28, 6)) as measured_value,
        cast(fiscal_year as decimal(28, 6)) as compared_value,
        '年' as value_unit
    from dated_targets
    where deadline_year < fiscal_year

),

-- The tasks of the year against the spending account of the same document.
task_totals as (

    select
        document_id,
        department_key,
        fiscal_year,
        max(region_code) as region_code,
        min(receipt_id) as receipt_id,
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

spending_totals as (

    select
        document_id,
        department_key,
        fiscal_year,
        cast(sum(amount_yuan) as decimal(20, 2)) as spending_yuan
    from spending
    group by document_id, department_key, fiscal_year

),

-- The printed total where there is one: it is the figure to look at.
spending_receipts as (

    select
        document_id,
        department_key,
        fiscal_year,
        coalesce(
            min(
                case
                    when row_key = 'total' and measure = 'total' then receipt_id
                end
            ),
            min(receipt_id)
        ) as receipt_id,
        coalesce(sum(case when is_leaf and is_counted then half_unit end), 0)
            as half_unit
    from figures
    where form_id = 'spending_account'
    group by document_id, department_key, fiscal_year

),

task_leads as (

    select
        'task_total_differs' as lead_kind,
        task_totals.department_key,
        task_totals.region_code,
        task_totals.fiscal_year,
        cast(null as varchar) as project_key,
        task_totals.document_id,
        task_totals.receipt_id,
        spending_receipts.receipt_id as other_receipt_id,
        '部门年度重点工作任务' as subject,
        concat(
            '部门年度重点工作任务', cast(task_totals.task_count as varchar),
            '项，实际支出合计', cast(task_totals.task_yuan as varchar),
            '元；支出决算合计', cast(spending_totals.spending_yuan as varchar),
            '元；相差',
            cast(
                abs(task_totals.task_yuan - spending_totals.spending_yuan) as varchar
            ),
            '元。'
        ) as sentence_zh,
        concat(
            'Tasks of the year: ', cast(task_totals.task_count as varchar),
            ', executed ', cast(task_totals.task_yuan as varchar),
            ' yuan in all; spending account ',
            cast(spending_totals.spending_yuan as varchar), ' yuan; difference ',
            cast(
                abs(task_totals.task_yuan - spending_totals.spending_yuan) as varchar
            ),
            ' yuan.'
        ) as sentence_en,
        cast(task_totals.task_yuan as decimal(28, 6)) as measured_value,
        cast(spending_totals.spending_yuan as decimal(28, 6)) as compared_value,
        '元' as value_unit
    from task_totals
    left join spending_totals
        on
            task_totals.document_id = spending_totals.document_id
            and task_totals.department_key = spending_totals.department_key
            and task_totals.fiscal_year = spending_totals.fiscal_year
    left join spending_receipts
        on
            task_totals.document_id = spending_receipts.document_id
            and task_totals.department_key = spending_receipts.department_key
            and task_totals.fiscal_year = spending_receipts.fiscal_year
    where
        abs(task_totals.task_yuan - spending_totals.spending_yuan)
        > task_totals.half_unit + spending_receipts.half_unit

),

-- The same indicator with the same target in another project. Short names and
-- satisfaction are everybody's; what is left is long enough to have been copied.
copyable as (

    select
        grouped_indicators.receipt_id,
        grouped_indicators.document_id,
        grouped_indicators.department_key,
        grouped_indicators.region_code,
        grouped_indicators.fiscal_year,
        grouped_indicators.project_key,
        grouped_indicators.family_key,
        grouped_indicators.family_name,
        projects.project_name,
        documents.document_rank,
        concat(
            coalesce(grouped_indicators.operator, ''),
            {{ without('grouped_indicators.target_text', '[\\s\\x{3000}]') }}
        ) as plain_target
    from grouped_indicators
    left join projects
        on grouped_indicators.project_key = projects.project_key
    left join documents
        on grouped_indicators.document_id = documents.document_id
    where
        grouped_indicators.project_key is not null
        and grouped_indicators.is_chosen
        and grouped_indicators.target_text is not null
        and length(grouped_indicators.family_name) >= 10
        and coalesce(grouped_indicators.level2, '') <> '服务对象满意度指标'

),

-- Each is set against the first of its kind, so that n copies are n - 1 leads.
copies as (

    select
        *,
        first_value(receipt_id) over (
            partition by family_key, plain_target
            order by fiscal_year, document_rank, receipt_id
        ) as first_receipt_id
    from copyable

),

copied_leads as (

    select
        'same_target_text_in_other_project' as lead_kind,
        copies.department_key,
        copies.region_code,
        copies.fiscal_year,
        copies.project_key,
        copies.document_id,
        copies.receipt_id,
        copies.first_receipt_id as other_receipt_id,
        copies.family_name as subject,
        concat(
            '「', copies.project_name, '」与「', firsts.project_name, '」的指标“',
            copies.family_name, '”指标值同为“', copies.plain_target, '”。'
        ) as sentence_zh,
        concat(
            'Projects "', copies.project_name, '" and "', firsts.project_name,
            '" have the same target "', copies.plain_target, '" for the indicator "',
            copies.family_name, '".'
        ) as sentence_en,
        cast(null as decimal(28, 6)) as measured_value,
        cast(null as decimal(28, 6)) as compared_value,
        cast(null as varchar) as value_unit
    from copies
    left join copyable as firsts
        on copies.first_receipt_id = firsts.receipt_id
    where copies.project_key <> firsts.project_key

),

united as (

    select * from execution_leads
    union all
    select * from exceeded_leads
    union all
    select * from unmeasured_leads
    union all
    select * from deadline_leads
    union all
    select * from task_leads
    union all
    select * from copied_leads

),

final as (

    select
        {{ key_of(['united.lead_kind', 'united.receipt_id']) }} as lead_id,
        united.lead_kind,
        united.department_key,
        united.region_code,
        united.fiscal_year,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        united.project_key,
        united.document_id,
        united.receipt_id,
        united.other_receipt_id,
        united.subject,
        united.sentence_zh,
        united.sentence_en,
        united.measured_value,
        united.compared_value,
        united.value_unit
    from united
    left join documents
        on united.document_id = documents.document_id

)

select * from final

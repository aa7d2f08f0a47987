{%- set measures = [
    ('approved', '年初预算数', 'first budget'),
    ('adjusted', '全年预算数', 'budget of the year'),
    ('executed', '执行数', 'executed'),
] -%}
{%- set far_gap = '0.2' -%}

with

sources as (select * from {{ ref('int_project_funding') }}),

funding as (select * from {{ ref('fct_project_funding') }}),

projects as (select * from {{ ref('dim_projects') }}),

receipts as (select * from {{ ref('int_receipts_of_projects') }}),

-- What a source says beside the one that speaks for the project's year. A unit's own
-- accounts may well say less.
compared as (

    {%- for measure, name_zh, name_en in measures %}

        select
            sources.department_key,
            sources.region_code,
            sources.fiscal_year,
            sources.project_key,
            sources.document_id,
            '{{ name_zh }}' as measure_zh,
            '{{ name_en }}' as measure_en,
            sources.{{ measure }}_yuan as amount_yuan,
            sources.{{ measure }}_receipt_id as receipt_id,
            funding.{{ measure }}_yuan as chosen_yuan,
            funding.{{ measure }}_receipt_id as chosen_receipt_id,
            {% if measure == 'approved' %}
                -- an evaluation calls the budget of the whole year its budget
                funding.adjusted_yuan as other_budget_yuan
            {% else %}
                cast(null as decimal(20, 2)) as other_budget_yuan
            {% endif %}
        from sources
        inner join funding using (project_year_key)
        where
            sources.not_chosen_reason = 'other_source'
            and coalesce(sources.caliber, '') <> 'unit'
            and sources.{{ measure }}_receipt_id
            <> funding.{{ measure }}_receipt_id
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

rounded as (

    select
        compared.*,
        projects.project_name,
        abs(compared.amount_yuan - compared.chosen_yuan) as difference_yuan,
        abs(compared.amount_yuan - compared.other_budget_yuan)
            as other_difference_yuan,
        coalesce(own.half_unit_yuan, 0) + coalesce(chosen.half_unit_yuan, 0)
            as tolerance_yuan
    from compared
    left join projects using (project_key)
    left join receipts as own using (receipt_id)
    left join receipts as chosen on compared.chosen_receipt_id = chosen.receipt_id

),

-- Spending far from the first budget, and all points for execution nonetheless.
execution_weights as (

    select
        figures.document_id,
        resolved_projects.project_key,
        max(figures.amount) filter (where figures.measure = 'weight')
            as execution_weight,
        max(figures.receipt_id) filter (where figures.measure = 'weight')
            as weight_receipt_id,
        max(figures.receipt_id) filter (where figures.measure = 'score')
            as score_receipt_id
    from {{ ref('int_project_figures') }} as figures
    left join {{ ref('int_projects_resolved') }} as resolved_projects
        using (document_id, project_reference)
    where figures.row_key = 'total' and figures.measure in ('weight', 'score')
    group by figures.document_id, resolved_projects.project_key

),

executions as (

    select
        sources.*,
        projects.project_name,
        cast(evaluations.execution_score as decimal(18, 2)) as score,
        execution_weights.weight_receipt_id,
        execution_weights.score_receipt_id,
        cast(
            {{ share_of('sources.executed_yuan', 'sources.approved_yuan') }} * 100
            as decimal(18, 2)
        ) as executed_percent
    from sources
    inner join {{ ref('int_evaluations') }} as evaluations
        using (document_id, project_key)
    inner join execution_weights using (document_id, project_key)
    left join projects using (project_key)
    where
        evaluations.execution_score >= execution_weights.execution_weight
        and execution_weights.execution_weight > 0
        and sources.approved_yuan > 0
        and abs(sources.executed_yuan - sources.approved_yuan)
        >= {{ far_gap }} * sources.approved_yuan

),

final as (

    {{ leads(
        'execution_far_from_budget_with_full_score',
        'executions',
        'project_name',
        '「{project_name}」年初预算{approved_yuan}元，执行{executed_yuan}元，'
        ~ '为年初预算的{executed_percent}%；预算执行得分{score}分，为满分。',
        'Project "{project_name}": first budget {approved_yuan} yuan, executed '
        ~ '{executed_yuan} yuan, {executed_percent}% of the first budget; execution '
        ~ 'scored {score} points, the full mark.',
        'executed_yuan',
        'approved_yuan',
        other='score_receipt_id',
        further=list_of([
            'approved_receipt_id', 'executed_receipt_id', 'weight_receipt_id'
        ])
    ) }}

    union all

    {{ leads(
        'sources_of_project_differ',
        'rounded',
        'project_name',
        '「{project_name}」{measure_zh}：一份文件印为{amount_yuan}元，'
        ~ '另一份印为{chosen_yuan}元，相差{difference_yuan}元。',
        'Project "{project_name}", {measure_en}: one document prints {amount_yuan} yuan, '
        ~ 'another {chosen_yuan} yuan; difference {difference_yuan} yuan.',
        'amount_yuan',
        'chosen_yuan',
        other='chosen_receipt_id'
    ) }}
    where
        difference_yuan > tolerance_yuan
        and coalesce(other_difference_yuan > tolerance_yuan, true)

)

select * from final

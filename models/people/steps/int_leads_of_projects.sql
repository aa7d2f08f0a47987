{%- set measures = [
    ('approved', '年初预算数', 'first budget'),
    ('adjusted', '全年预算数', 'budget of the year'),
    ('executed', '执行数', 'executed'),
] -%}

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

final as (

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

{#- What each sum adds. Where it has two sources, the first that says anything speaks:
    leaves before a bare total, appropriations before economic classes (for personnel
    and public alike), all fiscal appropriations before the general public budget. -#}
{%- set executed = "phase = 'executed'" -%}
{%- set approved = "phase = 'approved'" -%}
{%- set sources = [
    ('total_revenue', 1, 'leaves', 'is_main', "fact_name = 'revenue' and " ~ executed),
    (
        'total_revenue', 2, 'total_line', 'is_main',
        "fact_name = 'account' and scope = 'department income' and " ~ executed
        ~ " and item_code = 'year_total'"
    ),
    ('total_spending', 1, 'leaves', 'is_main', "fact_name = 'spending'"),
    (
        'total_spending', 2, 'total_line', 'is_main',
        "fact_name = 'account' and scope = 'department expenditure' and " ~ executed
        ~ " and item_code = 'year_total'"
    ),
    ('basic', 1, 'leaves', 'is_main', "fact_name = 'spending' and item_code = 'basic'"),
    (
        'project', 1, 'leaves', 'is_main',
        "fact_name = 'spending' and item_code = 'project'"
    ),
    (
        'personnel', 1, 'appropriations', "expense_kind = 'personnel'",
        "fact_name = 'appropriations' and " ~ executed
    ),
    (
        'public', 1, 'appropriations', "expense_kind = 'public'",
        "fact_name = 'appropriations' and " ~ executed
    ),
    (
        'personnel', 2, 'economic_classes', "expense_kind = 'personnel'",
        "fact_name = 'economic' and " ~ executed
    ),
    (
        'public', 2, 'economic_classes', "expense_kind = 'public'",
        "fact_name = 'economic' and " ~ executed
    ),
    (
        'three_public', 1, 'fiscal_appropriation', 'is_main',
        "fact_name = 'three_public' and scope = 'fiscal_appropriation' and " ~ executed
    ),
    (
        'three_public', 2, 'general_public_budget', 'is_main',
        "fact_name = 'three_public' and scope = 'general_public_budget' and " ~ executed
    ),
    ('net_assets', 1, 'leaves', 'is_main', "fact_name = 'assets'"),
    ('approved_revenue', 1, 'leaves', 'is_main', "fact_name = 'revenue' and " ~ approved),
    ('approved_budget', 1, 'leaves', 'is_main', "fact_name = 'budget' and " ~ approved),
    (
        'approved_basic_budget', 1, 'leaves', 'is_main',
        "fact_name = 'budget' and item_code = 'basic' and " ~ approved
    ),
    (
        'approved_project_budget', 1, 'leaves', 'is_main',
        "fact_name = 'budget' and item_code = 'project' and " ~ approved
    ),
    ('approved_project', 1, 'projects', "expense_kind = 'approved'", "fact_name = 'project_years'"),
    ('adjusted_project', 1, 'projects', "expense_kind = 'adjusted'", "fact_name = 'project_years'"),
    ('executed_project', 1, 'projects', "expense_kind = 'executed'", "fact_name = 'project_years'")
] -%}

with

facts as (select * from {{ ref('stated_facts') }}),

project_years as (select * from {{ ref('int_project_years_summed') }}),

-- One document speaks for each account; see is_chosen.
figures as (

    select
        department_year_key,
        fact_name,
        phase,
        scope,
        item_code,
        expense_kind,
        is_main,
        amount_yuan,
        half_unit_yuan,
        is_proven
    from facts
    where is_chosen and amount_yuan is not null

    {% for kind in ['approved', 'adjusted', 'executed'] %}
        union all

        select
            department_year_key,
            'project_years' as fact_name,
            cast(null as varchar) as phase,
            cast(null as varchar) as scope,
            cast(null as varchar) as item_code,
            '{{ kind }}' as expense_kind,
            true as is_main,
            {{ kind }}_yuan as amount_yuan,
            {{ kind }}_interval_yuan as half_unit_yuan,
            is_{{ kind }}_proven as is_proven
        from project_years
        where {{ kind }}_yuan is not null
    {% endfor %}

),

added as (

    {% for measure, source_no, basis, kind, condition in sources %}
        select
            department_year_key,
            '{{ measure }}' as measure,
            '{{ 'personnel or public' if measure in ('personnel', 'public')
            else measure }}' as measure_group,
            {{ source_no }} as source_no,
            '{{ basis }}' as basis,
            amount_yuan,
            half_unit_yuan,
            is_proven
        from figures
        where {{ kind }} and {{ condition }}
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}

),

first_sources as (

    select
        department_year_key,
        measure_group,
        min(source_no) as source_no
    from added
    group by department_year_key, measure_group

),

summed as (

    select
        added.department_year_key,
        added.measure,
        max(added.basis) as basis,
        count(*) as figure_count,
        cast(sum(added.amount_yuan) as decimal(20, 2)) as amount_yuan,
        cast(sum(abs(added.amount_yuan)) as decimal(20, 2)) as verifiable_yuan,
        cast(
            coalesce(sum(abs(added.amount_yuan)) filter (where added.is_proven), 0)
            as decimal(20, 2)
        ) as verified_yuan,
        cast(sum(added.half_unit_yuan) as decimal(20, 6)) as interval_yuan
    from first_sources
    inner join added using (department_year_key, measure_group, source_no)
    group by added.department_year_key, added.measure

)

select * from summed

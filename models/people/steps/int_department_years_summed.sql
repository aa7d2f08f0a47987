{#- What the verified share is a share of: the first of these that has money. -#}
{%- set bases = [
    "fact_name = 'spending'",
    "fact_name = 'revenue' and phase = 'executed'",
    "fact_name = 'account' and phase = 'executed'",
    "fact_name = 'budget' and phase = 'approved'",
    "fact_name = 'project_funding'",
    "fact_name = 'appropriations'",
    "fact_name = 'economic'",
    "fact_name = 'three_public'",
    "fact_name = 'assets'",
] -%}

with

documents as (select * from {{ ref('int_documents_ranked') }}),

departments as (select * from {{ ref('dim_departments') }}),

regions as (select * from {{ ref('dim_regions') }}),

project_years as (select * from {{ ref('int_project_years_summed') }}),

spine as (

    select
        mentions.department_year_key,
        max(mentions.department_key) as department_key,
        max(mentions.region_code) as region_code,
        max(mentions.fiscal_year) as fiscal_year,
        bool_or(mentions.is_synthetic) as is_synthetic,
        count(distinct mentions.document_id) as document_count,
        coalesce(bool_or(documents.caliber = 'department'), false)
            as has_department_caliber,
        coalesce(bool_or(documents.caliber = 'unit'), false) as has_unit_caliber
    from {{ ref('int_department_years_mentioned') }} as mentions
    left join documents using (document_id)
    group by mentions.department_year_key

),

chosen_facts as (

    select * from {{ ref('stated_facts') }}
    where is_chosen and is_main and fact_name in {{ facts_of_department_years() }}

),

amounts as (

    select
        department_year_key,
        {% for measure in department_measures() %}
            {%- set of_it = "filter (where measure = '" ~ measure ~ "')" %}
            max(amount_yuan) {{ of_it }} as {{ measure }}_yuan,
            max(interval_yuan) {{ of_it }} as {{ measure }}_interval_yuan,
            {{ share_of(
                'max(verified_yuan) ' ~ of_it, '(max(verifiable_yuan) ' ~ of_it ~ ')'
            ) }} as {{ measure }}_verified_share,
        {%- endfor %}
        max(basis) filter (where measure = 'three_public') as three_public_fund_basis
    from {{ ref('int_department_measures') }}
    group by department_year_key

),

-- Accounts of both calibers side by side.
accounts as (

    select
        department_year_key,
        coalesce(bool_or(caliber = 'unit') and bool_or(caliber = 'department'), false)
            as is_caliber_mixed
    from chosen_facts
    where fact_name <> 'project_funding'
    group by department_year_key

),

verifiable as (

    select
        *,
        case
            {%- for condition in bases %}
                when {{ condition }} then {{ loop.index }}
            {%- endfor %}
            else {{ bases | length + 1 }}
        end as basis_order
    from chosen_facts
    where amount_yuan <> 0
    qualify dense_rank() over (
        partition by department_year_key
        order by basis_order
    ) = 1

),

verified as (

    select
        department_year_key,
        max(fact_name) as verified_basis,
        min(caliber) as caliber,
        cast(sum(abs(amount_yuan)) as decimal(20, 2)) as verifiable_yuan,
        cast(
            coalesce(sum(abs(amount_yuan)) filter (where is_proven), 0)
            as decimal(20, 2)
        ) as verified_yuan
    from verifiable
    group by department_year_key

),

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

joined as (

    select
        spine.department_year_key,
        spine.department_key,
        departments.department_name,
        coalesce(departments.region_code, spine.region_code) as region_code,
        regions.region_name,
        regions.region_level,
        spine.fiscal_year,
        spine.is_synthetic,
        -- Money of a document that does not tell goes with the department's.
        case
            when verified.caliber is not null then verified.caliber
            when spine.has_department_caliber then 'department'
            when spine.has_unit_caliber and verified.department_year_key is null
                then 'unit'
        end as caliber,
        coalesce(accounts.is_caliber_mixed, false) as is_caliber_mixed,
        spine.document_count,
        {%- for measure in department_measures() %}
            amounts.{{ measure }}_yuan,
            amounts.{{ measure }}_interval_yuan,
            amounts.{{ measure }}_verified_share,
        {%- endfor %}
        amounts.three_public_fund_basis,
        projects.rated_budget_yuan,
        projects.rated_executed_yuan,
        scores.score_sum,
        {%- for counts, column in [
            ('projects', 'project_count'),
            ('indicators', 'indicator_count'),
            ('indicators', 'judged_indicator_count'),
            ('indicators', 'met_indicator_count'),
            ('scores', 'score_count'),
            ('findings', 'finding_count')
        ] %}
            coalesce({{ counts }}.{{ column }}, 0) as {{ column }},
        {%- endfor %}
        verified.verified_basis,
        verified.verifiable_yuan,
        verified.verified_yuan
    from spine
    left join departments using (department_key)
    left join regions
        on coalesce(departments.region_code, spine.region_code) = regions.region_code
    {%- for sums in [
        'amounts',
        'accounts',
        'verified',
        'projects',
        'indicators',
        'scores',
        'findings'
    ] %}
        left join {{ sums }}
            on spine.department_year_key = {{ sums }}.department_year_key
    {%- endfor %}

),

rated as (

    select
        *,
        {{ share_of('basic_yuan', 'total_spending_yuan') }} as basic_share,
        {{ share_of('project_yuan', 'total_spending_yuan') }} as project_share,
        {{ share_of('personnel_yuan', '(personnel_yuan + public_yuan)') }}
            as personnel_share,
        {{ share_of('rated_executed_yuan', 'rated_budget_yuan') }} as execution_rate,
        {{ share_of('met_indicator_count', 'judged_indicator_count') }} as met_share,
        {{ share_of('score_sum', 'score_count') }} as mean_score,
        {{ share_of('verified_yuan', 'verifiable_yuan') }} as verified_share
    from joined

)

select * from rated  -- noqa: AM04

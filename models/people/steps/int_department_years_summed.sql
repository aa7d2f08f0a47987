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

performance as (select * from {{ ref('int_department_performance') }}),

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
        performance.rated_budget_yuan,
        performance.rated_executed_yuan,
        performance.score_sum,
        {%- for counted in [
            'project',
            'indicator',
            'judged_indicator',
            'met_indicator',
            'score',
            'finding'
        ] %}
            coalesce(performance.{{ counted }}_count, 0) as {{ counted }}_count,
        {%- endfor %}
        verified.verified_basis,
        verified.verifiable_yuan,
        verified.verified_yuan
    from spine
    left join departments using (department_key)
    left join regions
        on coalesce(departments.region_code, spine.region_code) = regions.region_code
    left join amounts using (department_year_key)
    left join accounts using (department_year_key)
    left join verified using (department_year_key)
    left join performance using (department_year_key)

),

rated as (

    select
        *,
        {%- for part, whole, share in [
            ('basic_yuan', 'total_spending_yuan', 'basic_share'),
            ('project_yuan', 'total_spending_yuan', 'project_share'),
            ('personnel_yuan', '(personnel_yuan + public_yuan)', 'personnel_share'),
            ('rated_executed_yuan', 'rated_budget_yuan', 'execution_rate'),
            ('met_indicator_count', 'judged_indicator_count', 'met_share'),
            ('score_sum', 'score_count', 'mean_score'),
            ('verified_yuan', 'verifiable_yuan', 'verified_share')
        ] %}
            {{ share_of(part, whole) }} as {{ share }}
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from joined

)

select * from rated  -- noqa: AM04

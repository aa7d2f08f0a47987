with

summed as (select * from {{ ref('int_region_years_summed') }}),

regions as (select * from {{ ref('dim_regions') }}),

populations as (

    select * from {{ ref('region_statistics') }}
    where statistic = 'population'

),

price_levels as (

    select * from {{ ref('price_levels') }}
    where is_default_base

),

-- What the region's government states of its own level, beside which departments stand.
governments as (

    select
        region_code,
        fiscal_year,
        is_synthetic,
        {%- for item in ['revenue', 'tax_revenue', 'spending'] %}
            coalesce(
                {%- for phase in ['final', 'executed'] %}
                    max(amount_yuan) filter (
                        where item in ('{{ item }}', 'general_{{ item }}')
                        and phase = '{{ phase }}'
                    ){% if not loop.last %},{% endif %}
                {%- endfor %}
            ) as government_{{ item }}_yuan,
        {%- endfor %}
        max(amount_yuan) filter (where item = 'debt_limit')
            as government_debt_limit_yuan,
        max(amount_yuan) filter (where item = 'debt_balance')
            as government_debt_balance_yuan
    from {{ ref('region_account_figures') }}
    where scope = 'own_level'
    group by region_code, fiscal_year, is_synthetic

),

-- Years from which a region has land and people of another.
grown_regions as (

    select distinct
        successor_region_code as region_code,
        succession_year as fiscal_year
    from {{ ref('region_lineages') }}
    where succession_kind in ('merged', 'split')

),

joined as (

    select
        summed.*,
        regions.region_name,
        regions.region_level,
        regions.province_name,
        regions.prefecture_name,
        regions.county_name,
        coalesce(regions.is_development_zone, false) as is_development_zone,
        governments.government_revenue_yuan,
        governments.government_tax_revenue_yuan,
        governments.government_spending_yuan,
        governments.government_debt_limit_yuan,
        governments.government_debt_balance_yuan,
        price_levels.base_year as price_base_year,
        price_levels.price_factor,
        populations.value as population,
        grown_regions.region_code is not null as has_grown
    from summed
    left join governments using (region_code, fiscal_year, is_synthetic)
    left join price_levels using (fiscal_year)
    left join populations using (region_code, fiscal_year)
    left join grown_regions using (region_code, fiscal_year)
    left join regions using (region_code)

),

rated as (

    select
        *,
        {%- for part, whole, share in [
            ('spending_department_count', 'known_department_count', 'coverage_share'),
            ('basic_yuan', 'total_spending_yuan', 'basic_share'),
            ('project_yuan', 'total_spending_yuan', 'project_share'),
            ('three_public_yuan', 'total_spending_yuan', 'three_public_share'),
            ('personnel_yuan', '(personnel_yuan + public_yuan)', 'personnel_share'),
            ('rated_executed_yuan', 'rated_budget_yuan', 'execution_rate'),
            ('met_indicator_count', 'judged_indicator_count', 'met_share'),
            ('score_sum', 'score_count', 'mean_score'),
            ('verified_yuan', 'verifiable_yuan', 'verified_share'),
            (
                'total_spending_yuan',
                'government_spending_yuan',
                'government_coverage_share'
            ),
        ] %}
            {{ share_of(part, whole) }} as {{ share }},
        {%- endfor %}
        {{ real_yuan('total_revenue_yuan', 'price_factor') }}
            as real_total_revenue_yuan,
        {{ real_yuan('total_spending_yuan', 'price_factor') }}
            as real_total_spending_yuan,
        cast(total_spending_yuan / nullif(population, 0) as decimal(20, 2))
            as spending_per_head_yuan
    from joined

),

compared as (

    select
        rated.*,
        previous.total_spending_yuan as previous_total_spending_yuan,
        {%- for measure in ['total_revenue', 'total_spending', 'three_public'] %}
            {{ change_of(
                'rated.' ~ measure ~ '_yuan', 'previous.' ~ measure ~ '_yuan'
            ) }} as {{ measure | replace('total_', '') }}_change_rate,
        {%- endfor %}
        case when previous.region_year_key is not null then not rated.has_grown end
            as has_same_area,
        {{ change_of(
            'rated.total_spending_yuan * rated.price_factor',
            'previous.total_spending_yuan * previous.price_factor'
        ) }} as real_spending_change_rate,
        count(rated.total_spending_yuan) over (
            partition by rated.region_level, rated.fiscal_year, rated.is_synthetic
        ) as ranked_region_count,
        {% for column in ['total_spending_yuan', 'execution_rate', 'verified_share'] %}
            {{ rank_among(
                'rated.' ~ column,
                'rated.region_level, rated.fiscal_year, rated.is_synthetic',
                'rated.region_level is not null'
            ) }} as {{ column | replace('total_', '') | replace('_yuan', '') }}_rank
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from rated
    left join rated as previous
        on
            rated.region_code = previous.region_code
            and rated.is_synthetic = previous.is_synthetic
            and rated.fiscal_year = previous.fiscal_year + 1

),

final as (

    select
        * exclude (
            price_factor,
            has_grown,
            rated_budget_yuan,
            rated_executed_yuan,
            judged_indicator_count,
            met_indicator_count,
            score_count,
            score_sum
        )
    from compared

)

select * from final  -- noqa: AM04

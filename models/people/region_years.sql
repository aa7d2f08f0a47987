with

department_years as (select * from {{ ref('department_years') }}),

measures as (select * from {{ ref('int_department_measures') }}),

regions as (select * from {{ ref('dim_regions') }}),

region_lineages as (select * from {{ ref('region_lineages') }}),

-- What the region's government states of its own level, beside which departments stand.
governments as (

    select
        region_code,
        fiscal_year,
        is_synthetic,
        {%- for item in ['general_revenue', 'general_spending', 'tax_revenue'] %}
            coalesce(
                {%- for phase in ['final', 'executed'] %}
                    max(
                        case
                            when item = '{{ item }}' and phase = '{{ phase }}'
                                then amount_yuan
                        end
                    ){% if not loop.last %},{% endif %}
                {%- endfor %}
            ) as government_{{ item | replace('general_', '') }}_yuan,
        {%- endfor %}
        {%- for item in ['debt_limit', 'debt_balance'] %}
            max(case when item = '{{ item }}' then amount_yuan end)
                as government_{{ item }}_yuan
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from {{ ref('region_account_figures') }}
    where scope = 'own_level'
    group by region_code, fiscal_year, is_synthetic

),

statistics as (select * from {{ ref('region_statistics') }}),

price_levels as (

    select * from {{ ref('price_levels') }}
    where is_default_base

),

-- A unit whose department published has no money of its own here; one whose department
-- did not is added as what it is, and is no department.
added as (

    select
        *,
        {{ key_of(['region_code', 'fiscal_year', 'is_synthetic']) }}
            as region_year_key,
        coalesce(caliber, 'department') = 'department' as is_department
    from department_years
    where fiscal_year is not null

),

known_departments as (

    select
        region_code,
        is_synthetic,
        count(distinct department_key) as known_department_count
    from added
    where is_department
    group by region_code, is_synthetic

),

summed as (

    select
        region_year_key,
        max(region_code) as region_code,
        max(fiscal_year) as fiscal_year,
        max(case when is_synthetic then 1 else 0 end) = 1 as is_synthetic,
        count(distinct case when is_department then department_key end)
            as department_count,
        sum(case when is_department and department_key is null then 1 else 0 end)
            as unnamed_department_count,
        count(
            distinct
            case
                when is_department and total_spending_yuan is not null
                    then department_key
            end
        ) as spending_department_count,
        sum(case when is_department then 0 else 1 end) as unit_count,
        {{ yuan_where('not is_department', 'total_spending_yuan') }}
            as unit_spending_yuan,
        sum(case when is_department then document_count end) as document_count,
        sum(case when is_department then project_count end) as project_count,
        {{ yuan_where('true', 'total_revenue_yuan') }} as total_revenue_yuan,
        {{ yuan_where('true', 'total_spending_yuan') }} as total_spending_yuan,
        {{ yuan_where('true', 'basic_yuan') }} as basic_yuan,
        {{ yuan_where('true', 'project_yuan') }} as project_yuan,
        {{ yuan_where('true', 'personnel_yuan') }} as personnel_yuan,
        {{ yuan_where('true', 'public_yuan') }} as public_yuan,
        {{ yuan_where('true', 'three_public_yuan') }} as three_public_yuan,
        {{ yuan_where('true', 'net_assets_yuan') }} as net_assets_yuan,
        {{ yuan_where('true', 'approved_revenue_yuan') }} as approved_revenue_yuan,
        {{ yuan_where('true', 'approved_budget_yuan') }} as approved_budget_yuan,
        {{ yuan_where('true', 'approved_basic_budget_yuan') }}
            as approved_basic_budget_yuan,
        {{ yuan_where('true', 'approved_project_budget_yuan') }}
            as approved_project_budget_yuan,
        {{ yuan_where('true', 'approved_project_yuan') }} as approved_project_yuan,
        {{ yuan_where('true', 'adjusted_project_yuan') }} as adjusted_project_yuan,
        {{ yuan_where('true', 'executed_project_yuan') }} as executed_project_yuan,
        {{ yuan_where('true', 'rated_budget_yuan') }} as rated_budget_yuan,
        {{ yuan_where('true', 'rated_executed_yuan') }} as rated_executed_yuan,
        sum(case when is_department then indicator_count end) as indicator_count,
        sum(case when is_department then judged_indicator_count end)
            as judged_indicator_count,
        sum(case when is_department then met_indicator_count end)
            as met_indicator_count,
        sum(case when is_department then score_count end) as score_count,
        sum(case when is_department then score_sum end) as score_sum,
        sum(case when is_department then finding_count end) as finding_count,
        {{ yuan_where('true', 'verifiable_yuan') }} as verifiable_yuan,
        {{ yuan_where('true', 'verified_yuan') }} as verified_yuan
    from added
    group by region_year_key

),

verified as (

    select
        added.region_year_key,
        {% for measure in department_measures() %}
            {{ share_of(
                "sum(case when measures.measure = '" ~ measure
                ~ "' then measures.verified_yuan end)",
                "sum(case when measures.measure = '" ~ measure
                ~ "' then measures.verifiable_yuan end)"
            ) }} as {{ measure }}_verified_share,
            cast(
                sum(
                    case
                        when measures.measure = '{{ measure }}'
                            then measures.interval_yuan
                    end
                ) as decimal(20, 6)
            ) as {{ measure }}_interval_yuan
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from added
    left join measures using (department_year_key)
    group by added.region_year_key

),

spending_departments as (

    select
        region_year_key,
        region_code,
        fiscal_year,
        is_synthetic,
        department_key,
        coalesce(continuity_key, department_key) as continuity_key
    from added
    where is_department and total_spending_yuan is not null

),

-- Departments that state their spending in this year and, under whatever name, in the
-- year before; two that have become one are not the one.
common_departments as (

    select
        spending_departments.region_year_key,
        count(distinct spending_departments.department_key) as common_department_count
    from spending_departments
    inner join spending_departments as previous
        on
            spending_departments.continuity_key = previous.continuity_key
            and spending_departments.region_code = previous.region_code
            and spending_departments.is_synthetic = previous.is_synthetic
            and spending_departments.fiscal_year = previous.fiscal_year + 1
    group by spending_departments.region_year_key

),

named as (

    select
        summed.region_year_key,
        summed.region_code,
        regions.region_name,
        regions.region_level,
        regions.province_name,
        regions.prefecture_name,
        regions.county_name,
        coalesce(regions.is_development_zone, false) as is_development_zone,
        summed.fiscal_year,
        summed.is_synthetic,
        summed.department_count,
        cast(summed.unnamed_department_count as bigint) as unnamed_department_count,
        summed.spending_department_count,
        coalesce(known_departments.known_department_count, 0)
            as known_department_count,
        {{ share_of(
            'summed.spending_department_count',
            'known_departments.known_department_count'
        ) }} as coverage_share,
        cast(summed.unit_count as bigint) as unit_count,
        summed.unit_spending_yuan,
        cast(coalesce(summed.document_count, 0) as bigint) as document_count,
        cast(coalesce(summed.project_count, 0) as bigint) as project_count,
        summed.total_revenue_yuan,
        summed.total_spending_yuan,
        summed.basic_yuan,
        summed.project_yuan,
        summed.personnel_yuan,
        summed.public_yuan,
        summed.three_public_yuan,
        summed.net_assets_yuan,
        summed.approved_revenue_yuan,
        summed.approved_budget_yuan,
        summed.approved_basic_budget_yuan,
        summed.approved_project_budget_yuan,
        summed.approved_project_yuan,
        summed.adjusted_project_yuan,
        summed.executed_project_yuan,
        {{ share_of('summed.basic_yuan', 'summed.total_spending_yuan') }}
            as basic_share,
        {{ share_of('summed.project_yuan', 'summed.total_spending_yuan') }}
            as project_share,
        {{ share_of('summed.rated_executed_yuan', 'summed.rated_budget_yuan') }}
            as execution_rate,
        cast(coalesce(summed.indicator_count, 0) as bigint) as indicator_count,
        {{ share_of('summed.met_indicator_count', 'summed.judged_indicator_count') }}
            as met_share,
        {{ share_of('summed.score_sum', 'summed.score_count') }} as mean_score,
        cast(coalesce(summed.finding_count, 0) as bigint) as finding_count,
        summed.verifiable_yuan,
        summed.verified_yuan,
        {{ share_of('summed.verified_yuan', 'summed.verifiable_yuan') }}
            as verified_share,
        {% for measure in department_measures() %}
            verified.{{ measure }}_verified_share,
            verified.{{ measure }}_interval_yuan,
        {% endfor %}
        coalesce(common_departments.common_department_count, 0)
            as common_department_count,
        governments.government_revenue_yuan,
        governments.government_tax_revenue_yuan,
        governments.government_spending_yuan,
        governments.government_debt_limit_yuan,
        governments.government_debt_balance_yuan,
        {{ share_of(
            'summed.total_spending_yuan', 'governments.government_spending_yuan'
        ) }} as government_coverage_share
    from summed
    left join verified using (region_year_key)
    left join regions
        on summed.region_code = regions.region_code
    left join known_departments
        on
            coalesce(summed.region_code, '')
            = coalesce(known_departments.region_code, '')
            and summed.is_synthetic = known_departments.is_synthetic
    left join common_departments
        on summed.region_year_key = common_departments.region_year_key
    left join governments
        on
            summed.region_code = governments.region_code
            and summed.fiscal_year = governments.fiscal_year
            and summed.is_synthetic = governments.is_synthetic

),

-- Years from which a region has land and people of another.
grown_regions as (

    select distinct
        successor_region_code as region_code,
        succession_year
    from region_lineages
    where succession_kind in ('merged', 'split')

),

weighed as (

    select
        named.*,
        price_levels.base_year as price_base_year,
        price_levels.price_factor,
        statistics.value as population,
        grown_regions.region_code is not null as has_grown
    from named
    left join price_levels using (fiscal_year)
    left join statistics
        on
            named.region_code = statistics.region_code
            and named.fiscal_year = statistics.fiscal_year
            and statistics.statistic = 'population'
    left join grown_regions
        on
            named.region_code = grown_regions.region_code
            and named.fiscal_year = grown_regions.succession_year

),

compared as (

    select
        weighed.*,
        {{ share_of(
            'weighed.personnel_yuan', '(weighed.personnel_yuan + weighed.public_yuan)'
        ) }} as personnel_share,
        {{ share_of('weighed.three_public_yuan', 'weighed.total_spending_yuan') }}
            as three_public_share,
        previous.total_spending_yuan as previous_total_spending_yuan,
        {{ change_of('weighed.total_revenue_yuan', 'previous.total_revenue_yuan') }}
            as revenue_change_rate,
        {{ change_of('weighed.total_spending_yuan', 'previous.total_spending_yuan') }}
            as spending_change_rate,
        {{ change_of('weighed.three_public_yuan', 'previous.three_public_yuan') }}
            as three_public_change_rate,
        case
            when
                weighed.total_spending_yuan is not null
                and previous.total_spending_yuan is not null
                then
                    weighed.common_department_count = weighed.spending_department_count
                    and weighed.common_department_count
                    = previous.spending_department_count
        end as has_same_departments,
        case
            when previous.region_year_key is not null then not weighed.has_grown
        end as has_same_area,
        {{ real_yuan('weighed.total_revenue_yuan', 'weighed.price_factor') }}
            as real_total_revenue_yuan,
        {{ real_yuan('weighed.total_spending_yuan', 'weighed.price_factor') }}
            as real_total_spending_yuan,
        {{ change_of(
            'weighed.total_spending_yuan * weighed.price_factor',
            'previous.total_spending_yuan * previous.price_factor'
        ) }} as real_spending_change_rate,
        cast(
            weighed.total_spending_yuan / nullif(weighed.population, 0)
            as decimal(20, 2)
        ) as spending_per_head_yuan,
        count(weighed.total_spending_yuan) over (
            partition by
                weighed.region_level, weighed.fiscal_year, weighed.is_synthetic
        ) as ranked_region_count,
        {% for column in ['total_spending_yuan', 'execution_rate', 'verified_share'] %}
            {{ rank_among(
                'weighed.' ~ column,
                'weighed.region_level, weighed.fiscal_year, weighed.is_synthetic',
                'weighed.region_level is not null'
            ) }} as {{ column | replace('total_', '') | replace('_yuan', '') }}_rank
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from weighed
    left join weighed as previous
        on
            weighed.region_code = previous.region_code
            and weighed.is_synthetic = previous.is_synthetic
            and weighed.fiscal_year = previous.fiscal_year + 1

),

final as (

    select * exclude (price_factor, has_grown) from compared

)

select * from final

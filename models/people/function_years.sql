with

spending as (select * from {{ ref('int_spending_classed') }}),

region_years as (select * from {{ ref('int_region_years_summed') }}),

regions as (select * from {{ ref('dim_regions') }}),

functions as (select * from {{ ref('dim_functions') }}),

code_years as (

    select * from {{ ref('code_years') }}
    where code_system = 'function'

),

price_levels as (

    select * from {{ ref('price_levels') }}
    where is_default_base

),

summed as (

    select
        function_year_key,
        max(region_year_key) as region_year_key,
        max(region_code) as region_code,
        max(class_code) as class_code,
        max(fiscal_year) as fiscal_year,
        coalesce(bool_or(is_synthetic), false) as is_synthetic,
        count(distinct department_key) as department_count,
        cast(sum(amount_yuan) as decimal(20, 2)) as spending_yuan,
        {{ yuan_where("spending_nature = 'basic'") }} as basic_yuan,
        {{ yuan_where("spending_nature = 'project'") }} as project_yuan,
        {% for measure, condition in [
            ('spending', 'true'),
            ('basic', "spending_nature = 'basic'"),
            ('project', "spending_nature = 'project'")
        ] %}
            {{ share_of(
                'sum(case when ' ~ condition ~ ' and is_proven then abs(amount_yuan) '
                ~ 'when ' ~ condition ~ ' then 0 end)',
                'sum(case when ' ~ condition ~ ' then abs(amount_yuan) end)'
            ) }} as {{ measure }}_verified_share,
            cast(
                sum(half_unit_yuan) filter (where {{ condition }}) as decimal(20, 6)
            ) as {{ measure }}_interval_yuan
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from spending
    group by function_year_key

),

-- Shares are of what is known by function, which a bare total is not; where a class is
-- below 0 (money that came back), there are none.
region_totals as (

    select
        region_year_key,
        cast(sum(spending_yuan) as decimal(20, 2)) as region_spending_yuan,
        case when min(spending_yuan) >= 0 then sum(spending_yuan) end as parted_yuan
    from summed
    group by region_year_key

),

named as (

    select
        summed.function_year_key,
        summed.region_code,
        regions.region_name,
        regions.region_level,
        summed.class_code,
        functions.class_name,
        summed.fiscal_year,
        summed.is_synthetic,
        summed.department_count,
        summed.spending_yuan,
        summed.basic_yuan,
        summed.project_yuan,
        region_totals.region_spending_yuan,
        {{ share_of('summed.spending_yuan', 'region_totals.parted_yuan') }}
            as spending_share,
        summed.spending_verified_share as verified_share,
        summed.spending_verified_share,
        summed.spending_interval_yuan,
        summed.basic_verified_share,
        summed.basic_interval_yuan,
        summed.project_verified_share,
        summed.project_interval_yuan,
        region_years.has_same_departments,
        -- Nothing speaks against a class that no document names in the year.
        coalesce(code_years.is_comparable, true) as is_code_comparable,
        code_years.break_reason as code_break_reason,
        price_levels.base_year as price_base_year,
        price_levels.price_factor
    from summed
    left join region_totals using (region_year_key)
    left join region_years using (region_year_key)
    left join regions on summed.region_code = regions.region_code
    left join functions on summed.class_code = functions.function_code
    left join code_years
        on
            summed.class_code = code_years.code
            and summed.fiscal_year = code_years.fiscal_year
    left join price_levels on summed.fiscal_year = price_levels.fiscal_year

),

compared as (

    select
        named.*,
        previous.spending_yuan as previous_spending_yuan,
        {{ change_of('named.spending_yuan', 'previous.spending_yuan') }}
            as spending_change_rate,
        {{ change_of('named.spending_share', 'previous.spending_share') }}
            as share_change_rate,
        {{ rank_among(
            'named.spending_yuan',
            'named.region_code, named.fiscal_year, named.is_synthetic'
        ) }} as spending_rank,
        {{ real_yuan('named.spending_yuan', 'named.price_factor') }}
            as real_spending_yuan,
        {{ change_of(
            'named.spending_yuan * named.price_factor',
            'previous.spending_yuan * previous.price_factor'
        ) }} as real_spending_change_rate
    from named
    left join named as previous
        on
            named.region_code = previous.region_code
            and named.class_code = previous.class_code
            and named.is_synthetic = previous.is_synthetic
            and named.fiscal_year = previous.fiscal_year + 1
            and named.is_code_comparable

),

final as (

    select * exclude (price_factor) from compared

)

select * from final

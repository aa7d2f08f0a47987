with

spending as (

    select * from {{ ref('int_spending_classed') }}

),

region_years as (

    select * from {{ ref('region_years') }}

),

functions as (

    select * from {{ ref('dim_functions') }}

),

summed as (

    select
        function_year_key,
        max(region_year_key) as region_year_key,
        max(region_code) as region_code,
        max(class_code) as class_code,
        max(fiscal_year) as fiscal_year,
        max(case when is_synthetic then 1 else 0 end) = 1 as is_synthetic,
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
                sum(case when {{ condition }} then half_unit_yuan end) as decimal(20, 6)
            ) as {{ measure }}_interval_yuan
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from spending
    group by function_year_key

),

-- Shares are of what is known by function, which a bare total is not.
region_totals as (

    select
        region_year_key,
        cast(sum(spending_yuan) as decimal(20, 2)) as region_spending_yuan
    from summed
    group by region_year_key

),

named as (

    select
        summed.function_year_key,
        summed.region_code,
        region_years.region_name,
        region_years.region_level,
        summed.class_code,
        functions.class_name,
        summed.fiscal_year,
        summed.is_synthetic,
        summed.department_count,
        summed.spending_yuan,
        summed.basic_yuan,
        summed.project_yuan,
        region_totals.region_spending_yuan,
        {{ share_of('summed.spending_yuan', 'region_totals.region_spending_yuan') }}
            as spending_share,
        summed.spending_verified_share as verified_share,
        summed.spending_verified_share,
        summed.spending_interval_yuan,
        summed.basic_verified_share,
        summed.basic_interval_yuan,
        summed.project_verified_share,
        summed.project_interval_yuan,
        region_years.has_same_departments
    from summed
    left join region_totals
        on summed.region_year_key = region_totals.region_year_key
    left join region_years
        on summed.region_year_key = region_years.region_year_key
    left join functions
        on summed.class_code = functions.function_code

),

final as (

    select
        named.*,
        previous.spending_yuan as previous_spending_yuan,
        {{ change_of('named.spending_yuan', 'previous.spending_yuan') }}
            as spending_change_rate
    from named
    left join named as previous
        on
            named.region_code = previous.region_code
            and named.class_code = previous.class_code
            and named.is_synthetic = previous.is_synthetic
            and named.fiscal_year = previous.fiscal_year + 1

)

select * from final

{#- What is added up over the bodies of a region, and over its departments alone. -#}
{%- set sums = department_measures() + [
    'rated_budget', 'rated_executed', 'verifiable', 'verified'
] -%}
{%- set counts = [
    'document', 'project', 'indicator', 'judged_indicator', 'met_indicator', 'finding',
    'score'
] -%}
with

department_years as (select * from {{ ref('int_department_years_summed') }}),

comparability as (select * from {{ ref('department_comparability') }}),

measures as (select * from {{ ref('int_department_measures') }}),

-- A unit whose department published has no money of its own here; one whose department
-- did not is added as what it is, and is no department.
added as (

    select
        department_years.*,
        {{ key_of([
            'department_years.region_code',
            'department_years.fiscal_year',
            'department_years.is_synthetic'
        ]) }} as region_year_key,
        coalesce(department_years.caliber, 'department') = 'department'
            as is_department,
        coalesce(comparability.continuity_key, department_years.department_key)
            as lasting_key,
        department_years.total_spending_yuan is not null and is_department
            as is_spending_department
    from department_years
    left join comparability using (department_year_key)
    where department_years.fiscal_year is not null

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
        coalesce(bool_or(is_synthetic), false) as is_synthetic,
        count(distinct department_key) filter (where is_department)
            as department_count,
        count(*) filter (where is_department and department_key is null)
            as unnamed_department_count,
        count(distinct department_key) filter (where is_spending_department)
            as spending_department_count,
        count(*) filter (where not is_department) as unit_count,
        {{ yuan_where('not is_department', 'total_spending_yuan') }}
            as unit_spending_yuan,
        {%- for name in sums %}
            cast(sum({{ name }}_yuan) as decimal(20, 2)) as {{ name }}_yuan,
        {%- endfor %}
        {%- for name in counts %}
            cast(
                coalesce(sum({{ name }}_count) filter (where is_department), 0)
                as bigint
            ) as {{ name }}_count,
        {%- endfor %}
        sum(score_sum) filter (where is_department) as score_sum
    from added
    group by region_year_key

),

verified as (

    select
        added.region_year_key,
        {%- for measure in department_measures() %}
            {%- set of_it = "filter (where measures.measure = '" ~ measure ~ "')" %}
            {{ share_of(
                'sum(measures.verified_yuan) ' ~ of_it,
                '(sum(measures.verifiable_yuan) ' ~ of_it ~ ')'
            ) }} as {{ measure }}_verified_share,
            cast(sum(measures.interval_yuan) {{ of_it }} as decimal(20, 6))
                as {{ measure }}_interval_yuan
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from added
    inner join measures using (department_year_key)
    group by added.region_year_key

),

-- Departments that state their spending in this year and, under whatever name, in the
-- year before; two that have become one are not the one.
common_departments as (

    select
        added.region_year_key,
        count(distinct added.department_key) as common_department_count
    from added
    inner join added as previous using (lasting_key, region_code, is_synthetic)
    where
        added.fiscal_year = previous.fiscal_year + 1
        and added.is_spending_department
        and previous.is_spending_department
    group by added.region_year_key

),

-- Departments are the same as in the year before where none came and none went.
final as (

    select
        summed.*,
        coalesce(known_departments.known_department_count, 0)
            as known_department_count,
        coalesce(common_departments.common_department_count, 0)
            as common_department_count,
        case
            when
                summed.total_spending_yuan is not null
                and previous.total_spending_yuan is not null
                then
                    coalesce(common_departments.common_department_count, 0)
                    = summed.spending_department_count
                    and summed.spending_department_count
                    = previous.spending_department_count
        end as has_same_departments,
        verified.* exclude (region_year_key)
    from summed
    left join verified using (region_year_key)
    left join common_departments using (region_year_key)
    left join known_departments
        on
            summed.region_code is not distinct from known_departments.region_code
            and summed.is_synthetic = known_departments.is_synthetic
    left join summed as previous
        on
            summed.region_code = previous.region_code
            and summed.is_synthetic = previous.is_synthetic
            and summed.fiscal_year = previous.fiscal_year + 1

)

select * from final

with

summed as (select * from {{ ref('int_project_years_summed') }}),

continued as (select * from {{ ref('int_departments_continued') }}),

projects as (select * from {{ ref('dim_projects') }}),

price_levels as (

    select * from {{ ref('price_levels') }}
    where is_default_base

),

-- A project goes on in the body that its department went on in; two of one name in a
-- year are not told apart, and neither is compared.
lasting as (

    select
        summed.*,
        coalesce(continued.continuity_key, summed.department_key, summed.project_key)
            as body_key,
        projects.matching_name,
        price_levels.base_year as price_base_year,
        price_levels.price_factor
    from summed
    left join continued using (department_key)
    left join projects using (project_key)
    left join price_levels using (fiscal_year)

),

counted as (

    select
        *,
        count(*) over (
            partition by body_key, matching_name, fiscal_year, is_synthetic
        ) as namesake_count
    from lasting

),

compared as (

    select
        counted.*,
        {{ key_of(['counted.body_key', 'counted.matching_name']) }} as lasting_key,
        previous.project_year_key as previous_project_year_key,
        {{ share_of(
            'counted.executed_yuan',
            'sum(counted.executed_yuan) over ('
            ~ 'partition by counted.department_year_key)'
        ) }} as department_executed_share,
        {{ change_of('counted.approved_yuan', 'previous.approved_yuan') }}
            as approved_change_rate,
        {{ change_of('counted.executed_yuan', 'previous.executed_yuan') }}
            as executed_change_rate,
        {{ real_yuan('counted.approved_yuan', 'counted.price_factor') }}
            as real_approved_yuan,
        {{ real_yuan('counted.executed_yuan', 'counted.price_factor') }}
            as real_executed_yuan
    from counted
    left join counted as previous
        on
            counted.body_key = previous.body_key
            and counted.matching_name = previous.matching_name
            and counted.is_synthetic = previous.is_synthetic
            and counted.fiscal_year = previous.fiscal_year + 1
            and counted.namesake_count = 1
            and previous.namesake_count = 1

),

final as (

    select * exclude (body_key, matching_name, price_factor, namesake_count)
    from compared

)

select * from final  -- noqa: AM04

with

facts as (

    select * from {{ ref('int_facts_verified') }}

),

department_years as (

    select * from {{ ref('department_years') }}

),

region_years as (

    select * from {{ ref('region_years') }}

),

functions as (

    select * from {{ ref('dim_functions') }}

),

-- The same departments, own accounts left out, as in region_years.
spending as (

    select
        department_years.region_code,
        department_years.fiscal_year,
        department_years.is_synthetic,
        department_years.department_key,
        facts.item_code as spending_nature,
        facts.amount_yuan,
        facts.is_proven,
        substr(facts.code, 1, 3) as class_code
    from facts
    left join department_years
        on facts.department_year_key = department_years.department_year_key
    where
        facts.fact_name = 'spending'
        and facts.is_chosen
        and not facts.is_of_government
        and department_years.fiscal_year is not null
        and coalesce(department_years.caliber, 'department') = 'department'

),

summed as (

    select
        {{ key_of(['region_code', 'class_code', 'fiscal_year', 'is_synthetic']) }}
            as function_year_key,
        {{ key_of(['region_code', 'fiscal_year', 'is_synthetic']) }}
            as region_year_key,
        region_code,
        class_code,
        fiscal_year,
        is_synthetic,
        count(distinct department_key) as department_count,
        cast(sum(amount_yuan) as decimal(20, 2)) as spending_yuan,
        {{ yuan_where("spending_nature = 'basic'") }} as basic_yuan,
        {{ yuan_where("spending_nature = 'project'") }} as project_yuan,
        cast(sum(abs(amount_yuan)) as decimal(20, 2)) as verifiable_yuan,
        cast(
            sum(case when is_proven then abs(amount_yuan) else 0 end)
            as decimal(20, 2)
        ) as verified_yuan
    from spending
    group by region_code, class_code, fiscal_year, is_synthetic

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
        {{ share_of('summed.verified_yuan', 'summed.verifiable_yuan') }}
            as verified_share,
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

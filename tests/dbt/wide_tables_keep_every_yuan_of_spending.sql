-- What counts of spending = fct_spending = department_years = region_years =
-- function_years: no join drops or doubles money on its way up.
with

facts as (

    select * from {{ ref('stated_facts') }}

),

plain as (

    select * from {{ ref('fct_spending') }}

),

department_years as (

    select * from {{ ref('department_years') }}

),

region_years as (

    select * from {{ ref('region_years') }}

),

function_years as (

    select * from {{ ref('function_years') }}

),

chosen as (

    select
        department_year_key,
        sum(amount_yuan) as amount_yuan
    from facts
    where fact_name = 'spending' and is_chosen
    group by department_year_key

),

by_department as (

    select
        coalesce(sum(department_years.total_spending_yuan), 0) as department_yuan,
        coalesce(sum(chosen.amount_yuan), 0) as fact_yuan,
        coalesce(
            sum(
                case
                    when chosen.department_year_key is null
                        then department_years.total_spending_yuan
                end
            ),
            0
        ) as line_yuan
    from department_years
    left join chosen
        on department_years.department_year_key = chosen.department_year_key

),

by_fact as (

    select coalesce(sum(amount_yuan), 0) as all_fact_yuan from chosen

),

by_region as (

    select coalesce(sum(total_spending_yuan), 0) as region_yuan from region_years

),

by_plain_sum as (

    select coalesce(sum(amount_yuan), 0) as plain_yuan from plain

),

by_function as (

    select coalesce(sum(spending_yuan), 0) as function_yuan from function_years

),

compared as (

    select
        by_department.department_yuan,
        by_department.fact_yuan,
        by_department.line_yuan,
        by_fact.all_fact_yuan,
        by_region.region_yuan,
        by_function.function_yuan,
        by_plain_sum.plain_yuan
    from by_department
    cross join by_fact
    cross join by_region
    cross join by_function
    cross join by_plain_sum

)

select * from compared
where
    all_fact_yuan <> fact_yuan
    or department_yuan <> fact_yuan + line_yuan
    or region_yuan <> department_yuan
    or function_yuan <> all_fact_yuan
    or plain_yuan <> all_fact_yuan

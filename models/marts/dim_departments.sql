with

departments as (

    select * from {{ ref('int_departments_resolved') }}

),

keyed as (

    select
        department_key,
        max(department_name) as department_name,
        max(region_code) as region_code,
        max(credit_code) as credit_code
    from departments
    where department_key is not null
    group by department_key

)

select * from keyed

with

facts as (select * from {{ ref('stated_facts') }}),

department_years as (select * from {{ ref('int_department_years_summed') }}),

-- What counts, as in region_years.
spending as (

    select
        department_years.region_code,
        department_years.fiscal_year,
        department_years.is_synthetic,
        department_years.department_key,
        facts.item_code as spending_nature,
        facts.document_id,
        facts.receipt_id,
        facts.amount_yuan,
        facts.half_unit_yuan,
        facts.is_proven,
        substr(facts.code, 1, 3) as class_code
    from facts
    inner join department_years using (department_year_key)
    where
        facts.fact_name = 'spending'
        and facts.is_chosen
        and department_years.fiscal_year is not null

),

keyed as (

    select
        {{ key_of(['region_code', 'class_code', 'fiscal_year', 'is_synthetic']) }}
            as function_year_key,
        {{ key_of(['region_code', 'fiscal_year', 'is_synthetic']) }}
            as region_year_key,
        *
    from spending

)

select * from keyed

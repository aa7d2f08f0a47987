with

department_mentions as (select * from {{ ref('int_department_years_mentioned') }}),

department_years as (select * from {{ ref('department_years') }}),

spending as (select * from {{ ref('int_spending_classed') }}),

project_mentions as (select * from {{ ref('int_project_years_mentioned') }}),

indicators as (select * from {{ ref('fct_indicators') }}),

united as (

    select
        'department_years' as table_name,
        department_year_key as row_key,
        document_id
    from department_mentions

    union

    select
        'region_years' as table_name,
        {{ key_of([
            'department_years.region_code',
            'department_years.fiscal_year',
            'department_years.is_synthetic'
        ]) }} as row_key,
        department_mentions.document_id
    from department_years
    left join department_mentions using (department_year_key)
    where department_years.fiscal_year is not null

    union

    select
        'region_accounts' as table_name,
        region_account_key as row_key,
        document_id
    from {{ ref('region_account_figures') }}

    union

    select
        'function_years' as table_name,
        function_year_key as row_key,
        document_id
    from spending

    union

    select
        'project_years' as table_name,
        project_year_key as row_key,
        document_id
    from project_mentions

    union

    select
        'indicator_families' as table_name,
        family_key as row_key,
        document_id
    from indicators
    where family_key is not null and is_chosen

),

-- A project's year tells of its department and year without naming a document there.
named as (

    select * from united
    where document_id is not null

)

select * from named

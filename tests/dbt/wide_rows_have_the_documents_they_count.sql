-- Every row of a wide table has documents, as many as it counts.
with

wide_documents as (

    select * from {{ ref('wide_documents') }}

),

department_years as (

    select * from {{ ref('department_years') }}

),

project_years as (

    select * from {{ ref('project_years') }}

),

function_years as (

    select * from {{ ref('function_years') }}

),

region_years as (

    select * from {{ ref('region_years') }}

),

families as (

    select * from {{ ref('indicator_families') }}

),

counted as (

    select
        table_name,
        row_key,
        count(*) as document_count
    from wide_documents
    group by table_name, row_key

),

stated as (

    select
        'department_years' as table_name,
        department_year_key as row_key,
        document_count
    from department_years

    union all

    select
        'project_years' as table_name,
        project_year_key as row_key,
        document_count
    from project_years

    union all

    select
        'function_years' as table_name,
        function_year_key as row_key,
        cast(null as bigint) as document_count
    from function_years

    union all

    select
        'region_years' as table_name,
        region_year_key as row_key,
        cast(null as bigint) as document_count
    from region_years

    union all

    select
        'indicator_families' as table_name,
        family_key as row_key,
        cast(null as bigint) as document_count
    from families

),

compared as (

    select
        coalesce(stated.table_name, counted.table_name) as table_name,
        coalesce(stated.row_key, counted.row_key) as row_key,
        stated.document_count as stated_count,
        counted.document_count as found_count,
        stated.row_key is null as is_unknown
    from stated
    full join counted
        on stated.table_name = counted.table_name and stated.row_key = counted.row_key

)

select * from compared
where
    is_unknown
    or coalesce(found_count, 0) = 0
    or stated_count <> found_count

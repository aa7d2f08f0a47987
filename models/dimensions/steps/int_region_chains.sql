with

regions as (select * from {{ ref('dim_regions') }}),

parents as (

    select
        regions.region_code,
        regions.parent_region_code,
        parents.parent_region_code as grandparent_region_code,
        grandparents.parent_region_code as great_grandparent_region_code
    from regions
    left join regions as parents on regions.parent_region_code = parents.region_code
    left join regions as grandparents
        on parents.parent_region_code = grandparents.region_code

),

chains as (

    select
        region_code,
        region_code as ancestor_region_code
    from parents

    union all

    select
        region_code,
        parent_region_code as ancestor_region_code
    from parents
    where parent_region_code is not null

    union all

    select
        region_code,
        grandparent_region_code as ancestor_region_code
    from parents
    where grandparent_region_code is not null

    union all

    select
        region_code,
        great_grandparent_region_code as ancestor_region_code
    from parents
    where great_grandparent_region_code is not null

)

select * from chains

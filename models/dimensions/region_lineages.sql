with

regions as (select * from {{ ref('dim_regions') }}),

splits as (select * from {{ ref('region_splits') }}),

successions as (

    select
        region_code,
        successor_region_code,
        succession_kind,
        valid_to_year + 1 as succession_year
    from regions
    where successor_region_code is not null

    union all

    select
        region_code,
        successor_region_code,
        'split' as succession_kind,
        split_year as succession_year
    from splits

),

named as (

    select
        successions.region_code,
        regions.region_name,
        successions.successor_region_code,
        successors.region_name as successor_region_name,
        successions.succession_kind,
        cast(successions.succession_year as integer) as succession_year,
        successions.succession_kind = 'same_place' as is_comparable
    from successions
    left join regions using (region_code)
    left join regions as successors
        on successions.successor_region_code = successors.region_code

)

select * from named

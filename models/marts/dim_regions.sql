with

regions as (

    select * from {{ ref('regions') }}

),

zones as (

    select * from {{ ref('development_zones') }}

),

-- A code may have been replaced twice; the last one counts.
administrative as (

    select
        regions.region_code,
        regions.region_name,
        regions.region_level,
        regions.parent_region_code,
        regions.province_name,
        regions.prefecture_name,
        regions.county_name,
        regions.is_current,
        coalesce(successors.successor_region_code, regions.successor_region_code)
            as successor_region_code
    from regions
    left join regions as successors
        on regions.successor_region_code = successors.region_code

),

united as (

    select
        region_code,
        region_name,
        region_level,
        parent_region_code,
        province_name,
        prefecture_name,
        county_name,
        false as is_development_zone,
        is_current,
        successor_region_code
    from administrative

    union all

    select
        zones.zone_code as region_code,
        zones.zone_name as region_name,
        'zone' as region_level,
        zones.host_region_code as parent_region_code,
        hosts.province_name,
        hosts.prefecture_name,
        hosts.county_name,
        true as is_development_zone,
        true as is_current,
        cast(null as varchar) as successor_region_code
    from zones
    left join administrative as hosts
        on zones.host_region_code = hosts.region_code

)

select * from united

with

regions as (select * from {{ ref('regions') }}),

zones as (select * from {{ ref('development_zones') }}),

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
        valid_from_year,
        valid_to_year,
        successor_region_code,
        succession_kind,
        case
            when succession_kind = 'same_place' then successor_region_code
            else region_code
        end as place_region_code
    from regions

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
        cast(null as integer) as valid_from_year,
        cast(null as integer) as valid_to_year,
        cast(null as varchar) as successor_region_code,
        cast(null as varchar) as succession_kind,
        zones.zone_code as place_region_code
    from zones
    left join regions as hosts on zones.host_region_code = hosts.region_code

)

select * from united

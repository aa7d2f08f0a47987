{%- set passes = [1, 2, 3, 4] -%}
with

mentions as (select * from {{ ref('int_department_mentions') }}),

located as (select * from {{ ref('int_department_regions') }}),

chains as (select * from {{ ref('int_region_chains') }}),

abbreviations as (select * from {{ ref('department_abbreviations') }}),

overrides as (select * from {{ ref('department_overrides') }}),

-- Both plates of each body, to be named by the same rules.
plates as (

    select distinct
        located.region_code,
        {{ each_item('[mentions.first_plate_name, mentions.second_plate_name]') }}
            as plate_name
    from mentions
    left join located using (document_id, department_reference)

),

region_names as (

    select
        region_code,
        printed_name
    from {{ ref('region_names') }}

    union

    select
        zone_code as region_code,
        printed_name
    from {{ ref('development_zone_names') }}

),

-- What a region and those above it are called, to be taken off the names.
prefixes as (

    select
        chains.region_code,
        region_names.printed_name as prefix
    from chains
    inner join region_names on chains.ancestor_region_code = region_names.region_code

),

headed as (

    select
        region_code,
        plate_name,
        {{ head_of('plate_name') }} as head,
        {{ without_head('plate_name') }} as rest_0
    from plates
    where plate_name is not null

),

{% for pass in passes %}
    {%- set before = 'headed' if loop.first else 'stripped_' ~ loop.index0 -%}
    -- One name of a region is taken off, the longest that stands at the beginning.
    stripped_{{ pass }} as (

        select
            rows.region_code,
            rows.plate_name,
            max(rows.head) as head,
            substr(
                max(rows.rest_{{ pass - 1 }}),
                coalesce(max(length(prefixes.prefix)), 0) + 1
            ) as rest_{{ pass }}
        from {{ before }} as rows
        left join prefixes
            on
                rows.region_code = prefixes.region_code
                and position(prefixes.prefix in rows.rest_{{ pass - 1 }}) = 1
        group by rows.region_code, rows.plate_name

    ),

{% endfor -%}
bodies as (

    select
        region_code,
        plate_name,
        case
            when head in ('', '党') then {{ body_name('rest_' ~ passes | last) }}
            else concat(
                head,
                {{ without(
                    'rest_' ~ passes | last, '^[省市州区县旗]?委(?:员会)?'
                ) }}
            )
        end as body_name
    from stripped_{{ passes | last }}

),

-- A region that stands for its own administration keeps its name.
final as (

    select
        bodies.region_code,
        bodies.plate_name,
        overrides.reason as override_reason,
        abbreviations.body_name is not null as is_abbreviated,
        coalesce(
            overrides.body_name,
            abbreviations.body_name,
            nullif(bodies.body_name, ''),
            bodies.plate_name
        ) as body_name
    from bodies
    left join abbreviations
        on
            {{ match_name('bodies.body_name') }}
            = {{ match_name('abbreviations.abbreviation') }}
    left join overrides
        on
            bodies.plate_name = overrides.printed_name
            and coalesce(overrides.region_code, coalesce(bodies.region_code, ''))
            = coalesce(bodies.region_code, '')

)

select * from final

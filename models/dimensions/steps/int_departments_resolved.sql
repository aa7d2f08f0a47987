{%- set passes = [1, 2, 3, 4] -%}
with

mentions as (select * from {{ ref('int_department_mentions') }}),

located as (select * from {{ ref('int_department_regions') }}),

chains as (select * from {{ ref('int_region_chains') }}),

abbreviations as (select * from {{ ref('department_abbreviations') }}),

overrides as (select * from {{ ref('department_overrides') }}),

placed as (

    select
        mentions.*,
        located.region_code,
        located.region_evidence,
        located.region_status
    from mentions
    left join located using (document_id, department_reference)

),

-- Both plates of each body, to be named by the same rules.
plates as (

    select distinct
        region_code,
        {{ each_item('[first_plate_name, second_plate_name]') }} as plate_name
    from placed

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
full_bodies as (

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

),

named as (

    select
        placed.*,
        first_plates.override_reason,
        first_plates.body_name as first_body_name,
        second_plates.body_name as second_body_name,
        coalesce(first_plates.is_abbreviated, false) as is_abbreviated
    from placed
    left join full_bodies as first_plates
        on
            placed.first_plate_name = first_plates.plate_name
            and placed.region_code is not distinct from first_plates.region_code
    left join full_bodies as second_plates
        on
            placed.second_plate_name = second_plates.plate_name
            and placed.region_code is not distinct from second_plates.region_code

),

-- Who publishes what by itself.
publications as (

    select distinct
        region_code,
        {{ match_name('first_body_name') }} as body_match,
        fiscal_year,
        document_kind
    from named
    where department_reference = '' and first_body_name is not null

),

-- A second plate stands for its body unless both publish the same kind of document for
-- one year, or two bodies bear it.
plate_pairs as (

    select distinct
        named.region_code,
        {{ match_name('named.second_body_name') }} as plate_match,
        {{ match_name('named.first_body_name') }} as body_match,
        named.first_body_name as body_name
    from named
    where
        named.second_body_name is not null
        and named.region_code is not null
        and {{ match_name('named.second_body_name') }}
        <> {{ match_name('named.first_body_name') }}

),

apart as (

    select distinct
        plate_pairs.region_code,
        plate_pairs.plate_match
    from plate_pairs
    inner join publications as bodies_publish using (region_code, body_match)
    inner join publications as plates_publish
        on
            plate_pairs.region_code = plates_publish.region_code
            and plate_pairs.plate_match = plates_publish.body_match
            and bodies_publish.fiscal_year = plates_publish.fiscal_year
            and bodies_publish.document_kind = plates_publish.document_kind

),

second_plates as (

    select
        plate_pairs.region_code,
        plate_pairs.plate_match,
        max(plate_pairs.body_name) as body_name
    from plate_pairs
    left join apart using (region_code, plate_match)
    where apart.plate_match is null
    group by plate_pairs.region_code, plate_pairs.plate_match
    having count(distinct plate_pairs.body_match) = 1

),

resolved as (

    select
        named.*,
        second_plates.body_name is not null as is_second_plate,
        coalesce(second_plates.body_name, named.first_body_name) as body_name
    from named
    left join second_plates
        on
            named.region_code = second_plates.region_code
            and {{ match_name('named.first_body_name') }} = second_plates.plate_match

),

final as (

    select
        document_id,
        department_reference,
        printed_name,
        department_name,
        body_name,
        second_plate_name,
        named_caliber,
        credit_code,
        region_code,
        region_evidence,
        region_status,
        case
            when department_name is null then 'not_named'
            when override_reason is not null then 'override'
            when is_second_plate then 'second_name_plate'
            when is_abbreviated then 'abbreviation'
            when second_plate_name is not null then 'first_name_plate'
            when named_caliber is not null then 'caliber_removed'
            when printed_name = department_name then 'as_printed'
            else 'accidents_removed'
        end as name_rule,
        case
            when department_name is null then null
            when region_code is not null
                then {{ key_of([match_name('body_name'), 'region_code']) }}
            -- Of an unknown place, a name that every place has is no one's.
            when
                region_status = 'ambiguous' or length(department_name) <= 6
                then {{ key_of(['department_name', 'document_id']) }}
            else {{ key_of(['department_name', "'unknown'"]) }}
        end as department_key
    from resolved

)

select * from final

with

mentions as (select * from {{ ref('int_department_mentions') }}),

located as (select * from {{ ref('int_department_regions') }}),

bodies as (select * from {{ ref('int_bodies_named') }}),

placed as (

    select
        mentions.*,
        located.region_code,
        located.region_evidence,
        located.region_status
    from mentions
    left join located using (document_id, department_reference)

),

named as (

    select
        placed.*,
        first_plates.override_reason,
        first_plates.body_name as first_body_name,
        second_plates.body_name as second_body_name,
        coalesce(first_plates.is_abbreviated, false) as is_abbreviated
    from placed
    left join bodies as first_plates
        on
            placed.first_plate_name = first_plates.plate_name
            and placed.region_code is not distinct from first_plates.region_code
    left join bodies as second_plates
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

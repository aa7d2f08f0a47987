with

mentions as (select * from {{ ref('int_department_mentions') }}),

regions as (select * from {{ ref('dim_regions') }}),

names as (

    select
        * exclude (kind),
        kind as name_kind
    from {{ ref('region_names') }}

    union all by name

    select
        printed_name,
        zone_code as region_code,
        'zone' as name_kind
    from {{ ref('development_zone_names') }}

),

-- What may name a region, the strongest first.
texts as (

    {%- for place, name, condition in [
        ('name', 'department_name', 'true'),
        ('publisher', 'publisher_name', 'publisher_name <> department_name'),
        ('title', 'title', 'true'),
    ] %}

        select
            document_id,
            department_reference,
            fiscal_year,
            '{{ place }}' as place_of_text,
            {{ without_head(name) }} as text
        from mentions
        where {{ name }} is not null and {{ condition }}
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

found as (

    select
        distinct_texts.text,
        names.*,
        position(names.printed_name in distinct_texts.text) as first_position,
        position(names.printed_name in distinct_texts.text)
        + length(names.printed_name) as next_position
    from (select distinct text from texts) as distinct_texts
    inner join names
        on position(names.printed_name in distinct_texts.text) > 0

),

-- Two characters (城区, 东区) and short names are a name only where one can begin: at
-- the start or right behind another name. A short name of a county (平安) says
-- something only behind the name of its prefecture or province.
begun as (

    select
        found.*,
        coalesce(
            bool_or(
                others.name_kind <> 'short'
                and chains.ancestor_region_code is not null
            ),
            false
        ) as is_behind_ancestor,
        bool_or(others.printed_name is not null) as is_behind_name
    from found
    left join found as others
        on
            found.text = others.text
            and found.first_position = others.next_position
    left join {{ ref('int_region_chains') }} as chains
        on
            found.region_code = chains.region_code
            and others.region_code = chains.ancestor_region_code
    group by all

),

standing as (

    select begun.*
    from begun
    left join regions using (region_code)
    where
        case
            when begun.name_kind = 'short' and regions.region_level = 'county'
                then begun.is_behind_ancestor
            when begun.name_kind = 'short'
                then begun.first_position = 1 or begun.is_behind_ancestor
            when length(begun.printed_name) <= 2
                then begun.first_position = 1 or begun.is_behind_name
            else true
        end

),

-- A name inside a longer one (昆明市 in 昆明市经开区) says nothing more.
longest as (

    select standing.*
    from standing
    left join standing as longer
        on
            standing.text = longer.text
            and length(longer.printed_name) > length(standing.printed_name)
            and position(standing.printed_name in longer.printed_name) > 0
    where longer.printed_name is null

),

named as (

    select distinct
        texts.document_id,
        texts.department_reference,
        case
            when texts.place_of_text in ('title', 'publisher')
                then texts.place_of_text
            when longest.name_kind = 'zone' then 'zone_name'
            when longest.name_kind = 'short' then 'short_name'
            else 'department_name'
        end as rule,
        longest.printed_name as matched_text,
        longest.region_code,
        case
            when texts.place_of_text in ('title', 'publisher') then 2
            when longest.name_kind = 'short' then 3
            when longest.first_position = 1 then 5
            else 4
        end as weight,
        texts.fiscal_year is null
        or (
            texts.fiscal_year + 1 >= coalesce(longest.valid_from_year, 0)
            and texts.fiscal_year - 1 <= coalesce(longest.valid_to_year, 9999)
        ) as is_in_period
    from texts
    inner join longest using (text)

),

credit_codes as (

    select
        mentions.document_id,
        mentions.department_reference,
        coalesce(zones.zone_code, regions.place_region_code) as own_code,
        case when own_code is null then 'credit_code_prefecture' else 'credit_code' end
            as rule,
        mentions.credit_code as matched_text,
        coalesce(own_code, prefectures.place_region_code) as region_code,
        case when own_code is null then 4 else 8 end as weight
    from mentions
    left join regions
        on substr(mentions.credit_code, 3, 6) = regions.region_code
    left join {{ ref('development_zones') }} as zones
        on substr(mentions.credit_code, 3, 6) = zones.statistical_code
    left join regions as prefectures
        on
            concat(substr(mentions.credit_code, 3, 4), '00') = prefectures.region_code
    where mentions.credit_code is not null

),

-- Of two places of one name, the one that bore it in the document's year.
final as (

    select * from named
    qualify
        is_in_period
        or not coalesce(
            bool_or(is_in_period) over (
                partition by document_id, department_reference, matched_text
            ),
            false
        )

    union all by name

    select
        * exclude (own_code),
        true as is_in_period
    from credit_codes
    where region_code is not null

)

select * from final  -- noqa: AM04

with

printed as (select * from {{ ref('int_code_spellings') }}),

official as (select * from {{ ref('code_names') }}),

bridges as (select * from {{ ref('code_bridges') }}),

-- The list of those in force since 2018.
economic_classes as (select * from {{ ref('economic_classes') }}),

spellings as (

    select
        code_system,
        code,
        fiscal_year,
        printed_name,
        sum(row_count) as row_count
    from printed
    group by code_system, code, fiscal_year, printed_name

),

-- The commonest spelling; of two as common, the longer: cut names are shorter.
common as (

    select * from spellings
    qualify row_number() over (
        partition by code_system, code, fiscal_year
        order by
            case when printed_name is null then 1 else 0 end,
            row_count desc,
            length(printed_name) desc,
            printed_name asc
    ) = 1

),

named as (

    select
        common.code_system,
        common.code,
        common.fiscal_year,
        max(common.printed_name) as printed_name,
        count(distinct spellings.printed_name) as spelling_count,
        max(spellings.printed_name) filter (
            where {{ is_other_name('spellings.printed_name', 'common.printed_name') }}
        ) as conflicting_name,
        sum(spellings.row_count) as row_count
    from common
    inner join spellings using (code_system, code, fiscal_year)
    group by all

),

listed_codes as (

    select distinct
        code_system,
        code
    from official

),

listed as (

    select
        named.*,
        official.official_name,
        listed_codes.code is not null
        and official.code is null
        and economic_classes.economic_code is null as is_outside_life,
        lag(named.fiscal_year) over (
            partition by named.code_system, named.code
            order by named.fiscal_year
        ) as previous_year,
        lag(named.printed_name) over (
            partition by named.code_system, named.code
            order by named.fiscal_year
        ) as previous_name
    from named
    left join official
        on
            named.code_system = official.code_system
            and named.code = official.code
            and named.fiscal_year >= coalesce(official.valid_from_year, 0)
            and named.fiscal_year <= coalesce(official.valid_to_year, 9999)
    left join listed_codes
        on
            named.code_system = listed_codes.code_system
            and named.code = listed_codes.code
    left join economic_classes
        on
            named.code_system = 'economic'
            and named.fiscal_year >= 2018
            and named.code = economic_classes.economic_code

),

-- What the year's classification changed in the code itself or in the section above.
bridged as (

    select
        named.code_system,
        named.code,
        named.fiscal_year,
        bool_and(bridges.is_comparable) as is_comparable,
        min(bridges.kind) as bridge_kind,
        min(bridges.old_code) filter (
            where bridges.old_code <> bridges.new_code
        ) as bridged_from_code,
        max(bridges.note) as bridge_note
    from named
    inner join bridges
        on
            named.code_system = bridges.code_system
            and named.fiscal_year = bridges.from_year
            and (
                named.code = bridges.new_code
                or (
                    length(bridges.new_code) = 5
                    and substr(named.code, 1, 5) = bridges.new_code
                )
            )
    group by all

),

reasoned as (

    select
        listed.*,
        bridged.bridged_from_code,
        bridged.bridge_note,
        case
            when not bridged.is_comparable then bridged.bridge_kind
            when listed.conflicting_name is not null then 'conflicting_names'
            when bridged.is_comparable then bridged.bridge_kind
            when {{ is_other_name('listed.previous_name', 'listed.printed_name') }}
                then 'unbridged_name'
            when listed.is_outside_life then 'outside_its_years'
        end as break_reason
    from listed
    left join bridged using (code_system, code, fiscal_year)

),

final as (

    select
        {{ key_of(['code_system', 'code', 'fiscal_year']) }} as code_year_key,
        * exclude (row_count, is_outside_life),
        cast(row_count as bigint) as row_count,
        coalesce(break_reason, 'rename') in ('rename', 'move') as is_comparable
    from reasoned

)

select * from final  -- noqa: AM04

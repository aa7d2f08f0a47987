with

figures as (select * from {{ ref('int_figures') }}),

official as (select * from {{ ref('code_names') }}),

bridges as (select * from {{ ref('code_bridges') }}),

-- The list of those in force since 2018.
economic_classes as (select * from {{ ref('economic_classes') }}),

printed as (

    select
        classification as code_system,
        code,
        fiscal_year,
        {{ plain_name('label_text') }} as printed_name,
        document_id,
        concat(cast(block_no as varchar), '-', cast(row_no as varchar)) as printed_row
    from figures
    where
        fiscal_year is not null
        and (
            (classification = 'function' and length(code) in (3, 5, 7))
            or (classification = 'economic' and length(code) in (3, 5))
        )

),

spellings as (

    select
        code_system,
        code,
        fiscal_year,
        printed_name,
        count(distinct concat(document_id, '-', printed_row)) as row_count
    from printed
    group by code_system, code, fiscal_year, printed_name

),

-- The commonest spelling; of two as common, the longer: cut names are shorter.
ranked as (

    select
        *,
        row_number() over (
            partition by code_system, code, fiscal_year
            order by
                case when printed_name is null then 1 else 0 end,
                row_count desc,
                length(printed_name) desc,
                printed_name asc
        ) as spelling_rank
    from spellings

),

common as (

    select
        code_system,
        code,
        fiscal_year,
        printed_name
    from ranked
    where spelling_rank = 1

),

-- A name cut short, or with 支出 behind it, is no other name.
compared as (

    select
        common.code_system,
        common.code,
        common.fiscal_year,
        common.printed_name,
        spellings.printed_name as other_name,
        spellings.row_count,
        coalesce(
            position(
                {{ without('spellings.printed_name', '(?:支出|事务)+$') }}
                in common.printed_name
            ) = 0
            and position(
                {{ without('common.printed_name', '(?:支出|事务)+$') }}
                in spellings.printed_name
            ) = 0,
            false
        ) as is_other
    from common
    left join spellings
        on
            common.code_system = spellings.code_system
            and common.code = spellings.code
            and common.fiscal_year = spellings.fiscal_year

),

named as (

    select
        code_system,
        code,
        fiscal_year,
        max(printed_name) as printed_name,
        count(distinct other_name) as spelling_count,
        max(other_name) filter (where is_other) as conflicting_name,
        sum(row_count) as row_count
    from compared
    group by code_system, code, fiscal_year

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
        and economic_classes.economic_code is null as is_outside_life
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
        listed.code_system,
        listed.code,
        listed.fiscal_year,
        min(case when bridges.is_comparable then 1 else 0 end) as comparable_rank,
        min(bridges.kind) as bridge_kind,
        min(bridges.old_code) filter (
            where bridges.old_code <> bridges.new_code
        ) as bridged_from_code,
        max(bridges.note) as bridge_note
    from listed
    inner join bridges
        on
            listed.code_system = bridges.code_system
            and listed.fiscal_year = bridges.from_year
            and (
                listed.code = bridges.new_code
                or (
                    length(bridges.new_code) = 5
                    and substr(listed.code, 1, 5) = bridges.new_code
                )
            )
    group by listed.code_system, listed.code, listed.fiscal_year

),

previous as (

    select
        this.code_system,
        this.code,
        this.fiscal_year,
        max(earlier.fiscal_year) as previous_year
    from listed as this
    left join listed as earlier
        on
            this.code_system = earlier.code_system
            and this.code = earlier.code
            and this.fiscal_year > earlier.fiscal_year
    group by this.code_system, this.code, this.fiscal_year

),

joined as (

    select
        listed.*,
        previous.previous_year,
        earlier.printed_name as previous_name,
        bridged.comparable_rank,
        bridged.bridge_kind,
        bridged.bridged_from_code,
        bridged.bridge_note,
        coalesce(
            position(
                {{ without('earlier.printed_name', '(?:支出|事务)+$') }}
                in listed.printed_name
            ) = 0
            and position(
                {{ without('listed.printed_name', '(?:支出|事务)+$') }}
                in earlier.printed_name
            ) = 0,
            false
        ) as has_other_name
    from listed
    left join previous
        on
            listed.code_system = previous.code_system
            and listed.code = previous.code
            and listed.fiscal_year = previous.fiscal_year
    left join listed as earlier
        on
            previous.code_system = earlier.code_system
            and previous.code = earlier.code
            and previous.previous_year = earlier.fiscal_year
    left join bridged
        on
            listed.code_system = bridged.code_system
            and listed.code = bridged.code
            and listed.fiscal_year = bridged.fiscal_year

),

reasoned as (

    select
        *,
        case
            when comparable_rank = 0 then bridge_kind
            when conflicting_name is not null then 'conflicting_names'
            when comparable_rank = 1 then bridge_kind
            when has_other_name then 'unbridged_name'
            when is_outside_life then 'outside_its_years'
        end as break_reason
    from joined

),

final as (

    select
        {{ key_of(['code_system', 'code', 'fiscal_year']) }} as code_year_key,
        code_system,
        code,
        fiscal_year,
        printed_name,
        spelling_count,
        conflicting_name,
        official_name,
        cast(row_count as bigint) as row_count,
        previous_year,
        previous_name,
        bridged_from_code,
        bridge_note,
        coalesce(break_reason, 'rename') in ('rename', 'move') as is_comparable,
        break_reason
    from reasoned

)

select * from final

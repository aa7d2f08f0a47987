with

indicators as (select * from {{ ref('int_indicators_placed') }}),

overrides as (select * from {{ ref('indicator_family_overrides') }}),

named as (

    select
        *,
        {{ department_year_key('indicators', 'indicators') }} as department_year_key,
        {{ plain_name('indicator_name') }} as plain_name,
        coalesce({{ plain_name('target_unit') }}, '') as family_unit
    from indicators

),

bracketed as (

    select
        *,
        {{ without(
            "regexp_extract(plain_name, '（[^（）]*）$')", '[（）]|单位[:：]?'
        ) }} as bracket_text
    from named

),

-- A bracket at the end that says the unit (更换电脑数量（台）) is no part of the name.
unbracketed as (

    select
        *,
        case
            when
                bracket_text <> ''
                and (
                    position(bracket_text in family_unit) > 0
                    or {{ matches(
                        'bracket_text',
                        "'^([%％]|百分比|[个人次项件篇台套条份户家天期场座类册处辆批]"
                        ~ "|人次|批次|万?元|亿元|平方米|公里|吨|分)$'"
                    ) }}
                )
                then {{ without('plain_name', '（[^（）]*）$') }}
            else plain_name
        end as unbracketed_name
    from bracketed

),

-- A family is a name and a unit, unless a declared row says what else it is.
declared as (

    select
        unbracketed.* exclude (family_unit),
        coalesce(overrides.family_name, unbracketed.unbracketed_name) as family_name,
        coalesce(overrides.family_unit, unbracketed.family_unit) as family_unit,
        case
            when overrides.printed_name is not null then 'declared'
            when unbracketed.unbracketed_name <> unbracketed.plain_name
                then 'unit_removed'
            when unbracketed.plain_name <> unbracketed.indicator_name
                then 'accidents_removed'
            else 'as_printed'
        end as family_rule
    from unbracketed
    left join overrides
        on
            unbracketed.unbracketed_name = overrides.printed_name
            and unbracketed.family_unit = coalesce(overrides.printed_unit, '')

),

final as (

    select
        * exclude (form_id, plain_name, bracket_text, unbracketed_name, family_unit),
        nullif(family_unit, '') as family_unit,
        case
            when family_name is not null
                then {{ key_of(['family_name', 'family_unit', 'is_synthetic']) }}
        end as family_key
    from declared

)

select * from final  -- noqa: AM04

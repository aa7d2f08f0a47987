with

figures as (select * from {{ ref('int_figures') }}),

grouped as (

    select
        *,
        {{ place_key_of_figure() }} as place_key
    from figures

),

open_places as (

    select distinct place_key from grouped
    where rivals is not null

),

-- What is a part of something larger, and the larger of which it is.
limited as (

    select
        identity_no,
        identity_id,
        phase,
        account_id,
        row_key,
        measure
    from {{ ref('cross_form_identities') }}
    where relation = 'at_most' and side = 'left'

),

-- The whole that a document prints once, and the parts that its tables print of it.
wholes as (

    select
        document_id,
        phase,
        identity_no,
        code,
        sum(number) as number,
        sum(half_unit) as half_units
    from {{ ref('int_limits_printed') }}
    where is_yuan
    group by all
    having count(distinct block_no) = 1

),

parts as (

    select
        figures.document_id,
        figures.phase,
        limited.identity_no,
        figures.code,
        sum(figures.number) as number,
        sum(figures.half_unit) as half_units
    from figures
    inner join limited using (account_id, row_key, measure)
    where
        figures.is_yuan
        and (limited.phase is null or figures.phase = limited.phase)
    group by all

),

final as (

    select distinct
        grouped.place_key,
        limited.measure as rival,
        limited.identity_id
    from open_places
    inner join grouped using (place_key)
    inner join limited using (account_id, row_key)
    inner join wholes
        on
            grouped.document_id = wholes.document_id
            and limited.identity_no = wholes.identity_no
            and grouped.code = wholes.code
    left join parts
        on
            grouped.document_id = parts.document_id
            and grouped.phase is not distinct from parts.phase
            and limited.identity_no = parts.identity_no
            and grouped.code = parts.code
    where
        limited.measure <> grouped.measure
        and (limited.phase is null or grouped.phase = limited.phase)
        and grouped.phase is not distinct from wholes.phase
        and wholes.number is not null
        and grouped.is_yuan
        and grouped.number + coalesce(parts.number, 0)
        > wholes.number
        + wholes.half_units
        + grouped.half_unit
        + coalesce(parts.half_units, 0)

)

select * from final

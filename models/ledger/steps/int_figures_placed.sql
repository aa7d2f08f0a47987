with

grouped as (

    select
        *,
        {{ place_key_of_figure() }} as place_key
    from {{ ref('int_figures') }}

),

rivals as (select * from {{ ref('int_rivals_judged') }}),

open_rivals as (

    select
        place_key,
        {{ listed('rival') }} as rivals
    from rivals
    where identity_id is null
    group by place_key

),

pinning_identities as (

    select distinct
        place_key,
        identity_id
    from rivals
    where identity_id is not null

),

pins as (

    select
        place_key,
        {{ listed('identity_id') }} as pinned_by
    from pinning_identities
    group by place_key

),

depths as (

    select
        document_id,
        block_no,
        max(length(code)) as deepest
    from grouped
    where code is not null
    group by document_id, block_no

),

-- A code is of its level where its parts are printed, where it can have none, or where
-- its table goes no deeper; else rows below it may have been lost.
placed as (

    select
        grouped.receipt_id,
        grouped.document_id,
        open_rivals.rivals,
        pins.pinned_by,
        grouped.set_aside_reason,
        grouped.document_doubt,
        grouped.is_leaf
        and grouped.classification in ('function', 'economic')
        and length(grouped.code) < case grouped.classification
            when 'function' then 7 else 5
        end
        and length(grouped.code) < depths.deepest as is_level_open
    from grouped
    left join open_rivals using (place_key)
    left join pins using (place_key)
    left join depths
        on
            grouped.document_id = depths.document_id
            and grouped.block_no = depths.block_no

),

final as (

    select
        receipt_id,
        document_id,
        max(rivals) as rivals,
        max(pinned_by) as pinned_by,
        max(case
            when set_aside_reason in ('no_department', 'no_year') then set_aside_reason
            when document_doubt is not null then document_doubt
            when rivals is not null then 'rivals'
            when is_level_open then 'level'
        end) as place_doubt
    from placed
    group by receipt_id, document_id

)

select * from final

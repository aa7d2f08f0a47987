with

figures as (

    select * from {{ ref('int_figures') }}

),

terms as (

    select * from {{ ref('int_identity_terms') }}

),

reconciliations as (

    select * from {{ ref('fct_reconciliations') }}

),

identity_names as (

    select * from {{ ref('identity_names') }}

),

identities as (

    select
        *,
        case when side = 'left' then sign else -sign end as weight
    from {{ ref('cross_form_identities') }}

),

-- Figures of one group move together: what holds one of them holds them all.
grouped as (

    select
        *,
        case
            when place_group is null then receipt_id
            else {{ key_of(['document_id', 'block_no', 'place_group', 'measure']) }}
        end as place_key
    from figures

),

rivals as (

    select distinct
        place_key,
        {{ each_item("string_split(rivals, ',')") }} as rival
    from grouped
    where rivals is not null

),

-- Held identities between tables, with the figures that they would miss elsewhere.
evidence as (

    select distinct
        grouped.place_key,
        grouped.account_id,
        grouped.row_key,
        coalesce(grouped.side, '') as account_side,
        terms.identity_no,
        terms.identity_id,
        case when terms.side = 'left' then terms.sign else -terms.sign end as weight
    from grouped
    left join terms
        on grouped.receipt_id = terms.receipt_id
    left join reconciliations
        on terms.reconciliation_id = reconciliations.reconciliation_id
    left join identity_names
        on terms.identity_id = identity_names.identity_id
    where
        terms.axis in ('forms', 'years')
        and reconciliations.status in ('holds', 'rounding')
        and identity_names.is_rule
        and abs(grouped.number)
        > coalesce(reconciliations.tolerance_yuan, reconciliations.tolerance_value, 0)

),

-- An identity that takes the rival's column just as it takes the figure's own sees no
-- difference.
excluded as (

    select distinct
        rivals.place_key,
        rivals.rival,
        evidence.identity_id
    from rivals
    left join evidence
        on rivals.place_key = evidence.place_key
    left join identities
        on
            evidence.identity_no = identities.identity_no
            and evidence.weight = identities.weight
            and evidence.account_id = identities.account_id
            and evidence.account_side = coalesce(identities.account_side, '')
            and evidence.row_key = identities.row_key
            and rivals.rival = identities.measure
    where evidence.identity_id is not null and identities.identity_no is null

),

open_rivals as (

    select
        rivals.place_key,
        {{ listed('rivals.rival') }} as rivals
    from rivals
    left join excluded
        on rivals.place_key = excluded.place_key and rivals.rival = excluded.rival
    where excluded.rival is null
    group by rivals.place_key

),

pinning_identities as (

    select distinct
        place_key,
        identity_id
    from excluded

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
    from figures
    where code is not null
    group by document_id, block_no

),

-- A code is of its level where its parts are printed, where it can have none, or where
-- its table goes no deeper; else rows below it may have been lost.
placed as (

    select
        grouped.receipt_id,
        open_rivals.rivals,
        pins.pinned_by,
        grouped.set_aside_reason,
        grouped.is_leaf
        and grouped.classification in ('function', 'economic')
        and length(grouped.code) < case grouped.classification
            when 'function' then 7 else 5
        end
        and length(grouped.code) < depths.deepest as is_level_open
    from grouped
    left join open_rivals
        on grouped.place_key = open_rivals.place_key
    left join pins
        on grouped.place_key = pins.place_key
    left join depths
        on
            grouped.document_id = depths.document_id
            and grouped.block_no = depths.block_no

),

final as (

    select
        receipt_id,
        max(rivals) as rivals,
        max(pinned_by) as pinned_by,
        max(case
            when set_aside_reason in ('no_department', 'no_year') then set_aside_reason
            when rivals is not null then 'rivals'
            when is_level_open then 'level'
        end) as place_doubt
    from placed
    group by receipt_id

)

select * from final

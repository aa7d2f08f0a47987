with

figures as (select * from {{ ref('int_figures') }}),

terms as (select * from {{ ref('int_identity_terms') }}),

reconciliations as (select * from {{ ref('fct_reconciliations') }}),

identity_names as (select * from {{ ref('identity_names') }}),

limits_printed as (select * from {{ ref('int_limits_printed') }}),

identities as (

    select
        *,
        {{ term_between_tables() }} as term,
        case when side = 'left' then sign else -sign end as weight
    from {{ ref('cross_form_identities') }}

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
    from identities
    where relation = 'at_most' and side = 'left'

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
        coalesce(grouped.side, '') as account_side,
        terms.identity_no,
        terms.identity_id,
        terms.term,
        case when terms.side = 'left' then terms.sign else -terms.sign end as weight
    from grouped
    inner join terms
        on grouped.receipt_id = terms.receipt_id
    inner join reconciliations
        on terms.reconciliation_id = reconciliations.reconciliation_id
    inner join identity_names
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
    inner join evidence
        on rivals.place_key = evidence.place_key
    left join identities
        on
            evidence.identity_no = identities.identity_no
            and evidence.weight = identities.weight
            and evidence.account_id = identities.account_id
            and evidence.account_side = coalesce(identities.account_side, '')
            and evidence.term = identities.term
            and rivals.rival = identities.measure
    where identities.identity_no is null

),

unproved_limits as (

    select distinct reconciliation_id
    from terms
    where axis = 'limit' and is_place_unproved

),

-- What a limit needs in its column: without it the parts would be more than the whole.
needed as (

    select distinct
        rivals.place_key,
        rivals.rival,
        terms.identity_id
    from rivals
    inner join grouped
        on rivals.place_key = grouped.place_key
    inner join terms
        on grouped.receipt_id = terms.receipt_id
    inner join reconciliations
        on terms.reconciliation_id = reconciliations.reconciliation_id
    left join unproved_limits
        on terms.reconciliation_id = unproved_limits.reconciliation_id
    where
        terms.axis = 'limit'
        and terms.is_between_tables
        and terms.side = 'right'
        and unproved_limits.reconciliation_id is null
        and reconciliations.status in ('holds', 'rounding')
        and coalesce(reconciliations.left_yuan, reconciliations.left_value)
        > coalesce(reconciliations.right_yuan, reconciliations.right_value)
        - grouped.number
        + coalesce(reconciliations.tolerance_yuan, reconciliations.tolerance_value)

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
    from limits_printed
    where is_yuan
    group by document_id, phase, identity_no, code
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
    inner join limited
        on
            figures.account_id = limited.account_id
            and figures.row_key = limited.row_key
            and figures.measure = limited.measure
            and (limited.phase is null or figures.phase = limited.phase)
    where figures.is_yuan
    group by figures.document_id, figures.phase, limited.identity_no, figures.code

),

-- What no limit has room for in the rival's column.
too_much as (

    select distinct
        rivals.place_key,
        rivals.rival,
        limited.identity_id
    from rivals
    inner join grouped
        on rivals.place_key = grouped.place_key
    inner join limited
        on
            grouped.account_id = limited.account_id
            and grouped.row_key = limited.row_key
            and rivals.rival = limited.measure
            and (limited.phase is null or grouped.phase = limited.phase)
    inner join wholes
        on
            grouped.document_id = wholes.document_id
            and coalesce(grouped.phase, '') = coalesce(wholes.phase, '')
            and limited.identity_no = wholes.identity_no
            and grouped.code = wholes.code
    left join parts
        on
            grouped.document_id = parts.document_id
            and coalesce(grouped.phase, '') = coalesce(parts.phase, '')
            and limited.identity_no = parts.identity_no
            and grouped.code = parts.code
    where
        wholes.number is not null
        and grouped.is_yuan
        and grouped.number + coalesce(parts.number, 0)
        > wholes.number
        + wholes.half_units
        + grouped.half_unit
        + coalesce(parts.half_units, 0)

),

all_excluded as (

    select * from excluded
    union
    select * from needed
    union
    select * from too_much

),

open_rivals as (

    select
        rivals.place_key,
        {{ listed('rivals.rival') }} as rivals
    from rivals
    left join all_excluded
        on
            rivals.place_key = all_excluded.place_key
            and rivals.rival = all_excluded.rival
    where all_excluded.rival is null
    group by rivals.place_key

),

pinning_identities as (

    select distinct
        place_key,
        identity_id
    from all_excluded

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

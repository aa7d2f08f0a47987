with

figures as (select * from {{ ref('int_figures') }}),

terms as (select * from {{ ref('int_identity_terms') }}),

reconciliations as (select * from {{ ref('int_reconciliations_judged') }}),

identity_names as (select * from {{ ref('identity_names') }}),

without_room as (select * from {{ ref('int_places_without_room') }}),

identities as (

    select
        *,
        {{ term_between_tables() }} as term,
        case when side = 'left' then sign else -sign end as weight
    from {{ ref('cross_form_identities') }}

),

grouped as (

    select
        *,
        {{ place_key_of_figure() }} as place_key
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
    inner join terms using (receipt_id)
    inner join reconciliations using (reconciliation_id)
    inner join identity_names
        on terms.identity_id = identity_names.identity_id
    where
        terms.axis in ('forms', 'years')
        and reconciliations.status in ('holds', 'rounding')
        and identity_names.is_rule
        and abs(grouped.number) > coalesce(reconciliations.tolerance, 0)

),

-- An identity that takes the rival's column just as it takes the figure's own sees no
-- difference.
excluded as (

    select distinct
        rivals.place_key,
        rivals.rival,
        evidence.identity_id
    from rivals
    inner join evidence using (place_key)
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
    inner join grouped using (place_key)
    inner join terms using (receipt_id)
    inner join reconciliations using (reconciliation_id)
    left join unproved_limits using (reconciliation_id)
    where
        terms.axis = 'limit'
        and terms.is_between_tables
        and terms.side = 'right'
        and unproved_limits.reconciliation_id is null
        and reconciliations.status in ('holds', 'rounding')
        and reconciliations.left_number
        > reconciliations.right_number - grouped.number + reconciliations.tolerance

),

all_excluded as (

    select * from excluded
    union
    select * from needed
    union
    select * from without_room

),

-- One that nothing excludes stands here without an identity.
final as (

    select
        rivals.place_key,
        rivals.rival,
        all_excluded.identity_id
    from rivals
    left join all_excluded using (place_key, rival)

)

select * from final

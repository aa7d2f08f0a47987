with

terms as (

    select * from {{ ref('int_identity_terms') }}

),

identity_names as (

    select * from {{ ref('identity_names') }}

),

not_taken as (

    select * from {{ ref('int_identities_not_taken') }}

),

untaken as (

    select
        *,
        coalesce(amount_yuan, amount) as number
    from {{ ref('stg_untaken') }}

),

sides as (

    select
        reconciliation_id,
        document_id,
        identity_no,
        identity_id,
        axis,
        coalesce(min(case when side = 'left' then form_id end), min(form_id))
            as form_id,
        coalesce(min(case when side = 'left' then block_no end), min(block_no))
            as block_no,
        max(project_reference) as project_reference,
        max(account_side) as account_side,
        max(code) as code,
        max(label_text) as label_text,
        max(measure) as measure,
        min(case when blank_is_zero or number is not null then 1 else 0 end) = 1
            as is_blank_zero,
        max(case when is_column_missing then 1 else 0 end) = 1 as is_column_missing,
        max(case when is_ambiguous then 1 else 0 end) = 1 as is_ambiguous,
        max(case when is_place_unproved then 1 else 0 end) = 1 as is_place_unproved,
        max(case when is_between_tables then 1 else 0 end) = 1 as is_between_tables,
        max(case when side = 'left' and not is_column_missing then 1 else 0 end) = 1
            as has_left_column,
        max(case when side <> 'left' and not is_column_missing then 1 else 0 end) = 1
            as has_right_column,
        count(number) as figure_count,
        count(case when side = 'left' then number end) as left_count,
        count(case when side <> 'left' then number end) as right_count,
        max(case when side = 'right' and number is null then 1 else 0 end) = 1
            as is_right_missing,
        min(sign) < 0 as has_subtrahend,
        sum(case when side = 'left' then sign * number end) as left_number,
        sum(case when side = 'right' then sign * number end) as right_number,
        sum(case when side = 'numerator' then number end) as numerator,
        sum(case when side = 'denominator' then number end) as denominator,
        sum(case when side = 'left' then half_unit end) as left_half_unit,
        sum(case when side = 'numerator' then half_unit end) as numerator_half_unit,
        sum(case when side = 'denominator' then half_unit end)
            as denominator_half_unit,
        sum(case when number is not null then half_unit end) as half_units,
        min(case when number is null or is_yuan then 1 else 0 end) = 1 as is_yuan,
        count(
            distinct case
                when number is null or (axis = 'ratio' and side = 'left') then null
                when is_yuan then '元'
                else coalesce(unit_text, '')
            end
        ) as unit_count,
        max(case when number is not null and unit_text is null then 1 else 0 end) = 1
            as is_unit_missing,
        max(case when side = 'left' or axis <> 'ratio' then unit_text end)
            as unit_text,
        min(case when side = 'left' then receipt_id end) as left_receipt_id,
        min(case when side in ('right', 'numerator') then receipt_id end)
            as right_receipt_id
    from terms
    group by reconciliation_id, document_id, identity_no, identity_id, axis

),

-- A rate is recomputed; its tolerance is the rounding of all three figures.
computed as (

    select
        *,
        case
            when axis = 'ratio'
                then cast(
                    cast(numerator as double) / nullif(cast(denominator as double), 0)
                    as decimal(28, 8)
                )
            else right_number
        end as compared_number,
        case
            when axis = 'ratio'
                then left_half_unit + cast(
                    (
                        coalesce(numerator_half_unit, 0)
                        + abs(left_number) * coalesce(denominator_half_unit, 0)
                    ) / nullif(abs(denominator), 0) as decimal(28, 8)
                )
            else half_units
        end as tolerance
    from sides

),

-- A side of which the table prints no column makes the identity none of the form's.
applicable as (

    select
        computed.*,
        computed.left_number - coalesce(computed.compared_number, 0) as difference,
        coalesce(identity_names.is_rule, true) as is_rule
    from computed
    left join identity_names
        on computed.identity_id = identity_names.identity_id
    where
        computed.figure_count > 0
        and computed.has_left_column
        and computed.has_right_column

),

-- A difference of just the amount of a figure that was not taken.
missed as (

    select
        applicable.reconciliation_id,
        min(untaken.untaken_text) as untaken_text,
        min(untaken.locator) as untaken_locator
    from applicable
    left join untaken
        on
            applicable.document_id = untaken.document_id
            and (
                applicable.block_no = untaken.block_no
                or applicable.is_between_tables
            )
            and abs(abs(applicable.difference) - abs(untaken.number))
            <= applicable.tolerance
    where
        abs(applicable.difference) > applicable.tolerance
        and untaken.number <> 0
    group by applicable.reconciliation_id

),

with_untaken as (

    select
        applicable.*,
        coalesce(not_taken.is_certain, false) as is_figure_not_taken,
        not_taken.reconciliation_id is not null
        or missed.reconciliation_id is not null as is_figure_wanted,
        case
            when missed.reconciliation_id is null or not_taken.is_certain
                then not_taken.untaken_text
            else missed.untaken_text
        end as untaken_text,
        case
            when missed.reconciliation_id is null or not_taken.is_certain
                then not_taken.untaken_locator
            else missed.untaken_locator
        end as untaken_locator
    from applicable
    left join not_taken
        on applicable.reconciliation_id = not_taken.reconciliation_id
    left join missed
        on applicable.reconciliation_id = missed.reconciliation_id

),

found as (

    select
        *,
        case
            when unit_count > 1 and is_unit_missing then 'unit_unknown'
            when unit_count > 1 then 'two_units'
            when is_ambiguous then 'several_tables'
            when is_column_missing then 'column_missing'
            -- a sum that came out without one of its figures came out by accident
            when is_figure_not_taken then 'figure_not_taken'
            when left_count = 0 then 'part_missing'
            when
                compared_number is null and (left_number <> 0 or axis = 'ratio')
                then 'part_missing'
            when axis = 'limit' and difference <= 0 then 'within_limit'
            when axis = 'limit' and difference <= tolerance then 'within_rounding'
            when axis = 'limit' and is_figure_wanted then 'figure_not_taken'
            when axis = 'limit' and is_place_unproved then 'place_unproved'
            when axis = 'limit' then 'over_limit'
            when axis = 'ratio' and abs(difference) <= left_half_unit then 'equal'
            when difference = 0 then 'equal'
            when abs(difference) <= tolerance then 'within_rounding'
            when axis = 'ratio' and abs(difference) <= 2 * left_half_unit
                then 'within_a_cut'
            -- a missing part can only add to those that are there
            when
                is_right_missing
                and not is_blank_zero
                and (difference > 0 or has_subtrahend)
                then 'part_missing'
            when not is_rule then 'only_a_lead'
            when is_figure_wanted then 'figure_not_taken'
            -- a figure whose column is not certain convicts none
            when is_place_unproved then 'place_unproved'
            else 'differs'
        end as finding
    from with_untaken

),

judged as (

    select
        *,
        case
            when finding in ('equal', 'within_limit') then 'holds'
            when finding in ('within_rounding', 'within_a_cut') then 'rounding'
            when finding in ('differs', 'over_limit') then 'broken'
            when finding = 'two_units' then 'error'
            else 'insufficient'
        end as status
    from found

),

final as (

    select
        reconciliation_id,
        document_id,
        identity_no,
        identity_id,
        axis,
        form_id,
        block_no,
        project_reference,
        account_side,
        code,
        label_text,
        measure,
        is_yuan,
        left_number,
        compared_number as right_number,
        case when compared_number is not null then difference end as difference,
        tolerance,
        unit_text,
        left_receipt_id,
        right_receipt_id,
        finding,
        status,
        case when finding = 'figure_not_taken' then untaken_text end as untaken_text,
        case when finding = 'figure_not_taken' then untaken_locator end
            as untaken_locator
    from judged

)

select * from final

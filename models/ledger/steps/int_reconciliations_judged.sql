with

-- A side of which the table prints no column makes the identity none of the form's.
sides as (

    select
        reconciliation_id,
        document_id,
        identity_no,
        identity_id,
        axis,
        coalesce(min(form_id) filter (where side = 'left'), min(form_id)) as form_id,
        coalesce(min(block_no) filter (where side = 'left'), min(block_no)) as block_no,
        max(project_reference) as project_reference,
        max(account_side) as account_side,
        max(code) as code,
        max(label_text) as label_text,
        max(measure) as measure,
        bool_and(blank_is_zero or number is not null) as is_blank_zero,
        bool_or(is_column_missing) as is_column_missing,
        bool_or(is_ambiguous) as is_ambiguous,
        bool_or(is_place_unproved) as is_place_unproved,
        bool_or(is_between_tables) as is_between_tables,
        count(number) filter (where side = 'left') as left_count,
        bool_or(side = 'right' and number is null) as is_right_missing,
        min(sign) < 0 as has_subtrahend,
        sum(sign * number) filter (where side = 'left') as left_number,
        sum(sign * number) filter (where side = 'right') as right_number,
        sum(number) filter (where side = 'numerator') as numerator,
        sum(number) filter (where side = 'denominator') as denominator,
        sum(half_unit) filter (where side = 'left') as left_half_unit,
        sum(half_unit) filter (where side = 'numerator') as numerator_half_unit,
        sum(half_unit) filter (where side = 'denominator') as denominator_half_unit,
        sum(half_unit) filter (where number is not null) as half_units,
        bool_and(number is null or coalesce(is_yuan, false)) as is_yuan,
        count(distinct if(is_yuan, '元', coalesce(unit_text, ''))) filter (
            where number is not null and (axis <> 'ratio' or side <> 'left')
        ) as unit_count,
        bool_or(number is not null and unit_text is null) as is_unit_missing,
        max(unit_text) filter (where side = 'left' or axis <> 'ratio') as unit_text,
        min(receipt_id) filter (where side = 'left') as left_receipt_id,
        min(receipt_id) filter (where side in ('right', 'numerator'))
            as right_receipt_id
    from {{ ref('int_identity_terms') }}
    group by reconciliation_id, document_id, identity_no, identity_id, axis
    having
        count(number) > 0
        and bool_or(side = 'left' and not is_column_missing)
        and bool_or(side <> 'left' and not is_column_missing)

),

-- A rate is recomputed; its tolerance is the rounding of all three figures.
computed as (

    select
        *,
        case
            when axis = 'ratio'
                then {{ fraction('numerator', 'denominator') }}
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
        end as tolerance,
        left_number - coalesce(compared_number, 0) as difference
    from sides

),

-- A difference of just the amount of a figure that was not taken.
missed as (

    select
        computed.reconciliation_id,
        min(untaken.untaken_text) as untaken_text,
        min(untaken.locator) as untaken_locator
    from computed
    inner join {{ ref('stg_untaken') }} as untaken
        on
            computed.document_id = untaken.document_id
            and (
                computed.block_no = untaken.block_no
                or computed.is_between_tables
            )
            and abs(
                abs(computed.difference)
                - abs(coalesce(untaken.amount_yuan, untaken.amount))
            ) <= computed.tolerance
    where
        abs(computed.difference) > computed.tolerance
        and coalesce(untaken.amount_yuan, untaken.amount) <> 0
    group by computed.reconciliation_id

),

with_untaken as (

    select
        computed.*,
        coalesce(not_taken.is_certain, false) as is_figure_not_taken,
        not_taken.reconciliation_id is not null
        or missed.reconciliation_id is not null as is_figure_wanted,
        coalesce(identity_names.is_rule, true) as is_rule,
        {%- for column in ['untaken_text', 'untaken_locator'] %}
            case
                when missed.reconciliation_id is null or not_taken.is_certain
                    then not_taken.{{ column }}
                else missed.{{ column }}
            end as {{ column }}{% if not loop.last %},{% endif %}
        {%- endfor %}
    from computed
    left join {{ ref('int_identities_not_taken') }} as not_taken
        using (reconciliation_id)
    left join {{ ref('identity_names') }} as identity_names using (identity_id)
    left join missed using (reconciliation_id)

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
        end as finding,
        case
            when finding in ('equal', 'within_limit') then 'holds'
            when finding in ('within_rounding', 'within_a_cut') then 'rounding'
            when finding in ('differs', 'over_limit') then 'broken'
            when finding = 'two_units' then 'error'
            else 'insufficient'
        end as status,
        case when finding = 'figure_not_taken' then untaken_text end as untaken_text,
        case when finding = 'figure_not_taken' then untaken_locator end
            as untaken_locator
    from with_untaken

)

select * from final

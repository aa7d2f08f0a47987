{#- Facts as documents state them, before one statement is chosen to count: a figure for
    itself, or the rows of units and items added up. -#}

with

facts as (

    select
        *,
        lines in ('units', 'items') as is_added,
        lines = 'items' or {{ unit_leaf() }} as is_addend,
        coalesce(
            bool_or(measure in {{ fund_sources() }}) over (
                partition by document_id, block_no, row_no, side, mart
            ),
            false
        ) as is_by_fund
    from {{ ref('int_figures_routed') }}
    where
        fate = 'fact'
        and mart not in ('fct_project_funding', 'fct_evaluations')
        and coalesce(set_aside_reason, 'unreconciled') = 'unreconciled'

),

-- Of a line of several figures, as an appropriation's or an asset's, the main one's
-- receipt is the line's.
single as (

    select
        document_id,
        receipt_id,
        first_value(receipt_id) over (
            partition by
                mart,
                document_id,
                block_no,
                row_no,
                row_key,
                is_current,
                set_aside_reason,
                case
                    when mart not in ('fct_appropriations', 'fct_assets')
                        then receipt_id
                end
            order by {{ main_figure_first() }}
        ) as line_receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        mart,
        column_name,
        account,
        scope,
        side,
        case when lines = 'leaves' then code end as code,
        item_code,
        fund_source,
        case when mart = 'fct_revenue' then column_text else label_text end
            as label_text,
        mart = 'fct_account_lines'
        and (
            row_key in ('year_total', 'grand_total')
            or (measure = 'total' and is_by_fund)
        ) as is_total,
        mart = 'fct_account_lines'
        and row_key in ('part', 'opening_part', 'closing_part') as is_part,
        case when not is_quantity then amount_yuan end as amount_yuan,
        case when is_quantity then amount end as quantity,
        case when is_quantity then unit_text end as quantity_unit,
        reading,
        precedence,
        is_current,
        set_aside_reason
    from facts
    where not is_added

),

added as (

    select
        document_id,
        coalesce(
            max(receipt_id) filter (where row_key = 'total'), min(receipt_id)
        ) as receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        mart,
        column_name,
        account,
        scope,
        side,
        case when lines = 'items' then code end as code,
        item_code,
        fund_source,
        case when mart = 'fct_revenue' then column_text end as label_text,
        {{ yuan_where('is_addend') }} as amount_yuan,
        {{ worst_reading('reading') }} as reading,
        precedence,
        is_current,
        set_aside_reason
    from facts
    where is_added
    group by all
    having bool_or(is_addend)

),

united as (

    select * from single

    union all by name

    select
        *,
        first_value(receipt_id) over (
            partition by
                mart,
                document_id,
                code,
                fund_source,
                phase,
                fiscal_year,
                is_current,
                set_aside_reason,
                case when mart <> 'fct_appropriations' then receipt_id end
            order by {{ main_figure_first() }}
        ) as line_receipt_id,
        false as is_total,
        false as is_part
    from added

),

final as (

    select
        * replace (
            cast(amount_yuan as decimal(20, 2)) as amount_yuan,
            cast(quantity as decimal(20, 2)) as quantity
        ),
        {{ line_of_fact() }} as line_key,
        is_current and set_aside_reason is null as is_eligible
    from united

)

select
    *,
    -- what a document says of a body, year, phase and scope, as one
    dense_rank() over (
        partition by document_id
        order by
            department_key, mart, phase, fiscal_year, scope, precedence, is_eligible
    ) as statement_no
from final

with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

account_figures as (

    select
        *,
        case account_id
            when 'revenue_expenditure_account' then 'department'
            when 'appropriation_account' then 'appropriation'
        end as account,
        max(case when measure in {{ fund_sources() }} then 1 else 0 end) over (
            partition by document_id, block_no, row_no, side
        ) = 1 as is_by_fund
    from figures
    where
        account_id in ('revenue_expenditure_account', 'appropriation_account')
        and (measure in ('amount', 'total') or measure in {{ fund_sources() }})
        and amount_yuan is not null

),

lines as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        account,
        phase,
        side,
        label_text as line_name,
        coalesce(
            line_code,
            case when row_key = 'item' then function_class_code end,
            row_key
        ) as line_code,
        case
            when measure in {{ fund_sources() }} then measure
            when side = 'income' and line_code in {{ fund_sources() }} then line_code
        end as fund_source,
        amount_yuan,
        row_key in ('year_total', 'grand_total') or (measure = 'total' and is_by_fund)
            as is_total,
        row_key in ('part', 'opening_part', 'closing_part') as is_part,
        reading,
        is_current,
        set_aside_reason
    from account_figures
    where is_counted or row_key in ('year_total', 'grand_total')

),

{{ with_choice(
    'lines',
    scope=['account', 'phase', 'side'],
    line=['line_code', 'line_name', 'fund_source', 'is_total'],
    kind=kind_of_phase()
) }}

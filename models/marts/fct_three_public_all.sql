with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

lines as (

    select
        *,
        case account_id
            when 'three_public_all_funds' then 'fiscal_appropriation'
            when 'three_public_general_budget' then 'general_public_budget'
        end as fund_basis
    from figures
    where account_id in ('three_public_all_funds', 'three_public_general_budget')

),

-- Whether a table splits its reception, in each of its columns.
splits as (

    select
        document_id,
        block_no,
        measure,
        max(
            case
                when
                    row_key in ('reception_domestic', 'reception_foreign')
                    and set_aside_reason is null
                    then abs(amount_yuan)
            end
        ) as split_reception_yuan
    from lines
    group by document_id, block_no, measure

),

money_items as (

    select
        lines.document_id,
        lines.receipt_id,
        lines.department_key,
        lines.region_code,
        lines.fiscal_year,
        lines.row_key as item_code,
        lines.label_text,
        lines.fund_basis,
        lines.block_no,
        lines.measure,
        lines.amount_yuan,
        lines.is_counted,
        lines.reading,
        lines.is_current,
        lines.set_aside_reason
    from lines
    left join splits
        on
            lines.document_id = splits.document_id
            and lines.block_no = splits.block_no
            and lines.measure = splits.measure
    where
        lines.is_money
        and lines.measure in ('approved', 'adjusted', 'executed')
        and lines.amount_yuan is not null
        and (
            lines.row_key in (
                'abroad',
                'vehicle_purchase',
                'vehicle_running',
                'reception_domestic',
                'reception_foreign'
            )
            or (
                lines.row_key = 'reception'
                and coalesce(splits.split_reception_yuan, 0) = 0
                and lines.amount_yuan <> 0
            )
        )

),

-- A line counts where one of its columns does: what is 0 beside it is printed.
printed_items as (

    select
        *,
        max(case when is_counted then 1 else 0 end) over (
            partition by document_id, block_no, item_code, fund_basis
        ) = 1 as is_line_counted
    from money_items

),

money_rows as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        measure as phase,
        item_code,
        label_text as item_name,
        fund_basis,
        {% for column, measure in [
            ('budget', 'approved'), ('adjusted', 'adjusted'), ('executed', 'executed')
        ] -%}
            case when measure = '{{ measure }}' then amount_yuan end
                as {{ column }}_yuan,
            case when measure = '{{ measure }}' then receipt_id end
                as {{ column }}_receipt_id,
        {% endfor -%}
        cast(null as decimal(20, 2)) as quantity,
        cast(null as varchar) as quantity_unit,
        cast(null as varchar) as quantity_receipt_id,
        reading,
        is_current,
        set_aside_reason
    from printed_items
    where is_line_counted

),

count_rows as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        measure as phase,
        row_key as item_code,
        label_text as item_name,
        fund_basis,
        {% for column in ['budget', 'adjusted', 'executed'] -%}
            cast(null as decimal(20, 2)) as {{ column }}_yuan,
            cast(null as varchar) as {{ column }}_receipt_id,
        {% endfor -%}
        cast(amount as decimal(20, 2)) as quantity,
        unit_text as quantity_unit,
        receipt_id as quantity_receipt_id,
        reading,
        is_current,
        set_aside_reason
    from lines
    where
        row_key in (
            'abroad_groups',
            'abroad_persons',
            'vehicles_bought',
            'vehicles_held',
            'reception_batches',
            'reception_persons'
        )
        and measure = 'executed'
        and amount <> 0

),

united as (

    select * from money_rows
    union all
    select * from count_rows

),

{{ with_choice(
    'united',
    scope=['phase', 'fund_basis'],
    line=['item_code'],
    kind=kind_of_phase()
) }}

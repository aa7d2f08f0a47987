with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

-- Tables of travel, cars and reception print the running costs beside them.
items as (

    select
        *,
        {{ is_exact('account_id', 'unit_text') }} as is_quantity
    from figures
    where
        (account_id = 'disclosed_items' or row_key = 'operating_costs')
        and measure in ('approved', 'adjusted', 'executed', 'quantity')
        and (
            amount_yuan is not null
            or {{ is_exact('account_id', 'unit_text') }}
        )

),

ordered as (

    select
        *,
        row_number() over (
            partition by
                document_id, row_key, phase, is_quantity, is_current, set_aside_reason
            order by block_no, row_no, column_no
        ) as printing_order
    from items

),

-- What a document prints twice counts once.
firsts as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        row_key as item_code,
        case when not is_quantity then amount_yuan end as amount_yuan,
        cast(case when is_quantity then amount end as decimal(20, 2)) as quantity,
        case when is_quantity then unit_text end as quantity_unit,
        reading,
        is_current,
        set_aside_reason
    from ordered
    where printing_order = 1

),

{{ with_choice(
    'firsts',
    scope=['phase', 'item_code'],
    line=['quantity_unit'],
    kind=kind_of_phase()
) }}

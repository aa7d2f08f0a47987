with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

spending as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        code as function_code,
        measure as spending_nature,
        amount_yuan,
        reading,
        is_current,
        set_aside_reason
    from figures
    where
        account_id = 'spending_account'
        and phase = 'executed'
        and is_leaf
        and is_counted
        and measure in {{ spending_natures() }}

),

{{ with_choice(
    'spending',
    scope=[],
    line=['function_code', 'spending_nature']
) }}

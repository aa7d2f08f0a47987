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
        phase,
        code as economic_code,
        'basic' as spending_nature,
        coalesce(fund_source, 'general_public_budget') as fund_source,
        amount_yuan,
        reading,
        is_current,
        set_aside_reason
    from figures
    where
        account_id = 'government_basic_economic'
        and measure = 'amount'
        and is_leaf
        and is_counted

),

{{ with_choice(
    'spending',
    scope=['phase', 'spending_nature', 'fund_source'],
    line=['economic_code'],
    kind=kind_of_phase()
) }}

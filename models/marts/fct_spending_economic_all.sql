with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

table_spending as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        code as economic_code,
        case account_id
            when 'basic_spending_economic' then 'basic'
            when 'project_spending_economic' then 'project'
        end as spending_nature,
        coalesce(fund_source, 'general_public_budget') as fund_source,
        amount_yuan,
        reading,
        is_current,
        set_aside_reason
    from figures
    where
        account_id in ('basic_spending_economic', 'project_spending_economic')
        and measure = 'amount'
        and is_leaf
        and is_counted

),

-- Tables of items and of projects print each row's economic class, funds as columns.
row_figures as (

    select
        *,
        case account_id
            when 'basic_budget' then 'basic'
            when 'project_budget' then 'project'
        end as nature,
        case
            when measure in ('special_account', 'own_funds') then measure
            when
                measure in (
                    'institutional',
                    'operating',
                    'superior_subsidy',
                    'affiliate_remittance',
                    'other'
                )
                then 'own_funds'
            when replace(measure, 'carryover_', '') in {{ fund_sources() }}
                then replace(measure, 'carryover_', '')
        end as fund
    from figures
    where
        account_id in ('basic_budget', 'project_budget')
        and row_key in ('item', 'project_item')
        and code is not null
        and is_counted

),

row_spending as (

    select
        document_id,
        min(receipt_id) as receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        code as economic_code,
        nature as spending_nature,
        fund as fund_source,
        cast(sum(amount_yuan) as decimal(20, 2)) as amount_yuan,
        {{ worst_reading('reading') }} as reading,
        is_current,
        set_aside_reason
    from row_figures
    where fund is not null
    group by
        document_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        code,
        nature,
        fund,
        is_current,
        set_aside_reason

),

told_by_class as (

    select distinct
        document_id,
        department_key,
        phase,
        spending_nature,
        fund_source
    from table_spending
    where is_current and set_aside_reason is null

),

-- A table by economic classes says it first; the rows' classes say it again.
spending as (

    select * from table_spending

    union all

    select row_spending.*
    from row_spending
    left join told_by_class
        on
            row_spending.document_id = told_by_class.document_id
            and coalesce(row_spending.department_key, '')
            = coalesce(told_by_class.department_key, '')
            and row_spending.phase = told_by_class.phase
            and row_spending.spending_nature = told_by_class.spending_nature
            and row_spending.fund_source = told_by_class.fund_source
    where told_by_class.document_id is null

),

{{ with_choice(
    'spending',
    scope=['phase', 'spending_nature', 'fund_source'],
    line=['economic_code'],
    kind=kind_of_phase()
) }}

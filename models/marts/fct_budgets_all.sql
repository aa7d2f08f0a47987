with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

function_budgets as (

    select
        account_id,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        code as function_code,
        case when measure in {{ spending_natures() }} then measure end
            as spending_nature,
        case
            when
                account_id = 'budget_spending_by_fund'
                and measure in ('basic', 'project') then 'general_public_budget'
            when measure not in {{ spending_natures() }} then measure
        end as fund_source,
        amount_yuan,
        reading,
        is_current,
        set_aside_reason
    from figures
    where
        account_id in ('spending_account', 'budget_spending_by_fund')
        and phase in ('approved', 'adjusted')
        and is_leaf
        and is_counted
        and (
            measure in {{ spending_natures() }}
            or measure in (
                'government_fund', 'state_capital', 'special_account', 'own_funds'
            )
        )

),

told_by_nature as (

    select distinct
        document_id,
        department_key,
        phase
    from function_budgets
    where
        account_id = 'spending_account' and is_current and set_aside_reason is null

),

-- A table by funds says again what one by natures alone says.
account_budgets as (

    select function_budgets.*
    from function_budgets
    left join told_by_nature
        on
            function_budgets.document_id = told_by_nature.document_id
            and coalesce(function_budgets.department_key, '')
            = coalesce(told_by_nature.department_key, '')
            and function_budgets.phase = told_by_nature.phase
    where
        function_budgets.account_id = 'spending_account'
        or told_by_nature.document_id is null

),

-- A table by units counts where its document prints none by functions.
unit_budgets as (

    select
        document_id,
        coalesce(
            max(case when row_key = 'total' then receipt_id end), min(receipt_id)
        ) as receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        cast(null as varchar) as function_code,
        measure as spending_nature,
        cast(null as varchar) as fund_source,
        {{ yuan_where(unit_leaf()) }} as amount_yuan,
        {{ worst_reading('reading') }} as reading,
        is_current,
        set_aside_reason
    from figures
    where
        account_id = 'spending_by_unit'
        and is_counted
        and measure in {{ spending_natures() }}
    group by
        document_id,
        block_no,
        department_key,
        region_code,
        fiscal_year,
        phase,
        measure,
        is_current,
        set_aside_reason
    having max(case when {{ unit_leaf() }} then 1 else 0 end) = 1

),

told_by_function as (

    select distinct
        document_id,
        department_key
    from account_budgets
    where is_current and set_aside_reason is null

),

-- The target table's two lines say in short what a budget's spending table says.
target_budgets as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        measure as phase,
        cast(null as varchar) as function_code,
        row_key as spending_nature,
        cast(null as varchar) as fund_source,
        amount_yuan,
        reading,
        is_current,
        set_aside_reason
    from figures
    where
        account_id = 'department_targets'
        and row_key in ('basic', 'project')
        and measure in ('approved', 'adjusted')
        and is_counted

),

-- The fuller table speaks first: by natures, by funds, by units, in two lines.
budgets as (

    select
        * exclude (account_id),
        case when account_id = 'spending_account' then 1 else 2 end as precedence
    from account_budgets

    union all

    select
        unit_budgets.*,
        3 as precedence
    from unit_budgets
    left join told_by_function
        on
            unit_budgets.document_id = told_by_function.document_id
            and coalesce(unit_budgets.department_key, '')
            = coalesce(told_by_function.department_key, '')
    where told_by_function.document_id is null

    union all

    select
        *,
        4 as precedence
    from target_budgets

),

{{ with_choice(
    'budgets',
    scope=['phase'],
    line=['function_code', 'spending_nature', 'fund_source'],
    kind="'budget'",
    has_precedence=true
) }}

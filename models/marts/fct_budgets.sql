with

documents as (

    select * from {{ ref('int_documents_named') }}

),

receipts as (

    select * from {{ ref('receipts') }}

),

figures as (

    select * from {{ ref('int_figures_accepted') }}

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
        reading
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
    where account_id = 'spending_account'

),

-- A table by funds says again what one by natures alone says.
account_budgets as (

    select function_budgets.* exclude (account_id)  -- noqa: RF02
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
        {{ worst_reading('reading') }} as reading
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
        measure
    having max(case when {{ unit_leaf() }} then 1 else 0 end) = 1

),

told_by_function as (

    select distinct
        document_id,
        department_key
    from account_budgets

),

document_budgets as (

    select * from account_budgets

    union all

    select unit_budgets.*
    from unit_budgets
    left join told_by_function
        on
            unit_budgets.document_id = told_by_function.document_id
            and coalesce(unit_budgets.department_key, '')
            = coalesce(told_by_function.department_key, '')
    where told_by_function.document_id is null

),

covered_years as (

    select distinct
        department_key,
        fiscal_year
    from document_budgets
    where department_key is not null

),

-- The target table's two lines say in short what a budget's spending table says.
target_budgets as (

    select
        figures.document_id,
        figures.receipt_id,
        figures.department_key,
        figures.region_code,
        figures.fiscal_year,
        figures.measure as phase,
        cast(null as varchar) as function_code,
        figures.row_key as spending_nature,
        cast(null as varchar) as fund_source,
        figures.amount_yuan,
        figures.reading
    from figures
    left join covered_years
        on
            figures.department_key = covered_years.department_key
            and figures.fiscal_year = covered_years.fiscal_year
    where
        figures.account_id = 'department_targets'
        and figures.row_key in ('basic', 'project')
        and figures.measure in ('approved', 'adjusted')
        and figures.is_counted
        and covered_years.department_key is null

),

budgets as (

    select * from document_budgets
    union all
    select * from target_budgets

),

with_proof as (

    select
        budgets.*,
        documents.caliber,
        receipts.half_unit_yuan,
        coalesce(receipts.is_amount_proven, false) as is_amount_proven,
        coalesce(receipts.is_proven, false) as is_proven,
        receipts.verified_by
    from budgets
    left join documents
        on budgets.document_id = documents.document_id
    left join receipts
        on budgets.receipt_id = receipts.receipt_id

)

select * from with_proof

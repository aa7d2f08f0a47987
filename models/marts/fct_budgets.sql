with

documents as (

    select * from {{ ref('stg_documents') }}

),

figures as (

    select * from {{ ref('int_figures') }}

),

account_budgets as (

    select
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

covered_years as (

    select distinct
        department_key,
        fiscal_year
    from account_budgets
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

    select * from account_budgets
    union all
    select * from target_budgets

),

with_caliber as (

    select
        budgets.*,
        documents.caliber
    from budgets
    left join documents
        on budgets.document_id = documents.document_id

)

select * from with_caliber

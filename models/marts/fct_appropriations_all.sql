with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

leaf_figures as (

    select
        *,
        coalesce(fund_source, case account_id
            when 'general_budget_appropriations' then 'general_public_budget'
            when 'government_fund_appropriations' then 'government_fund'
            when 'state_capital_appropriations' then 'state_capital'
        end) as fund
    from figures
    where
        account_id in (
            'general_budget_appropriations',
            'government_fund_appropriations',
            'state_capital_appropriations'
        )
        and is_leaf
        and amount_yuan is not null
        and measure in (
            'opening',
            'income',
            'spending',
            'basic',
            'personnel',
            'public',
            'project',
            'closing'
        )

),

lines as (

    select
        document_id,
        coalesce(
            max(case when measure = 'spending' then receipt_id end),
            max(case when measure = 'income' then receipt_id end),
            min(receipt_id)
        ) as receipt_id,
        max(department_key) as department_key,
        max(region_code) as region_code,
        max(fiscal_year) as fiscal_year,
        max(phase) as phase,
        max(code) as function_code,
        max(fund) as fund_source,
        {{ yuan_where("measure = 'opening'") }} as opening_yuan,
        max(case when measure = 'opening' then receipt_id end) as opening_receipt_id,
        {{ yuan_where("measure = 'income'") }} as income_yuan,
        max(case when measure = 'income' then receipt_id end) as income_receipt_id,
        {{ yuan_where("measure = 'spending'") }} as spending_yuan,
        max(case when measure = 'spending' then receipt_id end) as spending_receipt_id,
        {{ yuan_where("measure = 'basic'") }} as basic_yuan,
        max(case when measure = 'basic' then receipt_id end) as basic_receipt_id,
        {{ yuan_where("measure = 'personnel'") }} as personnel_yuan,
        max(case when measure = 'personnel' then receipt_id end)
            as personnel_receipt_id,
        {{ yuan_where("measure = 'public'") }} as public_yuan,
        max(case when measure = 'public' then receipt_id end) as public_receipt_id,
        {{ yuan_where("measure = 'project'") }} as project_yuan,
        max(case when measure = 'project' then receipt_id end) as project_receipt_id,
        {{ yuan_where("measure = 'closing'") }} as closing_yuan,
        max(case when measure = 'closing' then receipt_id end) as closing_receipt_id,
        {{ worst_reading('reading') }} as reading,
        is_current,
        set_aside_reason
    from leaf_figures
    group by document_id, block_no, row_no, is_current, set_aside_reason
    having max(case when is_counted then 1 else 0 end) = 1

),

{{ with_choice(
    'lines',
    scope=['phase', 'fund_source'],
    line=['function_code'],
    kind=kind_of_phase()
) }}

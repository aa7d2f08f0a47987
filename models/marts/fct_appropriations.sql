with

documents as (

    select * from {{ ref('stg_documents') }}

),

figures as (

    select * from {{ ref('int_figures') }}

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
        {{ yuan_where("measure = 'income'") }} as income_yuan,
        {{ yuan_where("measure = 'spending'") }} as spending_yuan,
        {{ yuan_where("measure = 'basic'") }} as basic_yuan,
        {{ yuan_where("measure = 'personnel'") }} as personnel_yuan,
        {{ yuan_where("measure = 'public'") }} as public_yuan,
        {{ yuan_where("measure = 'project'") }} as project_yuan,
        {{ yuan_where("measure = 'closing'") }} as closing_yuan,
        {{ worst_reading('reading') }} as reading
    from leaf_figures
    group by document_id, block_no, row_no
    having max(case when is_counted then 1 else 0 end) = 1

),

with_caliber as (

    select
        lines.*,
        documents.caliber
    from lines
    left join documents
        on lines.document_id = documents.document_id

)

select * from with_caliber

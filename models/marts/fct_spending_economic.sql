with

documents as (

    select * from {{ ref('stg_documents') }}

),

figures as (

    select * from {{ ref('int_figures') }}

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
        case account_id
            when 'basic_spending_economic' then 'basic'
            when 'project_spending_economic' then 'project'
        end as spending_nature,
        coalesce(fund_source, 'general_public_budget') as fund_source,
        amount_yuan,
        reading
    from figures
    where
        account_id in ('basic_spending_economic', 'project_spending_economic')
        and measure = 'amount'
        and is_leaf
        and is_counted

),

with_caliber as (

    select
        spending.*,
        documents.caliber
    from spending
    left join documents
        on spending.document_id = documents.document_id

)

select * from with_caliber

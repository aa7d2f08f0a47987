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
        reading
    from figures
    where
        account_id = 'government_basic_economic'
        and measure = 'amount'
        and is_leaf
        and is_counted

),

with_proof as (

    select
        spending.*,
        documents.caliber,
        receipts.half_unit_yuan,
        coalesce(receipts.is_amount_proven, false) as is_amount_proven,
        coalesce(receipts.is_proven, false) as is_proven,
        receipts.verified_by
    from spending
    left join documents
        on spending.document_id = documents.document_id
    left join receipts
        on spending.receipt_id = receipts.receipt_id

)

select * from with_proof

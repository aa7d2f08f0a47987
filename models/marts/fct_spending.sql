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
        code as function_code,
        measure as spending_nature,
        amount_yuan,
        reading
    from figures
    where
        account_id = 'spending_account'
        and phase = 'executed'
        and is_leaf
        and is_counted
        and measure in {{ spending_natures() }}

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

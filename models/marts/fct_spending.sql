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

with_caliber as (

    select
        spending.*,
        documents.caliber
    from spending
    left join documents
        on spending.document_id = documents.document_id

)

select * from with_caliber

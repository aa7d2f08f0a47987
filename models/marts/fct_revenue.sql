with

documents as (

    select * from {{ ref('stg_documents') }}

),

figures as (

    select * from {{ ref('int_figures') }}

),

revenue as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        code as function_code,
        measure as revenue_source,
        column_text as revenue_source_text,
        amount_yuan,
        reading
    from figures
    where
        account_id = 'revenue_account'
        and is_leaf
        and is_counted
        and measure in (
            'fiscal_appropriation',
            'superior_subsidy',
            'institutional',
            'operating',
            'affiliate_remittance',
            'other'
        )

),

with_caliber as (

    select
        revenue.*,
        documents.caliber
    from revenue
    left join documents
        on revenue.document_id = documents.document_id

)

select * from with_caliber

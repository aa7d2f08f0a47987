with

statements as (

    select * from {{ ref('fct_spending_economic_all') }}

),

chosen as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        economic_code,
        spending_nature,
        fund_source,
        amount_yuan,
        caliber,
        reading,
        half_unit_yuan,
        is_amount_proven,
        is_proven,
        verified_by,
        is_synthetic
    from statements
    where is_chosen

)

select * from chosen

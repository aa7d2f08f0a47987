with

statements as (

    select * from {{ ref('fct_spending_all') }}

),

chosen as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        function_code,
        spending_nature,
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

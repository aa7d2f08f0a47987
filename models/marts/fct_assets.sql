with

statements as (

    select * from {{ ref('fct_assets_all') }}

),

chosen as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        asset_class,
        original_value_yuan,
        net_value_yuan,
        original_value_receipt_id,
        net_value_receipt_id,
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

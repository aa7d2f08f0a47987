with

statements as (

    select * from {{ ref('fct_account_lines_all') }}

),

chosen as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        account,
        phase,
        side,
        line_name,
        line_code,
        fund_source,
        amount_yuan,
        is_total,
        is_part,
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

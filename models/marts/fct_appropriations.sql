with

statements as (

    select * from {{ ref('fct_appropriations_all') }}

),

chosen as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        function_code,
        fund_source,
        opening_yuan,
        income_yuan,
        spending_yuan,
        basic_yuan,
        personnel_yuan,
        public_yuan,
        project_yuan,
        closing_yuan,
        opening_receipt_id,
        income_receipt_id,
        spending_receipt_id,
        basic_receipt_id,
        personnel_receipt_id,
        public_receipt_id,
        project_receipt_id,
        closing_receipt_id,
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

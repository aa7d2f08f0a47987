with

figures as (

    select * from {{ ref('int_figures') }}

),

accepted as (

    select
        receipt_id,
        document_id,
        block_no,
        row_no,
        column_no,
        form_id,
        account_id,
        phase,
        fund_source,
        project_no,
        department_key,
        region_code,
        classification,
        code,
        parent_code,
        label_text,
        line_text,
        side,
        row_key,
        line_code,
        measure,
        column_text,
        unit_text,
        unit_factor,
        is_unit_missing,
        is_money,
        amount,
        amount_yuan,
        rate,
        decimals,
        reading,
        place_group,
        rivals,
        has_odd_decimals,
        number,
        is_yuan,
        fiscal_year,
        project_reference,
        function_class_code,
        is_leaf,
        is_counted,
        half_unit,
        set_aside_reason
    from figures
    where set_aside_reason is null

)

select * from accepted

with

source as (

    select * from {{ source('raw', 'indicators') }}

),

renamed as (

    select
        {{ receipt_of('document_id', 'block_no', 'row_no', 'column_no') }}
            as receipt_id,
        {{ receipt_of('document_id', 'block_no', 'row_no', 'indicator_column_no') }}
            as indicator_receipt_id,
        {{ receipt_of('document_id', 'block_no', 'row_no', 'unit_column_no') }}
            as unit_receipt_id,
        case
            when target_text is not null
                then {{ receipt_of(
                    'document_id', 'block_no', 'row_no', 'column_no'
                ) }}
        end as target_receipt_id,
        {{ receipt_of('document_id', 'block_no', 'row_no', 'half_year_column_no') }}
            as half_year_receipt_id,
        {{ receipt_of('document_id', 'block_no', 'row_no', 'actual_column_no') }}
            as actual_receipt_id,
        case
            when weight_number is not null
                then {{ receipt_of(
                    'document_id', 'block_no', 'row_no', 'weight_column_no'
                ) }}
        end as weight_receipt_id,
        {{ receipt_of('document_id', 'block_no', 'row_no', 'score_column_no') }}
            as score_receipt_id,
        document_id,
        block_no,
        row_no,
        column_no,
        form_id,
        project_no,
        project_text,
        department_text,
        indicator_text,
        kind_text,
        operator_text,
        target_text,
        unit_text,
        half_year_target_text,
        actual_text,
        weight_text,
        score_text,
        deviation_text,
        content_text,
        scoring_rule_text,
        basis_text,
        task_text,
        related_project_text,
        target_operator_text,
        target_number,
        target_scale_text,
        target_unit_text,
        half_year_operator_text,
        half_year_number,
        half_year_scale_text,
        actual_number,
        actual_scale_text,
        actual_unit_text,
        weight_number as weight,
        score_number as score,
        reading,
        locator,
        nullif(trim(level1_text), '') as level1_text,
        nullif(trim(level2_text), '') as level2_text,
        try_cast(year_text as integer) as fiscal_year
    from source

)

select * from renamed

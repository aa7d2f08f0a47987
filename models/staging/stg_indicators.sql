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
        {{ receipt_of(
            'document_id', 'block_no', 'row_no', 'adjusted_target_column_no'
        ) }}
            as adjusted_target_receipt_id,
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
        adjusted_target_text,
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
        target_operator as operator,
        target_unit_text as target_unit,
        target_first_date,
        target_date,
        actual_unit_text as actual_unit,
        actual_first_date,
        actual_date,
        actual_fit,
        words_fit,
        weight_number as weight,
        score_number as score,
        {% for value in [
            'target_value', 'target_low', 'target_high', 'half_year_value',
            'actual_value', 'actual_low', 'actual_high'
        ] -%}
            cast({{ value }} as decimal(28, 6)) as {{ value }},
        {% endfor %}        reading,
        unsure_measures,
        locator,
        nullif(trim(level1_text), '') as level1_text,
        nullif(trim(level2_text), '') as level2_text,
        try_cast(year_text as integer) as fiscal_year
    from source

)

select * from renamed

with

source as (

    select * from {{ source('raw', 'projects') }}

),

renamed as (

    select
        document_id,
        project_no,
        block_no,
        row_no,
        form_id,
        name_text,
        department_text,
        implementing_unit_text,
        overview_text,
        content_text,
        result_text,
        improvement_text,
        locator,
        {{ receipt_of('document_id', 'block_no', 'row_no', 'coalesce(column_no, 0)') }}
            as receipt_id,
        {{ receipt_of('document_id', 'block_no', 'grade_row_no', 'grade_column_no') }}
            as grade_receipt_id,
        try_cast(year_text as integer) as fiscal_year,
        upper({{ without('credit_code_text', '\\s') }}) as credit_code,
        nullif(trim(grade_text), '') as grade
    from source

)

select * from renamed

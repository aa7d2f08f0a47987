with

source as (

    select * from {{ source('raw', 'untaken') }}

),

renamed as (

    select
        {{ receipt_of('document_id', 'block_no', 'row_no', 'column_no') }}
            as untaken_id,
        document_id,
        block_no,
        row_no,
        column_no,
        form_id,
        reason_code,
        text as untaken_text,
        amount,
        unit_text,
        side,
        row_key,
        code_text as code,
        label_text,
        measure,
        column_text,
        project_no,
        locator,
        source,
        confidence,
        alternatives,
        cast(amount * {{ yuan_factor('unit_text') }} as decimal(20, 2))
            as amount_yuan
    from source

)

select * from renamed

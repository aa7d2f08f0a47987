with

source as (

    select * from {{ source('raw', 'cells') }}

),

renamed as (

    select
        {{ receipt_of('document_id', 'block_no', 'row_no', 'column_no') }}
            as receipt_id,
        document_id,
        block_no,
        row_no,
        column_no,
        role,
        text as printed_text,
        locator,
        source,
        confidence,
        alternatives
    from source

)

select * from renamed

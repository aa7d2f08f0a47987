with

source as (

    select * from {{ source('raw', 'table_columns') }}

),

renamed as (

    select
        document_id,
        block_no,
        form_id,
        measure,
        column_no,
        header_text
    from source

)

select * from renamed

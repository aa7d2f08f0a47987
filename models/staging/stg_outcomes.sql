with

source as (

    select * from {{ source('raw', 'outcomes') }}

),

renamed as (

    select
        document_id,
        block_no,
        form_id,
        status,
        reason_code,
        detail,
        locator,
        record_count,
        title_text,
        cell_count,
        read_count,
        ignored_count,
        row_no,
        column_no
    from source

)

select * from renamed

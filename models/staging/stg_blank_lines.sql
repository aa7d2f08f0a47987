with

source as (

    select * from {{ source('raw', 'blank_lines') }}

),

renamed as (

    select
        document_id,
        block_no,
        row_no,
        form_id,
        project_no,
        row_key,
        label_text,
        locator
    from source

)

select * from renamed

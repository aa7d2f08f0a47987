with

source as (

    select * from {{ source('raw', 'findings') }}

),

renamed as (

    select
        {{ receipt_of('document_id', 'block_no', 'row_no', 'column_no') }}
            as receipt_id,
        document_id,
        project_no,
        finding_no,
        block_no,
        row_no,
        column_no,
        finding_text,
        locator
    from source

)

select * from renamed

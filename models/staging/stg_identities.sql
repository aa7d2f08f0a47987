with

source as (

    select * from {{ source('raw', 'identities') }}

),

renamed as (

    select
        form_id,
        identity_no,
        identity_id,
        axis,
        side,
        term,
        sign,
        blank_is_zero
    from source

)

select * from renamed

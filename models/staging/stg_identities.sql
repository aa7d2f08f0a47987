with

source as (

    select * from {{ source('raw', 'identities') }}

),

renamed as (

    select
        form_id,
        account_id,
        phase,
        identity_no,
        identity_id,
        axis,
        span,
        side,
        term,
        sign,
        blank_is_zero,
        is_optional
    from source

)

select * from renamed

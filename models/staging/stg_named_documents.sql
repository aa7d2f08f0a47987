with

source as (

    select * from {{ source('raw', 'named_documents') }}

),

renamed as (

    select
        document,
        nullif(trim(department), '') as department_text,
        try_cast(nullif(trim(year), '') as integer) as fiscal_year,
        reason
    from source

)

select * from renamed

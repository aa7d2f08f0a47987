with

source as (

    select * from {{ source('raw', 'stated_terms') }}

),

renamed as (

    select
        document_id,
        fact_no,
        term_no,
        alternative_no,
        role,
        sign,
        account_id,
        side,
        row_key,
        line_code,
        code,
        measure,
        stage,
        years_before,
        is_account_read,
        cast(number * {{ stated_factor('unit_text') }} as decimal(28, 8)) as number,
        cast(
            {{ half_unit('decimals') }} * {{ stated_factor('unit_text') }}
            as decimal(28, 8)
        ) as half_unit
    from source

)

select * from renamed

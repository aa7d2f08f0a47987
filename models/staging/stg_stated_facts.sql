with

source as (

    select * from {{ source('raw', 'stated_facts') }}

),

renamed as (

    select
        {{ receipt_of('document_id', 'block_no', 'row_no', 'column_no') }}
            as receipt_id,
        document_id,
        fact_no,
        block_no,
        row_no,
        column_no,
        kind,
        section,
        subject_key,
        nullif(subject_text, '') as subject_text,
        stated_text,
        unit_text,
        direction,
        is_certain,
        is_approximate,
        reason_code,
        locator,
        coalesce(reading, 'as_published') as reading,
        source,
        confidence,
        alternatives,
        {{ yuan_factor('unit_text') }} is not null as is_yuan,
        cast(number * {{ stated_factor('unit_text') }} as decimal(28, 8)) as number,
        cast(
            {{ half_unit('decimals') }} * {{ stated_factor('unit_text') }}
            as decimal(28, 8)
        ) as half_unit
    from source

)

select * from renamed

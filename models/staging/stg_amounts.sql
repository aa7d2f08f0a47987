with

source as (

    select * from {{ source('raw', 'amounts') }}

),

renamed as (

    select
        {{ receipt_of('document_id', 'block_no', 'row_no', 'column_no') }}
            as receipt_id,
        document_id,
        block_no,
        row_no,
        column_no,
        form_id,
        account_id,
        fund_source,
        project_no,
        department_text,
        unit_text,
        unit_locator,
        code_text as code,
        label_text,
        line_text,
        side,
        row_key,
        line_code,
        measure,
        column_text,
        amount_text,
        amount,
        decimals,
        reading,
        proof,
        locator,
        place_group,
        nullif(rivals, '') as rivals,
        coalesce(has_odd_decimals, false) as has_odd_decimals,
        coalesce(is_refuted, false) as is_refuted,
        coalesce(source, 'text') as source,
        confidence,
        alternatives,
        seen_text,
        coalesce(
            case when measure in ('approved', 'adjusted', 'executed') then measure end,
            phase
        ) as phase,
        try_cast(year_text as integer) as fiscal_year,
        {{ yuan_factor('unit_text') }} as unit_factor,
        cast(amount * {{ yuan_factor('unit_text') }} as decimal(20, 2))
            as amount_yuan,
        cast(case when unit_text = '%' then amount / 100 end as decimal(18, 6))
            as rate,
        unit_text is null as is_unit_missing,
        unit_text is null or {{ yuan_factor('unit_text') }} is not null as is_money
    from source

)

select * from renamed

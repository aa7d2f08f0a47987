with

source as (

    select * from {{ source('raw', 'region_figures') }}

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
        account_id as account,
        measure,
        number_text,
        number,
        unit_text,
        unit_locator,
        scope,
        scope_text,
        place_text as place_name,
        fiscal_year,
        phase,
        part,
        is_estimate,
        side,
        case
            when side in ('revenue', 'transfer_in', 'financing_in') then 'revenue'
            when side in ('balance', 'debt') then side
            else 'expenditure'
        end as table_side,
        line_no,
        parent_line_no,
        level,
        classification,
        code_text as line_code,
        label_text,
        line_name,
        total_kind,
        is_of_which,
        is_leaf,
        base_phase,
        base_year,
        of_column_no,
        base_column_no,
        column_text,
        locator,
        counterpart_text as counterpart_name,
        column_item,
        formula_text,
        coalesce(reading, 'as_published') as reading,
        coalesce(source, 'text') as source,
        confidence,
        alternatives,
        case when side = 'debt' then split_part(column_item, ' ', 1) end as debt_kind,
        case when side = 'debt' then split_part(column_item, ' ', 2) end
            as debt_measure,
        measure = 'amount' as is_money,
        measure in ('amount', 'change_yuan')
        and {{ yuan_factor('unit_text') }} is null
            as is_unit_missing,
        cast(
            case
                when measure = 'amount' then number * {{ yuan_factor('unit_text') }}
            end as decimal(20, 2)
        ) as amount_yuan,
        cast(
            {{ half_unit('decimals') }} * {{ yuan_factor('unit_text') }}
            as decimal(20, 6)
        ) as half_unit_yuan,
        cast(
            case
                when measure = 'change_yuan'
                    then number * {{ yuan_factor('unit_text') }}
                when measure <> 'amount' then number / 100
            end as decimal(24, 6)
        ) as rate,
        cast(
            case
                when measure = 'change_yuan'
                    then {{ half_unit('decimals') }} * {{ yuan_factor('unit_text') }}
                when measure <> 'amount' then {{ half_unit('decimals') }} / 100
            end as decimal(24, 8)
        ) as half_unit_rate
    from source

)

select * from renamed

with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

assets as (

    select * from figures
    where
        account_id = 'state_assets'
        and amount_yuan is not null
        and row_key in (
            'current',
            'fixed_buildings',
            'fixed_vehicles',
            'fixed_large_equipment',
            'fixed_other',
            'investment',
            'construction_in_progress',
            'intangible',
            'other'
        )

),

-- A class printed with one value carries it in both columns, so that both totals tie.
classes as (

    select
        document_id,
        coalesce(
            max(case when measure = 'net_value' then receipt_id end),
            max(receipt_id)
        ) as receipt_id,
        max(department_key) as department_key,
        max(region_code) as region_code,
        max(fiscal_year) as fiscal_year,
        row_key as asset_class,
        coalesce(
            max(case when measure = 'original_value' then amount_yuan end),
            max(case when measure = 'value' then amount_yuan end)
        ) as original_value_yuan,
        coalesce(
            max(case when measure = 'original_value' then receipt_id end),
            max(case when measure = 'value' then receipt_id end)
        ) as original_value_receipt_id,
        coalesce(
            max(case when measure = 'net_value' then amount_yuan end),
            max(case when measure = 'value' then amount_yuan end)
        ) as net_value_yuan,
        coalesce(
            max(case when measure = 'net_value' then receipt_id end),
            max(case when measure = 'value' then receipt_id end)
        ) as net_value_receipt_id,
        {{ worst_reading('reading') }} as reading,
        is_current,
        set_aside_reason
    from assets
    group by
        document_id, block_no, row_no, row_key, is_current, set_aside_reason
    having max(case when is_counted then 1 else 0 end) = 1

),

{{ with_choice(
    'classes',
    scope=[],
    line=['asset_class']
) }}

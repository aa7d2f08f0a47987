with

statements as (

    select * from {{ ref('fct_three_public_all') }}
    where is_chosen

),

-- The executed figure is the main one, else the adjusted, else the first budget.
ordered as (

    select
        *,
        row_number() over (
            partition by
                department_key, fiscal_year, is_synthetic, item_code, fund_basis
            order by
                case phase when 'executed' then 1 when 'adjusted' then 2 else 3 end,
                receipt_id
        ) as printing_order
    from statements

),

-- Budget and executed figure of a line may come from two documents.
lines as (

    select
        department_key,
        fiscal_year,
        is_synthetic,
        item_code,
        fund_basis,
        max(document_id) filter (where printing_order = 1) as document_id,
        max(receipt_id) filter (where printing_order = 1) as receipt_id,
        max(region_code) filter (where printing_order = 1) as region_code,
        max(item_name) filter (where printing_order = 1) as item_name,
        max(caliber) filter (where printing_order = 1) as caliber,
        max(half_unit_yuan) filter (where printing_order = 1) as half_unit_yuan,
        max(verified_by) filter (where printing_order = 1) as verified_by,
        coalesce(bool_or(printing_order = 1 and is_amount_proven), false)
            as is_amount_proven,
        coalesce(bool_or(printing_order = 1 and is_proven), false) as is_proven,
        {% for column in ['budget', 'adjusted', 'executed'] -%}
            {{ yuan_where('true', column ~ '_yuan') }} as {{ column }}_yuan,
            min({{ column }}_receipt_id) as {{ column }}_receipt_id,
        {% endfor -%}
        cast(sum(quantity) as decimal(20, 2)) as quantity,
        max(quantity_unit) as quantity_unit,
        min(quantity_receipt_id) as quantity_receipt_id,
        {{ worst_reading('reading') }} as reading
    from ordered
    group by department_key, fiscal_year, is_synthetic, item_code, fund_basis

)

select * from lines

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
        max(case when printing_order = 1 then document_id end) as document_id,
        max(case when printing_order = 1 then receipt_id end) as receipt_id,
        max(case when printing_order = 1 then region_code end) as region_code,
        max(case when printing_order = 1 then item_name end) as item_name,
        max(case when printing_order = 1 then caliber end) as caliber,
        max(case when printing_order = 1 then half_unit_yuan end) as half_unit_yuan,
        max(case when printing_order = 1 then verified_by end) as verified_by,
        max(case when printing_order = 1 and is_amount_proven then 1 else 0 end) = 1
            as is_amount_proven,
        max(case when printing_order = 1 and is_proven then 1 else 0 end) = 1
            as is_proven,
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

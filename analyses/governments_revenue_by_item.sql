-- zh: 政府一般公共预算收入的构成
-- en: General revenue of governments by kind
with lines as (
    select region_code, scope, fiscal_year, phase, line_name, amount_yuan, level,
        parent_line_no is null as is_top, receipt_id
    from marts.fct_region_lines
    where is_synthetic = coalesce(getvariable('synthetic'), false)
        and is_chosen and account = 'general_public_budget' and side = 'revenue'
        and classification = 'revenue_item' and total_kind is null
        and not is_of_which and part is null and column_item is null
        and phase in ('final', 'executed')
    qualify dense_rank() over (
        partition by region_code, scope, fiscal_year order by phase = 'final' desc) = 1
)
select regions.region_name, lines.scope, lines.fiscal_year, lines.phase, lines.line_name,
    lines.level, lines.amount_yuan, lines.receipt_id
from lines
inner join marts.dim_regions as regions using (region_code)
order by regions.region_name, lines.scope, lines.fiscal_year, lines.is_top desc,
    lines.amount_yuan desc, lines.receipt_id

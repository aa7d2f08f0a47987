-- zh: 政府一般公共预算支出的功能分类构成
-- en: General spending of governments by class of function
with lines as (
    select region_code, scope, fiscal_year, phase, line_code, line_name, amount_yuan,
        receipt_id
    from marts.fct_region_lines
    where is_synthetic = coalesce(getvariable('synthetic'), false)
        and is_chosen and account = 'general_public_budget' and side = 'expenditure'
        and classification = 'function' and level = 1 and total_kind is null
        and not is_of_which and part is null and column_item is null
        and phase in ('final', 'executed')
    qualify dense_rank() over (
        partition by region_code, scope, fiscal_year order by phase = 'final' desc) = 1
)
select regions.region_name, lines.scope, lines.fiscal_year, lines.phase, lines.line_code,
    lines.line_name, lines.amount_yuan,
    round(lines.amount_yuan / nullif(sum(lines.amount_yuan) over (
        partition by lines.region_code, lines.scope, lines.fiscal_year), 0), 6)
        ::decimal(18, 6) as share,
    lines.receipt_id
from lines
inner join marts.dim_regions as regions using (region_code)
order by regions.region_name, lines.scope, lines.fiscal_year, lines.amount_yuan desc,
    lines.receipt_id

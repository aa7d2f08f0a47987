-- zh: 上级政府对下级各地的转移支付
-- en: Transfers of governments to the places of their area
select regions.region_name, lines.fiscal_year, lines.phase, lines.account,
    lines.counterpart_name as place_name, coalesce(lines.column_item, lines.line_name) as item,
    lines.amount_yuan, lines.receipt_id
from marts.fct_region_lines as lines
inner join marts.dim_regions as regions using (region_code)
where lines.is_synthetic = coalesce(getvariable('synthetic'), false)
    and lines.is_chosen and lines.classification = 'transfer'
    and lines.counterpart_name is not null
order by lines.amount_yuan desc, regions.region_name, place_name, lines.receipt_id

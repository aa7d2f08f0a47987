-- zh: 政府公布的下辖各地收支
-- en: Revenue and spending of the places of an area, as its government states them
select regions.region_name, lines.fiscal_year, lines.phase, lines.account,
    lines.counterpart_name as place_name,
    max(lines.amount_yuan) filter (lines.side = 'revenue') as revenue_yuan,
    max(lines.amount_yuan) filter (lines.side = 'expenditure') as spending_yuan
from marts.fct_region_lines as lines
inner join marts.dim_regions as regions using (region_code)
where lines.is_synthetic = coalesce(getvariable('synthetic'), false)
    and lines.is_chosen and lines.classification = 'place'
    and lines.counterpart_name is not null and lines.column_item is null
group by all
order by lines.fiscal_year desc, regions.region_name, lines.account, lines.phase,
    spending_yuan desc nulls last, place_name

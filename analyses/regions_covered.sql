-- zh: 各地区的覆盖与已公开部门合计支出
-- en: Coverage by region, and the summed spending of the departments that published
select region_name, region_level, fiscal_year, department_count, document_count,
    spending_department_count, known_department_count, coverage_share,
    total_spending_yuan, verified_share
from marts.region_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
order by fiscal_year, region_name

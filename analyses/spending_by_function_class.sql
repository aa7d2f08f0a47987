-- zh: 各地区已公开部门合计：按功能分类和年度的支出
-- en: Sums over the departments of a region that published: spending by function class and year
select f.fiscal_year, f.region_name, f.class_code, f.class_name, f.spending_yuan,
    f.spending_share, f.department_count, r.spending_department_count,
    r.known_department_count, r.coverage_share
from marts.function_years as f
left join marts.region_years as r
    on f.region_code is not distinct from r.region_code
    and f.fiscal_year = r.fiscal_year and f.is_synthetic = r.is_synthetic
where f.is_synthetic = coalesce(getvariable('synthetic'), false)
order by f.fiscal_year, f.region_name, f.spending_yuan desc, f.class_code

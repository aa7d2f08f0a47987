-- zh: 按功能分类和年度的支出
-- en: Spending by function class and year
select fiscal_year, region_name, class_code, class_name, spending_yuan, spending_share
from marts.function_years
where not is_synthetic
order by fiscal_year, region_name, spending_yuan desc, class_code

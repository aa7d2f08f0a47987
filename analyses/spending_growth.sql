-- zh: 各部门支出比上年
-- en: Change of spending on the year before, by department
select department_name, fiscal_year, previous_total_spending_yuan, total_spending_yuan,
    spending_change_rate
from marts.department_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and spending_change_rate is not null
order by spending_change_rate desc, department_name, fiscal_year

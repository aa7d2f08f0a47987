-- zh: 各部门年初预算与决算支出
-- en: Approved budget against executed spending by department
select department_name, fiscal_year, approved_budget_yuan, total_spending_yuan,
    (total_spending_yuan / nullif(approved_budget_yuan, 0))::decimal(18, 6)
        as spending_share
from marts.department_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and coalesce(approved_budget_yuan, total_spending_yuan) is not null
order by fiscal_year, department_name

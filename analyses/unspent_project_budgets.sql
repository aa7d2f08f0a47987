-- zh: 未用完的项目预算，按金额
-- en: Unspent project budgets by amount
select project_name, department_name, fiscal_year,
    coalesce(adjusted_yuan, approved_yuan) - executed_yuan as unspent_yuan, execution_rate
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and executed_yuan < coalesce(adjusted_yuan, approved_yuan)
order by unspent_yuan desc, project_name

-- zh: 预算执行率最低的项目
-- en: Projects with the lowest execution rate
select project_name, department_name, fiscal_year,
    coalesce(adjusted_yuan, approved_yuan) as budget_yuan, executed_yuan, execution_rate,
    executed_receipt_id
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false) and execution_rate < 1
order by execution_rate, budget_yuan desc, project_name

-- zh: 各部门各年项目预算执行率
-- en: Execution rate of projects by department and year
select department_name, fiscal_year, rated_budget_yuan, rated_executed_yuan, execution_rate
from marts.department_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and execution_rate is not null
order by fiscal_year, execution_rate, department_name

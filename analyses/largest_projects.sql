-- zh: 预算最大的项目
-- en: The largest projects by budget
select project_name, department_name, fiscal_year,
    coalesce(adjusted_yuan, approved_yuan) as budget_yuan, executed_yuan
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and coalesce(adjusted_yuan, approved_yuan) is not null
order by budget_yuan desc, project_name
limit 50

-- zh: 印了预算而没有印执行数的项目
-- en: Projects that print a budget and no execution
select project_name, department_name, fiscal_year,
    coalesce(adjusted_yuan, approved_yuan) as budget_yuan
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false) and executed_yuan is null
    and coalesce(adjusted_yuan, approved_yuan) is not null
order by budget_yuan desc, project_name

-- zh: 年中调整过预算的项目
-- en: Projects whose budget was adjusted during the year
select project_name, department_name, fiscal_year, approved_yuan, adjusted_yuan,
    adjusted_yuan - approved_yuan as change_yuan,
    (adjusted_yuan / nullif(approved_yuan, 0))::decimal(18, 6) as adjusted_share
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and adjusted_yuan <> approved_yuan
order by abs(change_yuan) desc, project_name

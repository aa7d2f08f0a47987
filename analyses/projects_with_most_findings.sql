-- zh: 问题最多的项目
-- en: Projects with the most findings
select project_name, department_name, fiscal_year, finding_count, execution_rate
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false) and finding_count > 0
order by finding_count desc, project_name

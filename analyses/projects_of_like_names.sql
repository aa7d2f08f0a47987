-- zh: 多个部门或年度同名的项目
-- en: Projects of the same name in several departments or years
select project_name, count(distinct department_key) as department_count,
    count(distinct fiscal_year) as year_count, sum(executed_yuan) as executed_yuan
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
group by project_name
having count(distinct department_key) > 1 or count(distinct fiscal_year) > 1
order by department_count desc, year_count desc, project_name

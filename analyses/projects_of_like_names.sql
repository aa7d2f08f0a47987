-- zh: 多个部门或年度同名的项目
-- en: Projects of the same name in several departments or years
-- A name is alike without its year, its number, its quotes, 项目 and 经费.
select min(y.project_name) as project_name,
    count(distinct y.department_key) as department_count,
    count(distinct y.fiscal_year) as year_count, sum(y.executed_yuan) as executed_yuan
from marts.project_years as y
inner join marts.dim_projects as p on y.project_key = p.project_key
where y.is_synthetic = coalesce(getvariable('synthetic'), false)
group by p.matching_name
having count(distinct y.department_key) > 1 or count(distinct y.fiscal_year) > 1
order by department_count desc, year_count desc, project_name

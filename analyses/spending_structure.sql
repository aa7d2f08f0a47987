-- zh: 支出结构：基本与项目、人员与公用
-- en: Structure of spending: basic, project, personnel, public
select department_name, fiscal_year, total_spending_yuan, basic_share, project_share,
    personnel_share
from marts.department_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and total_spending_yuan is not null
order by total_spending_yuan desc, department_name, fiscal_year

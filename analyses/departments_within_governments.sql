-- zh: 已公开部门的支出占本级政府一般公共预算支出的比重
-- en: How much of its government's own spending the departments that published show
select region_name, fiscal_year, general_spending_yuan, department_spending_yuan,
    department_coverage_share
from marts.region_accounts
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and department_coverage_share is not null
order by fiscal_year desc, department_coverage_share desc, region_name

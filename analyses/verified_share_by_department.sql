-- zh: 各部门金额的核实比例
-- en: Verified share of money by department
select department_name, fiscal_year, verified_basis, verifiable_yuan, verified_yuan,
    verified_share
from marts.department_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and verifiable_yuan is not null
order by verified_share, department_name, fiscal_year

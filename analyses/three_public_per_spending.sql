-- zh: 每万元支出中的三公经费
-- en: Three public expenses per 10,000 yuan of spending
select department_name, fiscal_year, three_public_yuan, total_spending_yuan,
    (three_public_yuan * 10000 / nullif(total_spending_yuan, 0))::decimal(18, 2)
        as per_10000_yuan
from marts.department_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and three_public_yuan is not null
order by per_10000_yuan desc nulls last, department_name, fiscal_year

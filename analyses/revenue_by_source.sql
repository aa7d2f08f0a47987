-- zh: 已公开部门按来源的收入
-- en: Revenue of the departments that published, by source
select r.fiscal_year, r.phase, r.revenue_source, sum(r.amount_yuan) as amount_yuan,
    count(distinct r.department_key) as department_count,
    (
        select count(distinct department_key) from marts.department_years
        where is_synthetic = coalesce(getvariable('synthetic'), false)
    ) as known_department_count
from marts.fct_revenue as r
where r.is_synthetic = coalesce(getvariable('synthetic'), false)
group by r.fiscal_year, r.phase, r.revenue_source
order by r.fiscal_year, r.phase, amount_yuan desc, r.revenue_source

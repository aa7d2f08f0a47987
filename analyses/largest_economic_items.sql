-- zh: 已公开部门合计中支出最大的经济科目
-- en: The largest economic items, summed over the departments that published
select s.fiscal_year, s.economic_code, e.economic_name, sum(s.amount_yuan) as amount_yuan,
    count(distinct s.department_key) as department_count,
    (
        select count(distinct department_key) from marts.department_years
        where is_synthetic = coalesce(getvariable('synthetic'), false)
    ) as known_department_count
from marts.fct_spending_economic as s
left join marts.dim_economic_classes as e on s.economic_code = e.economic_code
where s.is_synthetic = coalesce(getvariable('synthetic'), false)
    and s.phase = 'executed'
group by s.fiscal_year, s.economic_code, e.economic_name
order by amount_yuan desc, s.economic_code, s.fiscal_year
limit 50

-- zh: 已公开部门按经济分类的支出
-- en: Spending of the departments that published, by economic class
select s.fiscal_year, s.phase, substr(s.economic_code, 1, 3) as class_code,
    any_value(e.class_name) as class_name, sum(s.amount_yuan) as amount_yuan,
    count(distinct s.department_key) as department_count,
    (
        select count(distinct department_key) from marts.department_years
        where is_synthetic = coalesce(getvariable('synthetic'), false)
    ) as known_department_count
from marts.fct_spending_economic as s
left join marts.dim_economic_classes as e on s.economic_code = e.economic_code
where s.is_synthetic = coalesce(getvariable('synthetic'), false)
group by s.fiscal_year, s.phase, substr(s.economic_code, 1, 3)
order by s.fiscal_year, s.phase, amount_yuan desc, class_code

-- zh: 已公开部门合计中支出最大的功能科目
-- en: The largest function items, summed over the departments that published
select s.fiscal_year, s.function_code, f.function_name, sum(s.amount_yuan) as amount_yuan,
    count(distinct s.department_key) as department_count,
    (
        select count(distinct department_key) from marts.department_years
        where is_synthetic = coalesce(getvariable('synthetic'), false)
    ) as known_department_count
from marts.fct_spending as s
left join marts.dim_functions as f on s.function_code = f.function_code
where s.is_synthetic = coalesce(getvariable('synthetic'), false)
group by s.fiscal_year, s.function_code, f.function_name
order by amount_yuan desc, s.function_code, s.fiscal_year
limit 50

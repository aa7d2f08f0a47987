-- zh: 国内接待：每批次与每人次费用
-- en: Domestic receptions: cost per batch and per guest
select p.department_name, t.fiscal_year,
    max(t.executed_yuan) filter (where t.item_code = 'reception_domestic')
        as spent_yuan,
    max(t.quantity) filter (where t.item_code = 'reception_batches') as batches,
    max(t.quantity) filter (where t.item_code = 'reception_persons') as guests,
    (spent_yuan / nullif(batches, 0))::decimal(20, 2) as yuan_per_batch,
    (spent_yuan / nullif(guests, 0))::decimal(20, 2) as yuan_per_guest
from marts.fct_three_public as t
left join marts.dim_departments as p on t.department_key = p.department_key
where t.is_synthetic = coalesce(getvariable('synthetic'), false)
group by p.department_name, t.fiscal_year
having spent_yuan is not null and (batches is not null or guests is not null)
order by yuan_per_guest desc nulls last, p.department_name

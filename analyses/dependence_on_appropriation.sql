-- zh: 财政拨款占收入的比重
-- en: Share of fiscal appropriations in revenue
select p.department_name, r.fiscal_year,
    sum(r.amount_yuan) as revenue_yuan,
    (coalesce(sum(r.amount_yuan) filter (
        where r.revenue_source = 'fiscal_appropriation'
    ), 0) / nullif(sum(r.amount_yuan), 0))::decimal(18, 6) as appropriation_share
from marts.fct_revenue as r
left join marts.dim_departments as p on r.department_key = p.department_key
where r.is_synthetic = coalesce(getvariable('synthetic'), false)
    and r.phase = 'executed'
group by p.department_name, r.fiscal_year
order by appropriation_share, p.department_name, r.fiscal_year

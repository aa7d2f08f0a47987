-- zh: 政府各账户的预算、调整预算与结果
-- en: Budgets of governments, as approved and adjusted, against what came
select regions.region_name, figures.scope, figures.fiscal_year, figures.item,
    max(figures.amount_yuan) filter (figures.phase = 'approved') as approved_yuan,
    max(figures.amount_yuan) filter (figures.phase = 'adjusted') as adjusted_yuan,
    coalesce(max(figures.amount_yuan) filter (figures.phase = 'final'),
        max(figures.amount_yuan) filter (figures.phase = 'executed')) as actual_yuan,
    round(actual_yuan / nullif(coalesce(adjusted_yuan, approved_yuan), 0), 6)::decimal(18, 6)
        as completion
from marts.region_account_figures as figures
inner join marts.dim_regions as regions using (region_code)
where figures.is_synthetic = coalesce(getvariable('synthetic'), false)
    and figures.amount_yuan is not null
    and figures.item not in ('debt_limit', 'debt_balance')
group by all
having coalesce(adjusted_yuan, approved_yuan) is not null and actual_yuan is not null
order by abs(actual_yuan - coalesce(adjusted_yuan, approved_yuan)) desc,
    regions.region_name, figures.scope, figures.fiscal_year, figures.item

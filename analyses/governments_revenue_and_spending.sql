-- zh: 政府陈述的一般公共预算收支、增长、完成比例与税收占比
-- en: General revenue and spending as governments state them, with growth, completion and the share of taxes
select region_name, scope, fiscal_year, general_revenue_yuan, general_revenue_growth,
    general_revenue_completion, tax_share, general_spending_yuan,
    general_spending_growth, general_spending_completion, verified_share
from marts.region_accounts
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and coalesce(general_revenue_yuan, general_spending_yuan) is not null
order by fiscal_year desc, general_spending_yuan desc nulls last, region_name, scope

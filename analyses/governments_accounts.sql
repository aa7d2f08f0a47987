-- zh: 政府四本账的收支
-- en: The four accounts of governments, revenue and spending
select region_name, scope, fiscal_year, general_revenue_yuan, general_spending_yuan,
    fund_revenue_yuan, fund_spending_yuan, capital_revenue_yuan, capital_spending_yuan,
    insurance_revenue_yuan, insurance_spending_yuan
from marts.region_accounts
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and coalesce(general_revenue_yuan, general_spending_yuan, fund_revenue_yuan,
        capital_revenue_yuan, insurance_revenue_yuan) is not null
order by fiscal_year desc, region_name, scope

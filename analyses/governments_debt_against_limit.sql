-- zh: 政府债务余额与限额
-- en: Debt of governments against its limit
select region_name, scope, fiscal_year, debt_limit_yuan, debt_balance_yuan,
    debt_share_of_limit
from marts.region_accounts
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and coalesce(debt_limit_yuan, debt_balance_yuan) is not null
order by debt_share_of_limit desc nulls last, region_name, scope, fiscal_year

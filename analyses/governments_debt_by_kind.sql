-- zh: 政府债务的限额、余额、发行与还本付息
-- en: Debt of governments by kind, its limit, balance, issue and service
select regions.region_name, debt.scope, debt.fiscal_year, debt.phase, debt.debt_kind,
    max(debt.amount_yuan) filter (debt.debt_measure = 'limit') as limit_yuan,
    max(debt.amount_yuan) filter (debt.debt_measure = 'balance') as balance_yuan,
    max(debt.amount_yuan) filter (debt.debt_measure = 'issued') as issued_yuan,
    max(debt.amount_yuan) filter (debt.debt_measure = 'principal_paid')
        as principal_paid_yuan,
    max(debt.amount_yuan) filter (debt.debt_measure = 'interest_paid') as interest_paid_yuan
from marts.fct_region_debt as debt
inner join marts.dim_regions as regions using (region_code)
where debt.is_synthetic = coalesce(getvariable('synthetic'), false)
    and debt.is_chosen and debt.counterpart_name is null
group by all
order by debt.fiscal_year desc, regions.region_name, debt.scope, debt.phase, debt.debt_kind

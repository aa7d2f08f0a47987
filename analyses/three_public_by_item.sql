-- zh: 三公经费：预算与执行，按项目
-- en: Three public expenses by item: budget and execution
select p.department_name, t.fiscal_year, t.fund_basis, t.item_code, t.caliber,
    t.budget_yuan, t.adjusted_yuan, t.executed_yuan,
    (t.executed_yuan / nullif(coalesce(t.adjusted_yuan, t.budget_yuan), 0))::decimal(18, 6)
        as executed_share
from marts.fct_three_public as t
left join marts.dim_departments as p on t.department_key = p.department_key
where t.is_synthetic = coalesce(getvariable('synthetic'), false) and t.quantity is null
order by p.department_name, t.fiscal_year, t.fund_basis, t.item_code

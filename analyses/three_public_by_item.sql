-- zh: 三公经费：预算与执行，按项目
-- en: Three public expenses by item: budget and execution
-- The budget and the final accounts both print an item's budget: it is one figure.
with items as (
    select p.department_name, t.fiscal_year, t.fund_basis, t.item_code,
        any_value(t.caliber) as caliber,
        first(t.budget_yuan order by t.executed_yuan is null, t.document_id) filter (
            where t.budget_yuan is not null
        ) as budget_yuan,
        any_value(t.adjusted_yuan) as adjusted_yuan,
        any_value(t.executed_yuan) as executed_yuan
    from marts.fct_three_public as t
    inner join marts.dim_documents as d on t.document_id = d.document_id
    left join marts.dim_departments as p on t.department_key = p.department_key
    where d.is_current and d.is_synthetic = coalesce(getvariable('synthetic'), false)
        and coalesce(t.caliber, '') <> 'unit' and t.quantity is null
    group by t.department_key, p.department_name, t.fiscal_year, t.fund_basis, t.item_code
)

select *,
    (executed_yuan / nullif(coalesce(adjusted_yuan, budget_yuan), 0))::decimal(18, 6)
        as executed_share
from items
order by department_name, fiscal_year, fund_basis, item_code

-- zh: 资产按类别
-- en: Assets by class
select p.department_name, a.fiscal_year, a.asset_class, a.original_value_yuan,
    a.net_value_yuan
from marts.fct_assets as a
left join marts.dim_departments as p on a.department_key = p.department_key
where a.is_synthetic = coalesce(getvariable('synthetic'), false)
order by p.department_name, a.fiscal_year, a.net_value_yuan desc nulls last, a.asset_class

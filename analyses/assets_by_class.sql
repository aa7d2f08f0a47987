-- zh: 资产按类别
-- en: Assets by class
select p.department_name, a.fiscal_year, a.asset_class, a.original_value_yuan,
    a.net_value_yuan
from marts.fct_assets as a
inner join marts.dim_documents as d on a.document_id = d.document_id
left join marts.dim_departments as p on a.department_key = p.department_key
where d.is_current and d.is_synthetic = coalesce(getvariable('synthetic'), false)
    and coalesce(a.caliber, '') <> 'unit'
order by p.department_name, a.fiscal_year, a.net_value_yuan desc nulls last, a.asset_class

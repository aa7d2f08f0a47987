-- zh: 按来源的收入
-- en: Revenue by source
select r.fiscal_year, r.phase, r.revenue_source, sum(r.amount_yuan) as amount_yuan
from marts.fct_revenue as r
inner join marts.dim_documents as d on r.document_id = d.document_id
where d.is_current and not d.is_synthetic and coalesce(r.caliber, '') <> 'unit'
group by r.fiscal_year, r.phase, r.revenue_source
order by r.fiscal_year, r.phase, amount_yuan desc, r.revenue_source

-- zh: 支出最大的经济科目
-- en: The largest economic items of spending
select s.fiscal_year, s.economic_code, e.economic_name, sum(s.amount_yuan) as amount_yuan
from marts.fct_spending_economic as s
inner join marts.dim_documents as d on s.document_id = d.document_id
left join marts.dim_economic_classes as e on s.economic_code = e.economic_code
where d.is_current and not d.is_synthetic and s.phase = 'executed'
    and coalesce(s.caliber, '') <> 'unit'
group by s.fiscal_year, s.economic_code, e.economic_name
order by amount_yuan desc, s.economic_code
limit 50

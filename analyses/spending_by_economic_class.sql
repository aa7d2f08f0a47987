-- zh: 按经济分类的支出
-- en: Spending by economic class
select s.fiscal_year, s.phase, substr(s.economic_code, 1, 3) as class_code,
    any_value(e.class_name) as class_name, sum(s.amount_yuan) as amount_yuan
from marts.fct_spending_economic as s
inner join marts.dim_documents as d on s.document_id = d.document_id
left join marts.dim_economic_classes as e on s.economic_code = e.economic_code
where d.is_current and not d.is_synthetic and coalesce(s.caliber, '') <> 'unit'
group by s.fiscal_year, s.phase, substr(s.economic_code, 1, 3)
order by s.fiscal_year, s.phase, amount_yuan desc, class_code

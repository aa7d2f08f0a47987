-- zh: 支出最大的功能科目
-- en: The largest function items of spending
select s.fiscal_year, s.function_code, f.function_name, sum(s.amount_yuan) as amount_yuan
from marts.fct_spending as s
inner join marts.dim_documents as d on s.document_id = d.document_id
left join marts.dim_functions as f on s.function_code = f.function_code
where d.is_current and not d.is_synthetic and coalesce(s.caliber, '') <> 'unit'
group by s.fiscal_year, s.function_code, f.function_name
order by amount_yuan desc, s.function_code
limit 50

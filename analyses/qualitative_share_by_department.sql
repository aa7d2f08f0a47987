-- zh: 定性指标占比
-- en: Share of qualitative indicators by department
select p.department_name, i.fiscal_year, count(*) as indicator_count,
    count(*) filter (where i.target_value is null) as without_number,
    (count(*) filter (where i.target_value is null) / count(*))::decimal(18, 6)
        as share_without_number
from marts.fct_indicators as i
inner join marts.dim_documents as d on i.document_id = d.document_id
left join marts.dim_departments as p on i.department_key = p.department_key
where d.is_current and not d.is_synthetic
group by p.department_name, i.fiscal_year
order by share_without_number desc, p.department_name, i.fiscal_year

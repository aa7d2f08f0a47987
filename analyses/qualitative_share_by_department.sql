-- zh: 定性指标占比
-- en: Share of qualitative indicators by department
-- A target table and its self-evaluation print the same indicator: it is one.
with indicators as (
    select distinct on (
        i.department_key, i.project_key, i.fiscal_year, i.level1, i.level2,
        i.indicator_name
    ) i.*
    from marts.fct_indicators as i
    inner join marts.dim_documents as d on i.document_id = d.document_id
    where d.is_synthetic = coalesce(getvariable('synthetic'), false)
    order by i.is_met is null, i.document_id, i.receipt_id
)

select p.department_name, i.fiscal_year, count(*) as indicator_count,
    count(*) filter (where i.target_value is null) as without_number,
    (count(*) filter (where i.target_value is null) / count(*))::decimal(18, 6)
        as share_without_number
from indicators as i
left join marts.dim_departments as p on i.department_key = p.department_key
group by p.department_name, i.fiscal_year
order by share_without_number desc, p.department_name, i.fiscal_year

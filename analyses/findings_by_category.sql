-- zh: 问题按类别
-- en: Findings by category
select f.finding_category, any_value(c.name_zh) as name_zh, any_value(c.name_en) as name_en,
    count(*) as finding_count, count(distinct f.project_key) as project_count
from marts.fct_findings as f
inner join marts.dim_documents as d on f.document_id = d.document_id
left join reference.finding_categories as c on f.finding_category = c.category
where d.is_synthetic = coalesce(getvariable('synthetic'), false)
group by f.finding_category
order by finding_count desc, f.finding_category

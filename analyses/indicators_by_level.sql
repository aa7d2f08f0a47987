-- zh: 各级指标的数量与达标
-- en: Indicators by level: number and attainment
select i.level1, i.level2, count(*) as indicator_count,
    count(i.is_met) as judged_count, count(*) filter (where i.is_met) as met_count
from marts.fct_indicators as i
inner join marts.dim_documents as d on i.document_id = d.document_id
where d.is_current and not d.is_synthetic
group by i.level1, i.level2
order by indicator_count desc, i.level1, i.level2

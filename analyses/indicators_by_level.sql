-- zh: 各级指标的数量与达标
-- en: Indicators by level: number and attainment
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

select level1, level2, count(*) as indicator_count,
    count(is_met) as judged_count, count(*) filter (where is_met) as met_count
from indicators
group by level1, level2
order by indicator_count desc, level1, level2

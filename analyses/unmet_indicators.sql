-- zh: 没有达到目标的定量指标
-- en: Quantitative indicators that missed their targets
select j.project_name, i.fiscal_year, i.indicator_name, i.operator, i.target_value,
    i.actual_value, i.target_unit, i.attainment_ratio, i.deviation_reason, i.receipt_id
from marts.fct_indicators as i
inner join marts.dim_documents as d on i.document_id = d.document_id
left join marts.dim_projects as j on i.project_key = j.project_key
where d.is_synthetic = coalesce(getvariable('synthetic'), false)
    and not i.is_met
    and i.target_value is not null
order by i.attainment_ratio, i.indicator_name, i.receipt_id

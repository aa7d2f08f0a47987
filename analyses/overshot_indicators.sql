-- zh: 远超目标的指标（目标可能偏低）
-- en: Indicators far above their targets
select j.project_name, i.fiscal_year, i.indicator_name, i.target_value, i.actual_value,
    i.target_unit, i.attainment_ratio, i.receipt_id
from marts.fct_indicators as i
inner join marts.dim_documents as d on i.document_id = d.document_id
left join marts.dim_projects as j on i.project_key = j.project_key
where d.is_synthetic = coalesce(getvariable('synthetic'), false)
    and i.operator in ('>=', '>', '=')
    and i.attainment_ratio > 1.3
order by i.attainment_ratio desc, i.indicator_name, i.receipt_id

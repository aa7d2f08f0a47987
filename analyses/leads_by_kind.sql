-- zh: 线索按类型
-- en: Audit leads by kind
select lead_kind, count(*) as lead_count, count(distinct department_key) as department_count
from marts.fct_leads
where is_synthetic = coalesce(getvariable('synthetic'), false)
group by lead_kind
order by lead_count desc, lead_kind

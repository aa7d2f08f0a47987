-- zh: 有资金而没有公布绩效指标的项目
-- en: Funded projects without any published indicator
select project_name, department_name, fiscal_year,
    coalesce(adjusted_yuan, approved_yuan, executed_yuan) as funding_yuan
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and coalesce(indicator_count, 0) = 0
    and coalesce(adjusted_yuan, approved_yuan, executed_yuan) is not null
order by funding_yuan desc, project_name

-- zh: 各部门定量指标达标率
-- en: Share of comparable indicators that were met, by department
select department_name, fiscal_year, indicator_count, judged_indicator_count,
    met_indicator_count, met_share
from marts.department_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and coalesce(indicator_count, 0) > 0
order by met_share nulls last, department_name, fiscal_year

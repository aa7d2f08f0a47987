-- zh: 印出的执行率与重算的执行率
-- en: Printed execution rates beside the recomputed ones
select project_name, fiscal_year, execution_rate_published, execution_rate,
    execution_rate_published - execution_rate as difference
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and execution_rate_published is not null and execution_rate is not null
order by abs(difference) desc, project_name

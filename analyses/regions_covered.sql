-- zh: 各地区的覆盖
-- en: Coverage by region
select region_name, region_level, fiscal_year, department_count, document_count,
    total_spending_yuan, verified_share
from marts.region_years
where not is_synthetic
order by fiscal_year, region_name

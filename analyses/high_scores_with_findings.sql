-- zh: 得分高而被点名问题的项目
-- en: Highly scored projects that have findings
select project_name, department_name, fiscal_year, total_score, finding_count
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false) and total_score >= 90
    and finding_count > 0
order by finding_count desc, project_name

-- zh: 评价得分与等次
-- en: Scores and grades
select project_name, department_name, fiscal_year, total_score, grade_published,
    grade_derived, execution_score, execution_rate
from marts.project_years
where is_synthetic = coalesce(getvariable('synthetic'), false)
    and total_score is not null
order by total_score desc, project_name

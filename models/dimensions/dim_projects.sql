with

projects as (select * from {{ ref('int_projects_resolved') }})

select
    project_key,
    project_name,
    matching_name,
    department_key,
    region_code
from projects
qualify row_number() over (
    partition by project_key
    order by
        case when plain_name = undated_name then 1 else 2 end asc,
        coalesce(fiscal_year, 0) desc,
        case name_evidence
            when 'named' then 1
            when 'only_project_of_document' then 2
            else 3
        end asc,
        document_id asc,
        project_reference asc
) = 1

with

projects as (select * from {{ ref('int_projects_resolved') }}),

named as (select * from {{ ref('dim_projects') }}),

bared as (

    select
        project_key,
        project_name,
        {{ bare_project('project_name') }} as bare_name
    from named

),

compared as (

    select
        projects.*,
        bared.project_name as chosen_name,
        {{ unpointed('bared.bare_name') }} as chosen_plain_name,
        {{ unpointed(undated_project('bared.bare_name')) }} as chosen_undated_name
    from projects
    left join bared using (project_key)

),

final as (

    select
        {{ key_of(['document_id', 'project_reference']) }} as lineage_key,
        project_key,
        chosen_name as project_name,
        department_key,
        region_code,
        fiscal_year,
        document_id,
        project_reference,
        printed_name,
        name_evidence,
        case
            when is_overridden then 'override'
            when pair_rule is not null then pair_rule
            when printed_name = chosen_name then 'as_printed'
            when plain_name = chosen_plain_name and printed_name <> project_name
                then 'code_removed'
            when plain_name = chosen_plain_name then 'accidents_removed'
            when undated_name = chosen_undated_name then 'year_removed'
            else 'suffix_removed'
        end as rule,
        receipt_id
    from compared

)

select * from final

with

indicators as (select * from {{ ref('fct_indicators') }}),

projects as (select * from {{ ref('dim_projects') }}),

continued as (select * from {{ ref('int_departments_continued') }}),

targets as (

    select
        indicators.receipt_id,
        indicators.document_id,
        indicators.department_year_key,
        indicators.family_key,
        indicators.fiscal_year,
        coalesce(
            continued.continuity_key, indicators.department_key, indicators.document_id
        ) as body_key,
        coalesce(projects.matching_name, '') as matching_name,
        concat(
            coalesce(indicators.operator, ''),
            {{ without('indicators.target_text', '[\\s\\x{3000}]') }}
        ) as plain_target
    from indicators
    left join projects using (project_key)
    left join continued on indicators.department_key = continued.department_key
    where
        indicators.is_chosen
        and indicators.family_key is not null
        and indicators.target_text is not null

),

-- How many departments set a target of the family alike in one year.
shared as (

    select
        family_key,
        fiscal_year,
        plain_target,
        count(distinct body_key) as department_count
    from targets
    group by family_key, fiscal_year, plain_target

),

earlier as (

    select distinct
        body_key,
        matching_name,
        family_key,
        fiscal_year,
        plain_target
    from targets

),

joined as (

    select
        targets.*,
        coalesce(shared.department_count, 1) as sharing_department_count,
        coalesce(shared.department_count, 1) >= 3 as is_target_shared,
        earlier.body_key is not null as is_target_repeated
    from targets
    left join shared using (family_key, fiscal_year, plain_target)
    left join earlier
        on
            targets.body_key = earlier.body_key
            and targets.matching_name = earlier.matching_name
            and targets.family_key = earlier.family_key
            and targets.plain_target = earlier.plain_target
            and targets.fiscal_year = earlier.fiscal_year + 1

)

select * from joined

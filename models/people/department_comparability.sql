with

mentions as (select * from {{ ref('int_department_years_mentioned') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

departments as (select * from {{ ref('dim_departments') }}),

continued as (select * from {{ ref('int_departments_continued') }}),

successions as (select * from {{ ref('int_department_successions') }}),

region_lineages as (select * from {{ ref('region_lineages') }}),

-- The caliber that speaks for a year: the consolidated one where there is one.
department_years as (

    select
        mentions.department_key,
        mentions.fiscal_year,
        mentions.is_synthetic,
        case
            when bool_or(documents.caliber = 'department') then 'department'
            when bool_and(coalesce(documents.caliber, '') = 'unit') then 'unit'
        end as caliber
    from mentions
    left join documents using (document_id)
    where mentions.department_key is not null and mentions.fiscal_year is not null
    group by all

),

lined as (

    select
        department_years.*,
        continued.continuity_key,
        departments.region_code
    from department_years
    left join continued using (department_key)
    left join departments using (department_key)

),

lineage_years as (

    select
        continuity_key,
        fiscal_year,
        is_synthetic,
        count(*) as body_count,
        max(caliber) as caliber,
        lag(fiscal_year) over (
            partition by continuity_key, is_synthetic
            order by fiscal_year
        ) as previous_year,
        lag(max(caliber)) over (
            partition by continuity_key, is_synthetic
            order by fiscal_year
        ) as previous_caliber
    from lined
    group by continuity_key, fiscal_year, is_synthetic

),

-- Bodies of the line that went on in another since the previous year.
ended as (

    select
        lineage_years.continuity_key,
        lineage_years.fiscal_year,
        lineage_years.is_synthetic,
        coalesce(bool_or(successions.kind = 'merge'), false) as has_merge,
        coalesce(bool_or(successions.kind = 'rename'), false) as has_rename
    from lineage_years
    inner join continued using (continuity_key)
    inner join successions
        on
            continued.department_key = successions.predecessor_key
            and successions.is_continuing
            and lineage_years.previous_year < successions.succession_year
            and lineage_years.fiscal_year >= successions.succession_year
    group by all

),

-- Tasks that went to a new body, seen in the year in which its documents begin.
split_off as (

    select
        {{ each_item('[predecessor_key, successor_key]') }} as department_key,
        successor_first_year as fiscal_year
    from successions
    where kind = 'split'

),

split_years as (

    select distinct
        continued.continuity_key,
        split_off.fiscal_year
    from split_off
    inner join continued using (department_key)

),

-- Years of bodies since whose previous one their region was merged or split.
regrouped as (

    select distinct
        lined.department_key,
        lined.fiscal_year,
        lined.is_synthetic
    from lined
    inner join lineage_years using (continuity_key, fiscal_year, is_synthetic)
    inner join region_lineages
        on
            lined.region_code = region_lineages.successor_region_code
            and region_lineages.succession_kind in ('merged', 'split')
            and lineage_years.previous_year < region_lineages.succession_year
            and lined.fiscal_year >= region_lineages.succession_year

),

-- Of several bodies of one line each goes on as itself until they are one.
reasoned as (

    select
        lined.*,
        lineage_years.previous_year,
        lineage_years.body_count,
        case
            when lineage_years.previous_year is null then 'first_year'
            when lineage_years.previous_year < lined.fiscal_year - 1
                then 'year_missing'
            when ended.has_merge then 'merged'
            when lineage_years.body_count > 1 and own_earlier.department_key is null
                then 'several_bodies'
            when split_years.continuity_key is not null then 'split'
            when regrouped.department_key is not null then 'region_changed'
            when lineage_years.previous_caliber <> lined.caliber then 'caliber_changed'
            when ended.has_rename then 'renamed'
        end as break_reason
    from lined
    left join lineage_years using (continuity_key, fiscal_year, is_synthetic)
    left join department_years as own_earlier
        on
            lined.department_key = own_earlier.department_key
            and lined.is_synthetic = own_earlier.is_synthetic
            and lineage_years.previous_year = own_earlier.fiscal_year
    left join ended
        on
            lined.continuity_key = ended.continuity_key
            and lined.fiscal_year = ended.fiscal_year
            and lined.is_synthetic = ended.is_synthetic
    left join split_years
        on
            lined.continuity_key = split_years.continuity_key
            and lined.fiscal_year = split_years.fiscal_year
    left join regrouped
        on
            lined.department_key = regrouped.department_key
            and lined.fiscal_year = regrouped.fiscal_year
            and lined.is_synthetic = regrouped.is_synthetic

),

final as (

    select
        {{ key_of(['department_key', 'fiscal_year', 'is_synthetic']) }}
            as department_year_key,
        *,
        coalesce(break_reason, 'renamed') = 'renamed' as is_comparable
    from reasoned

)

select * from final  -- noqa: AM04

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
        max(
            case documents.caliber
                when 'department' then 3
                when 'unit' then 1
                else 2
            end
        )
            when 3 then 'department'
            when 1 then 'unit'
        end as caliber
    from mentions
    left join documents
        on mentions.document_id = documents.document_id
    where mentions.department_key is not null and mentions.fiscal_year is not null
    group by mentions.department_key, mentions.fiscal_year, mentions.is_synthetic

),

lined as (

    select
        department_years.*,
        continued.continuity_key,
        departments.region_code
    from department_years
    left join continued
        on department_years.department_key = continued.department_key
    left join departments
        on department_years.department_key = departments.department_key

),

lineage_years as (

    select
        continuity_key,
        fiscal_year,
        is_synthetic,
        count(*) as body_count,
        min(department_key) as only_department_key,
        max(caliber) as caliber
    from lined
    group by continuity_key, fiscal_year, is_synthetic

),

previous_years as (

    select
        this.continuity_key,
        this.fiscal_year,
        this.is_synthetic,
        this.body_count,
        max(earlier.fiscal_year) as previous_year
    from lineage_years as this
    left join lineage_years as earlier
        on
            this.continuity_key = earlier.continuity_key
            and this.is_synthetic = earlier.is_synthetic
            and this.fiscal_year > earlier.fiscal_year
    group by all

),

-- Bodies of the line that went on in another since the previous year.
ended as (

    select
        previous_years.continuity_key,
        previous_years.fiscal_year,
        previous_years.is_synthetic,
        coalesce(bool_or(successions.kind = 'merge'), false) as has_merge,
        coalesce(bool_or(successions.kind = 'rename'), false) as has_rename
    from previous_years
    left join continued
        on previous_years.continuity_key = continued.continuity_key
    left join successions
        on
            continued.department_key = successions.predecessor_key
            and successions.is_continuing
            and previous_years.previous_year < successions.succession_year
            and previous_years.fiscal_year >= successions.succession_year
    group by all

),

-- Tasks that went to a new body, seen in the year in which its documents begin.
split_off as (

    select
        predecessor_key as department_key,
        successor_first_year as fiscal_year
    from successions
    where kind = 'split'

    union

    select
        successor_key as department_key,
        successor_first_year as fiscal_year
    from successions
    where kind = 'split'

),

split_years as (

    select distinct
        continued.continuity_key,
        split_off.fiscal_year
    from split_off
    left join continued
        on split_off.department_key = continued.department_key

),

grown_regions as (

    select distinct
        successor_region_code as region_code,
        succession_year
    from region_lineages
    where succession_kind in ('merged', 'split')

),

judged as (

    select
        lined.department_key,
        lined.continuity_key,
        lined.region_code,
        lined.fiscal_year,
        lined.is_synthetic,
        lined.caliber,
        previous_years.previous_year,
        previous_years.body_count,
        coalesce(ended.has_merge, false) as has_merge,
        coalesce(ended.has_rename, false) as has_rename,
        split_years.continuity_key is not null as has_split,
        own_earlier.department_key is not null as has_own_previous,
        earlier.caliber is not null
        and lined.caliber is not null
        and earlier.caliber <> lined.caliber as has_other_caliber,
        bool_or(grown_regions.region_code is not null)
            as has_other_region
    from lined
    left join previous_years
        on
            lined.continuity_key = previous_years.continuity_key
            and lined.fiscal_year = previous_years.fiscal_year
            and lined.is_synthetic = previous_years.is_synthetic
    left join lineage_years as earlier
        on
            lined.continuity_key = earlier.continuity_key
            and lined.is_synthetic = earlier.is_synthetic
            and previous_years.previous_year = earlier.fiscal_year
    left join department_years as own_earlier
        on
            lined.department_key = own_earlier.department_key
            and lined.is_synthetic = own_earlier.is_synthetic
            and previous_years.previous_year = own_earlier.fiscal_year
    left join ended
        on
            lined.continuity_key = ended.continuity_key
            and lined.fiscal_year = ended.fiscal_year
            and lined.is_synthetic = ended.is_synthetic
    left join split_years
        on
            lined.continuity_key = split_years.continuity_key
            and lined.fiscal_year = split_years.fiscal_year
    left join grown_regions
        on
            lined.region_code = grown_regions.region_code
            and previous_years.previous_year < grown_regions.succession_year
            and lined.fiscal_year >= grown_regions.succession_year
    group by
        lined.department_key,
        lined.continuity_key,
        lined.region_code,
        lined.fiscal_year,
        lined.is_synthetic,
        lined.caliber,
        previous_years.previous_year,
        previous_years.body_count,
        ended.has_merge,
        ended.has_rename,
        split_years.continuity_key,
        earlier.caliber,
        own_earlier.department_key

),

-- Of several bodies of one line each goes on as itself until they are one.
reasoned as (

    select
        *,
        case
            when previous_year is null then 'first_year'
            when previous_year < fiscal_year - 1 then 'year_missing'
            when has_merge then 'merged'
            when body_count > 1 and not has_own_previous then 'several_bodies'
            when has_split then 'split'
            when has_other_region then 'region_changed'
            when has_other_caliber then 'caliber_changed'
            when has_rename then 'renamed'
        end as break_reason
    from judged

),

final as (

    select
        {{ key_of(['department_key', 'fiscal_year', 'is_synthetic']) }}
            as department_year_key,
        department_key,
        continuity_key,
        region_code,
        fiscal_year,
        is_synthetic,
        caliber,
        previous_year,
        body_count,
        coalesce(break_reason, 'renamed') = 'renamed' as is_comparable,
        break_reason
    from reasoned

)

select * from final

with

indicators as (select * from {{ ref('fct_indicators') }}),

copies as (select * from {{ ref('int_indicators_copied') }}),

-- Indicators without a name belong to no family.
members as (

    select * from indicators
    where family_key is not null and is_chosen

),

level_counts as (

    select
        family_key,
        level1,
        level2,
        count(*) as member_count
    from members
    group by family_key, level1, level2

),

-- The levels under which most members stand.
ranked_levels as (

    select
        *,
        row_number() over (
            partition by family_key
            order by member_count desc, level1 asc nulls last, level2 asc nulls last
        ) as level_order
    from level_counts

),

-- The target that most members set, and how many set their neighbours' or last year's.
target_counts as (

    select
        family_key,
        plain_target,
        count(*) as member_count,
        count(*) filter (where is_target_shared) as shared_count,
        count(*) filter (where is_target_repeated) as repeated_count
    from copies
    group by family_key, plain_target

),

ranked_targets as (

    select
        *,
        row_number() over (
            partition by family_key
            order by member_count desc, plain_target asc
        ) as target_order
    from target_counts

),

copied as (

    select
        family_key,
        max(plain_target) filter (where target_order = 1) as commonest_target_text,
        {{ share_of(
            'max(case when target_order = 1 then member_count end)',
            'sum(member_count)'
        ) }} as commonest_target_share,
        {{ share_of('sum(shared_count)', 'sum(member_count)') }}
            as shared_target_share,
        {{ share_of('sum(repeated_count)', 'sum(member_count)') }}
            as repeated_target_share
    from ranked_targets
    group by family_key

),

-- Why its members are one family: names as printed, and the rules that made them alike.
members_named as (

    select distinct
        family_key,
        indicator_name as printed_name,
        family_rule
    from members

),

explained as (

    select
        family_key,
        count(distinct printed_name) as printed_name_count,
        min(printed_name) as first_printed_name,
        max(printed_name) as last_printed_name,
        coalesce(bool_or(family_rule = 'unit_removed'), false) as has_units_removed,
        coalesce(bool_or(family_rule = 'declared'), false) as has_declared_members
    from members_named
    group by family_key

),

summed as (

    select
        family_key,
        max(family_name) as family_name,
        max(family_unit) as family_unit,
        coalesce(bool_or(is_synthetic), false) as is_synthetic,
        count(*) as member_count,
        count(distinct department_key) as department_count,
        count(distinct project_key) as project_count,
        count(distinct region_code) as region_count,
        count(distinct concat(coalesce(level1, ''), '|', coalesce(level2, '')))
            as level_count,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year,
        count(target_value) as numeric_target_count,
        min(target_value) as min_target_value,
        cast(sum(target_value) / nullif(count(target_value), 0) as decimal(28, 6))
            as mean_target_value,
        max(target_value) as max_target_value,
        count(distinct target_text) as target_text_count,
        count(actual_value) as numeric_actual_count,
        min(actual_value) as min_actual_value,
        cast(sum(actual_value) / nullif(count(actual_value), 0) as decimal(28, 6))
            as mean_actual_value,
        max(actual_value) as max_actual_value,
        sum(case when is_met is null then 0 else 1 end) as judged_indicator_count,
        count(*) filter (where is_met) as met_indicator_count
    from members
    group by family_key

),

final as (

    select
        summed.family_key,
        summed.family_name,
        summed.family_unit,
        summed.is_synthetic,
        ranked_levels.level1,
        ranked_levels.level2,
        summed.level_count,
        summed.member_count,
        summed.department_count,
        summed.project_count,
        summed.region_count,
        summed.first_year,
        summed.last_year,
        summed.numeric_target_count,
        summed.min_target_value,
        summed.mean_target_value,
        summed.max_target_value,
        summed.target_text_count,
        summed.numeric_actual_count,
        summed.min_actual_value,
        summed.mean_actual_value,
        summed.max_actual_value,
        cast(summed.judged_indicator_count as bigint) as judged_indicator_count,
        {{ share_of('summed.met_indicator_count', 'summed.judged_indicator_count') }}
            as met_share,
        explained.printed_name_count,
        explained.first_printed_name,
        explained.last_printed_name,
        explained.has_units_removed,
        explained.has_declared_members,
        copied.commonest_target_text,
        copied.commonest_target_share,
        copied.shared_target_share,
        copied.repeated_target_share
    from summed
    left join explained
        on summed.family_key = explained.family_key
    left join copied
        on summed.family_key = copied.family_key
    left join ranked_levels
        on
            summed.family_key = ranked_levels.family_key
            and ranked_levels.level_order = 1

)

select * from final

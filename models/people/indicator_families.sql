with

indicators as (select * from {{ ref('fct_indicators') }}),

copies as (select * from {{ ref('int_indicators_copied') }}),

-- Indicators without a name belong to no family.
members as (

    select * from indicators
    where family_key is not null and is_chosen

),

-- The levels under which most members stand.
levels as (

    select
        family_key,
        level1,
        level2
    from members
    group by family_key, level1, level2
    qualify row_number() over (
        partition by family_key
        order by count(*) desc, level1 asc nulls last, level2 asc nulls last
    ) = 1

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
        count(is_met) as judged_indicator_count,
        {{ share_of('count(*) filter (where is_met)', 'count(is_met)') }} as met_share,
        -- why its members are one family: names as printed, and what made them alike
        count(distinct indicator_name) as printed_name_count,
        min(indicator_name) as first_printed_name,
        max(indicator_name) as last_printed_name,
        coalesce(bool_or(family_rule = 'unit_removed'), false) as has_units_removed,
        coalesce(bool_or(family_rule = 'declared'), false) as has_declared_members
    from members
    group by family_key

),

final as (

    select
        summed.*,
        levels.level1,
        levels.level2,
        copied.commonest_target_text,
        copied.commonest_target_share,
        copied.shared_target_share,
        copied.repeated_target_share
    from summed
    left join levels using (family_key)
    left join copied using (family_key)

)

select * from final

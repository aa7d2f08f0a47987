{%- set place = 'document_id, block_no, project_scope' -%}
{%- set rows = 'row_no, column_no' -%}
with

indicators as (select * from {{ ref('stg_indicators') }}),

levels as (select * from {{ ref('indicator_levels') }}),

named as (

    select
        indicators.*,
        coalesce(indicators.project_no, 0) as project_scope,
        coalesce(first_levels.official_name, indicators.level1_text)
            as printed_level1,
        coalesce(second_levels.official_name, indicators.level2_text)
            as printed_level2,
        second_levels.parent_official_name as official_level1
    from indicators
    left join levels as first_levels
        on
            first_levels.level = 1
            and {{ plain_name('indicators.level1_text') }}
            = first_levels.printed_name
    left join levels as second_levels
        on
            second_levels.level = 2
            and {{ plain_name('indicators.level2_text') }}
            = second_levels.printed_name

),

carried as (

    select
        *,
        {{ filled_down('printed_level1', place, rows) }} as carried_level1
    from named

),

-- A printed first level wins, as far down as none else is printed. Without one, or
-- where it is official and the printed second level has another official parent, it is
-- that parent; costs stand under outputs as well.
anchored as (

    select
        *,
        case
            when printed_level1 is not null or official_level1 is null
                then printed_level1
            when carried_level1 is null then official_level1
            when carried_level1 = '产出指标' and official_level1 = '成本指标'
                then carried_level1
            when carried_level1 in ('产出指标', '效益指标', '满意度指标', '成本指标')
                then official_level1
            else carried_level1
        end as level1_anchor
    from carried

),

level1_filled as (

    select
        *,
        {{ filled_down('level1_anchor', place, rows) }} as level1
    from anchored

),

level1_compared as (

    select
        *,
        case
            when
                level1 = lag(level1) over (
                    partition by {{ place }}
                    order by {{ rows }}
                )
                then 0
            else 1
        end as is_new_level1
    from level1_filled

),

-- A second level is carried down only as long as the first one stays the same.
level2_numbered as (

    select
        *,
        sum(is_new_level1 + case when printed_level2 is null then 0 else 1 end) over (
            partition by {{ place }}
            order by {{ rows }}
            rows between unbounded preceding and current row
        ) as level2_group
    from level1_compared

),

level2_filled as (

    select
        *,
        max(printed_level2) over (
            partition by {{ place }}, level2_group
        ) as level2
    from level2_numbered

),

levelled as (

    select
        receipt_id,
        indicator_receipt_id,
        unit_receipt_id,
        target_receipt_id,
        adjusted_target_receipt_id,
        half_year_receipt_id,
        actual_receipt_id,
        weight_receipt_id,
        score_receipt_id,
        document_id,
        block_no,
        row_no,
        column_no,
        form_id,
        project_no,
        coalesce(department_text, '') as department_reference,
        fiscal_year,
        level1,
        case
            when level1 is null then null
            when printed_level1 is not null then 'printed'
            when level1 = carried_level1 then 'carried'
            else 'derived'
        end as level1_source,
        level2,
        indicator_text as indicator_name,
        case
            when kind_text like '%定量%' then 'quantitative'
            when kind_text like '%定性%' then 'qualitative'
        end as indicator_kind,
        operator,
        target_text,
        target_value,
        target_unit,
        target_low,
        target_high,
        target_first_date,
        target_date,
        adjusted_target_text,
        half_year_target_text,
        half_year_value as half_year_target_value,
        actual_text,
        actual_value,
        coalesce(case when actual_fit = 'exact' then target_unit end, actual_unit)
            as actual_unit,
        actual_low,
        actual_high,
        actual_first_date,
        actual_date,
        actual_fit,
        words_fit,
        {% for measure in ['weight', 'score'] -%}
            case when not {{ is_unsure(measure) }} then {{ measure }} end
                as {{ measure }},
        {% endfor %}weight_text,
        score_text,
        deviation_text as deviation_reason,
        content_text as content,
        scoring_rule_text as scoring_rule,
        basis_text as basis,
        reading,
        unsure_measures,
        case
            when adjusted_target_text is null then {{ is_unsure('target') }}
            else {{ is_unsure('adjusted_target') }}
        end
        or {{ is_unsure('actual') }} as is_value_unsure
    from level2_filled

)

select * from levelled

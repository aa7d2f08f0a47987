with

indicators as (

    select * from {{ ref('stg_indicators') }}

),

levels as (

    select * from {{ ref('indicator_levels') }}

),

operators as (

    select * from {{ ref('comparison_operators') }}

),

scales as (

    select * from {{ ref('number_scales') }}

),

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

printed_so_far as (

    select
        *,
        count(printed_level1) over (
            partition by document_id, block_no, project_scope
            order by row_no, column_no
            rows between unbounded preceding and current row
        ) as printed_group
    from named

),

carried as (

    select
        *,
        max(printed_level1) over (
            partition by document_id, block_no, project_scope, printed_group
        ) as carried_level1
    from printed_so_far

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

numbered as (

    select
        *,
        count(level1_anchor) over (
            partition by document_id, block_no, project_scope
            order by row_no, column_no
            rows between unbounded preceding and current row
        ) as level1_group
    from anchored

),

level1_filled as (

    select
        *,
        max(level1_anchor) over (
            partition by document_id, block_no, project_scope, level1_group
        ) as level1
    from numbered

),

level1_compared as (

    select
        *,
        case
            when
                level1 = lag(level1) over (
                    partition by document_id, block_no, project_scope
                    order by row_no, column_no
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
            partition by document_id, block_no, project_scope
            order by row_no, column_no
            rows between unbounded preceding and current row
        ) as level2_group
    from level1_compared

),

level2_filled as (

    select
        *,
        max(printed_level2) over (
            partition by document_id, block_no, project_scope, level2_group
        ) as level2
    from level2_numbered

),

scaled as (

    select
        level2_filled.*,
        coalesce(operators.operator, case
            when level2_filled.target_operator_text in ('=', '>=', '<=', '>', '<')
                then level2_filled.target_operator_text
        end) as operator,
        case
            when level2_filled.kind_text like '%定量%' then 'quantitative'
            when level2_filled.kind_text like '%定性%' then 'qualitative'
        end as indicator_kind,
        cast(
            level2_filled.target_number * coalesce(target_scales.factor, 1)
            as decimal(28, 6)
        ) as target_value,
        cast(
            level2_filled.half_year_number * coalesce(half_year_scales.factor, 1)
            as decimal(28, 6)
        ) as half_year_target_value,
        cast(
            level2_filled.actual_number * coalesce(actual_scales.factor, 1)
            as decimal(28, 6)
        ) as actual_value
    from level2_filled
    left join operators
        on trim(level2_filled.target_operator_text) = operators.printed
    left join scales as target_scales
        on level2_filled.target_scale_text = target_scales.scale_text
    left join scales as half_year_scales
        on level2_filled.half_year_scale_text = half_year_scales.scale_text
    left join scales as actual_scales
        on level2_filled.actual_scale_text = actual_scales.scale_text

),

compared as (

    select
        *,
        target_value is not null
        and actual_value is not null
        and coalesce(actual_unit_text, target_unit_text, '')
        = coalesce(target_unit_text, actual_unit_text, '') as is_comparable
    from scaled

),

judged as (

    select
        receipt_id,
        indicator_receipt_id,
        unit_receipt_id,
        target_receipt_id,
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
        indicator_kind,
        operator,
        target_text,
        target_value,
        target_unit_text as target_unit,
        half_year_target_text,
        half_year_target_value,
        actual_text,
        actual_value,
        case
            when is_comparable and target_value <> 0
                then try_cast(
                    cast(actual_value as double) / cast(target_value as double)
                    as decimal(18, 6)
                )
        end as attainment_ratio,
        case
            when is_comparable and operator = '=' and actual_value = target_value
                then true
            when is_comparable and operator = '=' and weight is not null
                then actual_value > target_value and score = weight
            when is_comparable and operator = '=' then false
            when is_comparable and operator = '>=' then actual_value >= target_value
            when is_comparable and operator = '<=' then actual_value <= target_value
            when is_comparable and operator = '>' then actual_value > target_value
            when is_comparable and operator = '<' then actual_value < target_value
            when target_value is null and trim(actual_text) = trim(target_text)
                then true
        end as is_met,
        weight,
        score,
        weight_text,
        score_text,
        deviation_text as deviation_reason,
        content_text as content,
        scoring_rule_text as scoring_rule,
        basis_text as basis,
        reading
    from compared

)

select * from judged

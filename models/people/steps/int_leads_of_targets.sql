{%- set far_exceeded_times = '3' -%}
{%- set month_and_day = '(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]?)?)?' -%}
{%- set date_pattern = '((?:19|20)[0-9]{2})年' ~ month_and_day -%}

with

indicators as (select * from {{ ref('fct_indicators') }}),

-- Indicators as the sentences name them: the name, or what stands for it.
named_indicators as (

    select
        indicators.*,
        coalesce(
            indicators.indicator_name, indicators.level2, indicators.level1, '指标'
        ) as subject,
        concat(
            {{ without('cast(indicators.target_value as varchar)', '\\.?0+$') }},
            coalesce(indicators.target_unit, '')
        ) as target_number_text,
        concat(
            {{ without('cast(indicators.actual_value as varchar)', '\\.?0+$') }},
            coalesce(indicators.target_unit, '')
        ) as actual_number_text,
        {{ without('indicators.target_text', '[\\s\\x{3000}]') }} as plain_target
    from indicators

),

-- A target met many times over.
exceeded as (

    select
        *,
        case operator when '>' then '＞' else '≥' end as operator_zh,
        cast(attainment_ratio as decimal(18, 2)) as times
    from named_indicators
    where
        operator in ('>', '>=')
        and target_value > 0
        and actual_value >= {{ far_exceeded_times }} * target_value
        and attainment_ratio is not null

),

-- Words where the form says that a number is to stand; dates and numbers are measures.
unmeasured as (

    select
        *,
        case
            when indicator_kind = 'quantitative' then '标为定量指标'
            else concat('度量单位为', target_unit)
        end as measure_zh,
        case
            when indicator_kind = 'quantitative' then 'marked as quantitative'
            else concat('unit ', target_unit)
        end as measure_en
    from named_indicators
    where
        (indicator_kind = 'quantitative' or target_unit = '%')
        and target_value is null
        and plain_target <> ''
        and not {{ matches('plain_target', "'[0-9０-９]'") }}

),

-- A deadline that lies before the year: the text is a date, or says "before" one.
-- A year that a target is compared with (比2021年增长) is none.
dated_targets as (

    select
        *,
        try_cast(
            coalesce(
                {{ captured('plain_target', '^' ~ date_pattern ~ '$') }},
                {{ captured(
                    'plain_target', date_pattern ~ '(?:年?底|末|之?前|以前|止|完成)'
                ) }},
                {{ captured(
                    'plain_target',
                    '^((?:19|20)[0-9]{2})[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?前?$'
                ) }}
            ) as integer
        ) as deadline_year
    from named_indicators

),

final as (

    {{ leads(
        'target_far_exceeded',
        'exceeded',
        'subject',
        '「{subject}」指标值{operator_zh}{target_number_text}，'
        ~ '实际完成{actual_number_text}，为指标值的{times}倍。',
        'Indicator "{subject}": target {operator} {target_number_text}, '
        ~ 'actual {actual_number_text}, {times} times the target.',
        'actual_value',
        'target_value',
        'target_unit',
        'actual_receipt_id'
    ) }}

    union all

    {{ leads(
        'qualitative_target_without_measure',
        'unmeasured',
        'subject',
        '「{subject}」{measure_zh}，指标值为“{plain_target}”，没有数值。',
        'Indicator "{subject}": {measure_en}, target "{plain_target}" without a number.',
        unit='target_unit'
    ) }}

    union all

    {{ leads(
        'deadline_before_year',
        'dated_targets',
        'subject',
        '「{subject}」指标值为“{plain_target}”，所属年度为{fiscal_year}年。',
        'Indicator "{subject}": target "{plain_target}" in the fiscal year '
        ~ '{fiscal_year}.',
        'deadline_year',
        'fiscal_year',
        "'年'"
    ) }}
    where deadline_year < fiscal_year

)

select * from final

{%- set far_exceeded_times = '3' -%}
{%- set month_and_day = '(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]?)?)?' -%}
{%- set date_pattern = '((?:19|20)[0-9]{2})年' ~ month_and_day -%}

with

indicators as (

    select * from {{ ref('fct_indicators') }}

),

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
exceeded_leads as (

    select
        'target_far_exceeded' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        actual_receipt_id as other_receipt_id,
        cast(null as varchar[]) as further_receipt_ids,
        subject,
        concat(
            '「', subject, '」指标值', case operator when '>' then '＞' else '≥' end,
            target_number_text, '，实际完成', actual_number_text, '，为指标值的',
            cast(cast(attainment_ratio as decimal(18, 2)) as varchar), '倍。'
        ) as sentence_zh,
        concat(
            'Indicator "', subject, '": target ', operator, ' ', target_number_text,
            ', actual ', actual_number_text, ', ',
            cast(cast(attainment_ratio as decimal(18, 2)) as varchar),
            ' times the target.'
        ) as sentence_en,
        actual_value as measured_value,
        target_value as compared_value,
        target_unit as value_unit
    from named_indicators
    where
        operator in ('>', '>=')
        and target_value > 0
        and actual_value >= {{ far_exceeded_times }} * target_value
        and attainment_ratio is not null

),

-- Words where the form says that a number is to stand; dates and numbers are measures.
unmeasured_leads as (

    select
        'qualitative_target_without_measure' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        cast(null as varchar) as other_receipt_id,
        cast(null as varchar[]) as further_receipt_ids,
        subject,
        concat(
            '「', subject, '」', case
                when indicator_kind = 'quantitative' then '标为定量指标'
                else concat('度量单位为', target_unit)
            end,
            '，指标值为“', plain_target, '”，没有数值。'
        ) as sentence_zh,
        concat(
            'Indicator "', subject, '": ', case
                when indicator_kind = 'quantitative' then 'marked as quantitative'
                else concat('unit ', target_unit)
            end,
            ', target "', plain_target, '" without a number.'
        ) as sentence_en,
        cast(null as decimal(28, 6)) as measured_value,
        cast(null as decimal(28, 6)) as compared_value,
        target_unit as value_unit
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
                nullif(
                    regexp_extract(plain_target, '^{{ date_pattern }}$', 1), ''
                ),
                nullif(
                    regexp_extract(
                        plain_target,
                        '{{ date_pattern }}(?:年?底|末|之?前|以前|止|完成)',
                        1
                    ),
                    ''
                ),
                nullif(
                    regexp_extract(
                        plain_target,
                        '^((?:19|20)[0-9]{2})[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?前?$',
                        1
                    ),
                    ''
                )
            ) as integer
        ) as deadline_year
    from named_indicators

),

deadline_leads as (

    select
        'deadline_before_year' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        cast(null as varchar) as other_receipt_id,
        cast(null as varchar[]) as further_receipt_ids,
        subject,
        concat(
            '「', subject, '」指标值为“', plain_target, '”，所属年度为',
            cast(fiscal_year as varchar), '年。'
        ) as sentence_zh,
        concat(
            'Indicator "', subject, '": target "', plain_target,
            '" in the fiscal year ', cast(fiscal_year as varchar), '.'
        ) as sentence_en,
        cast(deadline_year as decimal(28, 6)) as measured_value,
        cast(fiscal_year as decimal(28, 6)) as compared_value,
        '年' as value_unit
    from dated_targets
    where deadline_year < fiscal_year

),

united as (

    select * from exceeded_leads
    union all
    select * from unmeasured_leads
    union all
    select * from deadline_leads

)

select * from united

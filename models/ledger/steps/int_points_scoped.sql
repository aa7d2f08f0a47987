{#- Of each span: name, measure, figure, half of its last place. -#}
{%- set compared = {
    'weighed': [
        ('weights', "replace(line, 'total', 'full_mark')", 'weight', 'weight',
         "case when line <> 'total' then line_half_unit else 0 end"),
        ('scores', 'line', 'score', 'score', 'line_half_unit'),
        ('points', "'score'", 'score', 'score', '0'),
        ('points', "'weight'", 'score', 'weight', '0'),
    ],
    'graded': [
        ('grade', "'score'", 'grade', 'score', '0'),
        ('grade', "'nearest_score_of_grade'", 'grade', 'nearest_score', '0'),
    ],
} -%}

with

-- A project's indicators are one set, even where a table goes on in another.
indicators as (

    select
        indicators.document_id,
        indicators.form_id,
        case
            when indicators.project_no is null then indicators.block_no
            else min(indicators.block_no) over (
                partition by
                    indicators.document_id, indicators.form_id, indicators.project_no
            )
        end as block_no,
        coalesce(indicators.project_no, 0) as project_scope,
        'indicator' as line,
        indicators.receipt_id as subject_receipt_id,
        coalesce(indicators.indicator_text, indicators.level2_text) as label_text,
        indicators.weight,
        coalesce(indicators.weight_receipt_id, indicators.receipt_id)
            as weight_receipt_id,
        indicators.score,
        coalesce(indicators.score_receipt_id, indicators.receipt_id)
            as score_receipt_id,
        0.005 as line_half_unit
    from {{ ref('stg_indicators') }} as indicators
    inner join {{ ref('int_documents_ranked') }} as documents using (document_id)
    where documents.is_current

),

-- Points of a project's lines: for the execution of its funds, and in all.
lines as (

    select
        document_id,
        form_id,
        coalesce(project_no, 0) as project_scope,
        case row_key when 'total' then 'execution' else 'total' end as line,
        max(amount) filter (where measure = 'weight') as weight,
        max(receipt_id) filter (where measure = 'weight') as weight_receipt_id,
        max(amount) filter (where measure = 'score') as score,
        max(receipt_id) filter (where measure = 'score') as score_receipt_id,
        max(half_unit) filter (where measure = 'score') as line_half_unit
    from {{ ref('int_figures') }}
    where row_key in ('total', 'score_total') and measure in ('weight', 'score')
    group by all

),

sets as (

    select distinct
        document_id,
        form_id,
        block_no,
        project_scope
    from indicators

),

-- Points are given, not rounded; those computed from a rate are printed to two places.
-- All weights are a hundred, where no line prints their sum.
weighed as (

    select * from indicators

    union all

    select
        sets.*,
        names.line,
        lines.score_receipt_id as subject_receipt_id,
        '预算执行' as label_text,
        coalesce(lines.weight, case when names.line = 'total' then 100 end) as weight,
        lines.weight_receipt_id,
        lines.score,
        lines.score_receipt_id,
        if(names.line = 'total', lines.line_half_unit, 0.005) as line_half_unit
    from sets
    cross join (values ('execution'), ('total')) as names (line)
    left join lines
        on
            sets.document_id = lines.document_id
            and sets.form_id = lines.form_id
            and sets.project_scope = lines.project_scope
            and names.line = lines.line

),

-- The score against the nearest score that earns the printed grade, so that a score
-- inside its band differs by nothing. A grade of other bands says nothing.
graded as (

    select
        projects.document_id,
        projects.form_id,
        projects.block_no,
        coalesce(projects.project_no, 0) as project_scope,
        projects.grade as label_text,
        lines.score,
        lines.score_receipt_id,
        case
            when lines.score < bands.lower_bound then bands.lower_bound
            when lines.score >= bands.upper_bound then bands.upper_bound - 0.01
            else coalesce(lines.score, bands.lower_bound)
        end as nearest_score,
        coalesce(projects.grade_receipt_id, projects.receipt_id)
            as nearest_score_receipt_id
    from {{ ref('stg_projects') }} as projects
    inner join {{ ref('int_documents_ranked') }} as documents using (document_id)
    inner join {{ ref('grade_names') }} as names
        on {{ plain_name('projects.grade') }} = names.printed_name
    inner join {{ ref('grade_bands') }} as bands on names.grade = bands.grade
    left join lines
        on
            projects.document_id = lines.document_id
            and projects.form_id = lines.form_id
            and coalesce(projects.project_no, 0) = lines.project_scope
            and lines.line = 'total'
    where documents.is_current

),

-- Weights and scores are summed over a set, no score is above its weight, and a grade
-- is held to its score.
compared as (

    {%- for source, points in compared.items() %}

        select
            *,
            unnest([
                {%- for span, name, measure, figure, half_unit in points %}
                    {
                        'span': '{{ span }}',
                        'name': {{ name }},
                        'measure': '{{ measure }}',
                        'number': {{ figure }},
                        'half_unit': {{ half_unit }},
                        'receipt_id': {{ figure }}_receipt_id
                    }
                    {%- if not loop.last %},{% endif %}
                {%- endfor %}
            ], max_depth := 2)
        from {{ source }}
        {%- if not loop.last %}

            union all by name
        {%- endif %}
    {%- endfor %}

),

final as (

    select
        document_id,
        form_id,
        block_no,
        span,
        concat(project_scope, '-', if(span = 'points', subject_receipt_id, ''))
            as scope,
        name,
        concat('indicator ', subject_receipt_id) as qualified_name,
        span in ('points', 'grade') or (name = 'indicator' and number is not null)
            as is_subject,
        cast(nullif(project_scope, 0) as varchar) as project_reference,
        case when span in ('points', 'grade') then label_text end as label_text,
        measure,
        number,
        false as is_yuan,
        '分' as unit_text,
        cast(half_unit as decimal(20, 8)) as half_unit,
        receipt_id
    from compared
    where span <> 'points' or (line <> 'total' and weight + score is not null)

)

select * from final

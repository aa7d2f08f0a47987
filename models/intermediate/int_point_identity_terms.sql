with

indicators as (

    select * from {{ ref('stg_indicators') }}

),

figures as (

    select * from {{ ref('int_figures') }}

),

versions as (

    select * from {{ ref('int_document_versions') }}

),

projects as (

    select * from {{ ref('stg_projects') }}

),

grade_names as (

    select * from {{ ref('grade_names') }}

),

grade_bands as (

    select * from {{ ref('grade_bands') }}

),

-- A project's indicators are one set, even where a table goes on in another.
current_indicators as (

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
        indicators.receipt_id,
        coalesce(indicators.indicator_text, indicators.level2_text) as label_text,
        indicators.weight,
        indicators.score,
        coalesce(indicators.weight_receipt_id, indicators.receipt_id)
            as weight_receipt_id,
        coalesce(indicators.score_receipt_id, indicators.receipt_id)
            as score_receipt_id
    from indicators
    left join versions
        on indicators.document_id = versions.document_id
    where versions.is_current

),

-- Points of a project's lines: for the execution of its funds, and in all.
point_lines as (

    select
        document_id,
        form_id,
        coalesce(project_no, 0) as project_scope,
        {%- for line, name in [('total', 'execution'), ('score_total', 'total')] %}
            {%- for measure in ['weight', 'score'] %}
                max(
                    case
                        when
                            row_key = '{{ line }}' and measure = '{{ measure }}'
                            then amount
                    end
                ) as {{ name }}_{{ measure }},
                max(
                    case
                        when row_key = '{{ line }}' and measure = '{{ measure }}'
                            then receipt_id
                    end
                ) as {{ name }}_{{ measure }}_receipt_id,
            {%- endfor %}
        {%- endfor %}
        max(
            case when row_key = 'score_total' and measure = 'score' then half_unit end
        ) as total_score_half_unit
    from figures
    where
        row_key in ('total', 'score_total') and measure in ('weight', 'score')
    group by document_id, form_id, coalesce(project_no, 0)

),

scopes as (

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        count(weight) as weight_count,
        count(score) as score_count
    from current_indicators
    group by document_id, form_id, block_no, project_scope

),

scored as (

    select
        scopes.*,
        point_lines.execution_weight,
        point_lines.execution_weight_receipt_id,
        point_lines.execution_score,
        point_lines.execution_score_receipt_id,
        coalesce(point_lines.total_weight, 100) as full_mark,
        point_lines.total_weight_receipt_id as full_mark_receipt_id,
        point_lines.total_score,
        point_lines.total_score_receipt_id,
        point_lines.total_score_half_unit
    from scopes
    left join point_lines
        on
            scopes.document_id = point_lines.document_id
            and scopes.form_id = point_lines.form_id
            and scopes.project_scope = point_lines.project_scope

),

-- Weights: a hundred, or the printed sum = the indicators' weights + the points for
-- execution. Points are given, not rounded;
-- those computed from a rate are printed to two places.
weight_terms as (

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        901 as identity_no,
        'points' as axis,
        '' as instance,
        cast(null as varchar) as label_text,
        'weight' as measure,
        'left' as side,
        'full_mark' as term,
        full_mark as number,
        full_mark_receipt_id as receipt_id,
        0 as half_unit
    from scored
    where weight_count > 0

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        901 as identity_no,
        'points' as axis,
        '' as instance,
        cast(null as varchar) as label_text,
        'weight' as measure,
        'right' as side,
        concat('indicator ', receipt_id) as term,
        weight as number,
        weight_receipt_id as receipt_id,
        0.005 as half_unit
    from current_indicators

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        901 as identity_no,
        'points' as axis,
        '' as instance,
        cast(null as varchar) as label_text,
        'weight' as measure,
        'right' as side,
        'execution' as term,
        execution_weight as number,
        execution_weight_receipt_id as receipt_id,
        0.005 as half_unit
    from scored
    where weight_count > 0

),

-- Scores: the total score = the indicators' scores + the score for execution.
score_terms as (

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        902 as identity_no,
        'points' as axis,
        '' as instance,
        cast(null as varchar) as label_text,
        'score' as measure,
        'left' as side,
        'total' as term,
        total_score as number,
        total_score_receipt_id as receipt_id,
        total_score_half_unit as half_unit
    from scored
    where score_count > 0

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        902 as identity_no,
        'points' as axis,
        '' as instance,
        cast(null as varchar) as label_text,
        'score' as measure,
        'right' as side,
        concat('indicator ', receipt_id) as term,
        score as number,
        score_receipt_id as receipt_id,
        0.005 as half_unit
    from current_indicators

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        902 as identity_no,
        'points' as axis,
        '' as instance,
        cast(null as varchar) as label_text,
        'score' as measure,
        'right' as side,
        'execution' as term,
        execution_score as number,
        execution_score_receipt_id as receipt_id,
        0.005 as half_unit
    from scored
    where score_count > 0

),

-- Limits: nothing scores more than its weight.
limited as (

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        receipt_id as instance,
        label_text,
        weight,
        weight_receipt_id,
        score,
        score_receipt_id
    from current_indicators

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        execution_score_receipt_id as instance,
        '预算执行' as label_text,
        execution_weight as weight,
        execution_weight_receipt_id as weight_receipt_id,
        execution_score as score,
        execution_score_receipt_id as score_receipt_id
    from scored

),

limit_terms as (

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        903 as identity_no,
        'limit' as axis,
        instance,
        label_text,
        'score' as measure,
        'left' as side,
        'score' as term,
        score as number,
        score_receipt_id as receipt_id,
        0 as half_unit
    from limited
    where score is not null and weight is not null

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        903 as identity_no,
        'limit' as axis,
        instance,
        label_text,
        'score' as measure,
        'right' as side,
        'weight' as term,
        weight as number,
        weight_receipt_id as receipt_id,
        0 as half_unit
    from limited
    where score is not null and weight is not null

),

-- Grades: the score against the nearest score that earns the printed grade, so that
-- a score inside its band differs by nothing. A grade of other bands says nothing.
graded as (

    select
        projects.document_id,
        projects.form_id,
        projects.block_no,
        coalesce(projects.project_no, 0) as project_scope,
        projects.grade,
        coalesce(projects.grade_receipt_id, projects.receipt_id) as grade_receipt_id,
        grade_bands.lower_bound,
        grade_bands.upper_bound,
        point_lines.total_score,
        point_lines.total_score_receipt_id
    from projects
    left join versions
        on projects.document_id = versions.document_id
    left join point_lines
        on
            projects.document_id = point_lines.document_id
            and projects.form_id = point_lines.form_id
            and coalesce(projects.project_no, 0) = point_lines.project_scope
    left join grade_names
        on {{ plain_name('projects.grade') }} = grade_names.printed_name
    left join grade_bands
        on grade_names.grade = grade_bands.grade
    where versions.is_current and grade_bands.grade is not null

),

grade_terms as (

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        904 as identity_no,
        'grade' as axis,
        '' as instance,
        grade as label_text,
        'grade' as measure,
        'left' as side,
        'score' as term,
        total_score as number,
        total_score_receipt_id as receipt_id,
        0 as half_unit
    from graded

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        904 as identity_no,
        'grade' as axis,
        '' as instance,
        grade as label_text,
        'grade' as measure,
        'right' as side,
        'nearest_score_of_grade' as term,
        case
            when total_score < lower_bound then lower_bound
            when total_score >= upper_bound then upper_bound - 0.01
            else coalesce(total_score, lower_bound)
        end as number,
        grade_receipt_id as receipt_id,
        0 as half_unit
    from graded

),

united as (

    select * from weight_terms
    union all
    select * from score_terms
    union all
    select * from limit_terms
    union all
    select * from grade_terms

),

terms as (

    select
        united.document_id,
        united.form_id,
        united.block_no,
        united.identity_no,
        'R15' as identity_id,
        united.axis,
        concat(cast(united.project_scope as varchar), '-', united.instance) as scope,
        case
            when united.project_scope > 0 then cast(united.project_scope as varchar)
        end as project_reference,
        cast(null as varchar) as account_side,
        cast(null as varchar) as code,
        united.label_text,
        united.measure,
        united.side,
        1 as sign,
        united.term,
        false as blank_is_zero,
        united.number,
        false as is_yuan,
        '分' as unit_text,
        cast(united.half_unit as decimal(20, 8)) as half_unit,
        united.receipt_id,
        false as is_column_missing,
        false as is_ambiguous
    from united
    left join scopes
        on
            united.document_id = scopes.document_id
            and united.form_id = scopes.form_id
            and united.block_no = scopes.block_no
            and united.project_scope = scopes.project_scope
    where
        united.identity_no in (903, 904)
        or (united.identity_no = 901 and scopes.weight_count > 0)
        or (united.identity_no = 902 and scopes.score_count > 0)

)

select * from terms

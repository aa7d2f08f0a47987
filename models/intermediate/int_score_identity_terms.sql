with

indicators as (

    select * from {{ ref('int_indicators_levelled') }}

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

current_indicators as (

    select
        indicators.*,
        coalesce(indicators.project_no, 0) as project_scope
    from indicators
    left join versions
        on indicators.document_id = versions.document_id
    where versions.is_current

),

scopes as (

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        min(receipt_id) as receipt_id,
        count(weight) as weight_count,
        count(score) as score_count
    from current_indicators
    group by document_id, form_id, block_no, project_scope

),

total_lines as (

    select
        document_id,
        coalesce(project_no, 0) as project_scope,
        form_id,
        max(case when row_key = 'total' and measure = 'weight' then amount end)
            as execution_weight,
        max(case when row_key = 'total' and measure = 'weight' then receipt_id end)
            as execution_weight_receipt_id,
        max(case when row_key = 'total' and measure = 'score' then amount end)
            as execution_score,
        max(case when row_key = 'total' and measure = 'score' then receipt_id end)
            as execution_score_receipt_id,
        max(case when row_key = 'score_total' and measure = 'weight' then amount end)
            as total_weight,
        max(
            case when row_key = 'score_total' and measure = 'weight' then receipt_id end
        ) as total_weight_receipt_id,
        max(case when row_key = 'score_total' and measure = 'score' then amount end)
            as total_score,
        max(case when row_key = 'score_total' and measure = 'score' then receipt_id end)
            as total_score_receipt_id
    from figures
    where measure in ('weight', 'score')
    group by document_id, coalesce(project_no, 0), form_id

),

project_scores as (

    select
        document_id,
        project_no as project_scope,
        form_id,
        max(total_score) as total_score,
        max(receipt_id) as receipt_id
    from projects
    where total_score is not null
    group by document_id, project_no, form_id

),

-- Weights: the full mark = the indicators' weights + the points for execution.
weight_terms as (

    select
        scopes.document_id,
        scopes.form_id,
        scopes.block_no,
        scopes.project_scope,
        901 as identity_no,
        'points' as axis,
        cast(null as varchar) as label_text,
        'weight' as measure,
        'left' as side,
        'full_mark' as term,
        coalesce(total_lines.total_weight, 100) as number,
        coalesce(total_lines.total_weight_receipt_id, scopes.receipt_id) as receipt_id,
        0 as half_unit
    from scopes
    left join total_lines
        on
            scopes.document_id = total_lines.document_id
            and scopes.project_scope = total_lines.project_scope
            and scopes.form_id = total_lines.form_id
    where scopes.weight_count > 0

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        901 as identity_no,
        'points' as axis,
        cast(null as varchar) as label_text,
        'weight' as measure,
        'right' as side,
        concat('indicator ', receipt_id) as term,
        weight as number,
        receipt_id,
        0.005 as half_unit
    from current_indicators

    union all

    select
        scopes.document_id,
        scopes.form_id,
        scopes.block_no,
        scopes.project_scope,
        901 as identity_no,
        'points' as axis,
        cast(null as varchar) as label_text,
        'weight' as measure,
        'right' as side,
        'execution' as term,
        total_lines.execution_weight as number,
        total_lines.execution_weight_receipt_id as receipt_id,
        0.005 as half_unit
    from scopes
    left join total_lines
        on
            scopes.document_id = total_lines.document_id
            and scopes.project_scope = total_lines.project_scope
            and scopes.form_id = total_lines.form_id
    where scopes.weight_count > 0

),

-- Scores: the total score = the indicators' scores + the score for execution.
score_terms as (

    select
        scopes.document_id,
        scopes.form_id,
        scopes.block_no,
        scopes.project_scope,
        902 as identity_no,
        'points' as axis,
        cast(null as varchar) as label_text,
        'score' as measure,
        'left' as side,
        'total' as term,
        coalesce(total_lines.total_score, project_scores.total_score) as number,
        coalesce(total_lines.total_score_receipt_id, project_scores.receipt_id)
            as receipt_id,
        case
            when
                coalesce(total_lines.total_score, project_scores.total_score)
                = floor(
                    coalesce(total_lines.total_score, project_scores.total_score)
                )
                then 0.5
            else 0.05
        end as half_unit
    from scopes
    left join total_lines
        on
            scopes.document_id = total_lines.document_id
            and scopes.project_scope = total_lines.project_scope
            and scopes.form_id = total_lines.form_id
    left join project_scores
        on
            scopes.document_id = project_scores.document_id
            and scopes.project_scope = project_scores.project_scope
            and scopes.form_id = project_scores.form_id
    where scopes.score_count > 0

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        902 as identity_no,
        'points' as axis,
        cast(null as varchar) as label_text,
        'score' as measure,
        'right' as side,
        concat('indicator ', receipt_id) as term,
        score as number,
        receipt_id,
        0.005 as half_unit
    from current_indicators

    union all

    select
        scopes.document_id,
        scopes.form_id,
        scopes.block_no,
        scopes.project_scope,
        902 as identity_no,
        'points' as axis,
        cast(null as varchar) as label_text,
        'score' as measure,
        'right' as side,
        'execution' as term,
        total_lines.execution_score as number,
        total_lines.execution_score_receipt_id as receipt_id,
        0.005 as half_unit
    from scopes
    left join total_lines
        on
            scopes.document_id = total_lines.document_id
            and scopes.project_scope = total_lines.project_scope
            and scopes.form_id = total_lines.form_id
    where scopes.score_count > 0

),

-- Limits: no indicator scores more than its weight.
limit_terms as (

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        903 as identity_no,
        concat('limit ', receipt_id) as axis,
        indicator_name as label_text,
        'score' as measure,
        'left' as side,
        'score' as term,
        score as number,
        receipt_id,
        0 as half_unit
    from current_indicators
    where score is not null and weight is not null

    union all

    select
        document_id,
        form_id,
        block_no,
        project_scope,
        903 as identity_no,
        concat('limit ', receipt_id) as axis,
        indicator_name as label_text,
        'score' as measure,
        'right' as side,
        'weight' as term,
        weight as number,
        receipt_id,
        0 as half_unit
    from current_indicators
    where score is not null and weight is not null

),

united as (

    select * from weight_terms
    union all
    select * from score_terms
    union all
    select * from limit_terms

),

scoped as (

    select
        united.document_id,
        united.form_id,
        united.block_no,
        united.identity_no,
        'R15' as identity_id,
        case united.identity_no
            when 903 then 'limit'
            else 'points'
        end as axis,
        concat(
            cast(united.project_scope as varchar),
            case when united.identity_no = 903 then concat('-', united.axis) else '' end
        ) as scope,
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
        false as is_column_missing
    from united
    left join scopes
        on
            united.document_id = scopes.document_id
            and united.form_id = scopes.form_id
            and united.block_no = scopes.block_no
            and united.project_scope = scopes.project_scope
    where
        united.identity_no = 903
        or (united.identity_no = 901 and scopes.weight_count > 0)
        or (united.identity_no = 902 and scopes.score_count > 0)

)

select * from scoped

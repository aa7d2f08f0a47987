-- Every amount, count, rate and point that the fact tables state (`stated`, written from
-- the routes), whether it counts or another statement says it first, with the receipt of
-- the cell that says it.
create or replace temp table published as
select
    mart,
    item,
    receipt_id,
    document_id,
    cast(yuan as decimal(38, 2)) as yuan,
    cast(value as decimal(38, 8)) as value
from stated
where
    (yuan is not null or value is not null)
    and coalesce(not_chosen_reason, '') not in ('unreconciled', 'superseded');

-- Records that hold no sum of money: each is in its fact table once.
create or replace temp table records as
with

documents as (

    select
        document_id,
        is_current
    from marts.dim_documents

),

read_records as (

    select
        'fct_indicators' as mart,
        indicators.document_id,
        indicators.form_id,
        indicators.weight_number,
        indicators.score_number,
        substr(indicators.document_id, 1, 16) || '-' || indicators.block_no || '-'
        || indicators.row_no || '-' || indicators.column_no as receipt_id,
        documents.is_current and coalesce(statements.is_current, true) as is_current,
        aside.set_aside_id is not null as is_set_aside,
        weights_aside.set_aside_id is not null as is_weight_aside,
        scores_aside.set_aside_id is not null as is_score_aside
    from raw.indicators as indicators
    left join documents on indicators.document_id = documents.document_id
    left join marts.statement_parts as statements
        on
            indicators.document_id = statements.document_id
            and indicators.form_id = statements.form_id
            and coalesce(indicators.department_text, '') = statements.department_reference
            and statements.printed_year is null
            and coalesce(indicators.project_no, 0) = coalesce(statements.project_no, 0)
    left join marts.figures_set_aside as aside
        on aside.set_aside_id = substr(indicators.document_id, 1, 16) || '-'
            || indicators.block_no || '-' || indicators.row_no || '-'
            || indicators.column_no || '-indicator'
    left join marts.figures_set_aside as weights_aside
        on weights_aside.set_aside_id = substr(indicators.document_id, 1, 16) || '-'
            || indicators.block_no || '-' || indicators.row_no || '-'
            || indicators.weight_column_no || '-weight'
    left join marts.figures_set_aside as scores_aside
        on scores_aside.set_aside_id = substr(indicators.document_id, 1, 16) || '-'
            || indicators.block_no || '-' || indicators.row_no || '-'
            || indicators.score_column_no || '-score'
    union all
    select
        'fct_findings',
        findings.document_id,
        null,
        null,
        null,
        substr(findings.document_id, 1, 16) || '-' || findings.block_no || '-'
        || findings.row_no || '-' || findings.column_no,
        documents.is_current,
        aside.set_aside_id is not null,
        false,
        false
    from raw.findings as findings
    left join documents on findings.document_id = documents.document_id
    left join marts.figures_set_aside as aside
        on aside.set_aside_id = substr(findings.document_id, 1, 16) || '-'
            || findings.block_no || '-' || findings.row_no || '-' || findings.column_no
            || '-finding'

),

published_records as (

    select 'fct_indicators' as mart, receipt_id, weight, score from marts.fct_indicators
    union all
    select 'fct_findings', receipt_id, null, null from marts.fct_findings

),

numbered as (

    select
        mart,
        receipt_id,
        count(*) as published_count,
        sum(weight) as weight,
        sum(score) as score
    from published_records
    group by all

),

sums as (

    select
        mart,
        receipt_id,
        min(document_id) as document_id,
        min(form_id) as form_id,
        bool_or(is_current) as is_current,
        bool_or(is_set_aside) as is_set_aside,
        bool_or(is_weight_aside) as is_weight_aside,
        bool_or(is_score_aside) as is_score_aside,
        count(*) as read_count,
        sum(weight_number) as weight,
        sum(score_number) as score
    from read_records
    group by all

)

select
    coalesce(sums.mart, numbered.mart) as mart,
    sums.document_id,
    sums.form_id,
    coalesce(sums.is_current, false) as is_current,
    coalesce(sums.is_set_aside, false) as is_set_aside,
    coalesce(sums.is_weight_aside, false) as is_weight_aside,
    coalesce(sums.is_score_aside, false) as is_score_aside,
    coalesce(sums.read_count, 0) as read_count,
    coalesce(numbered.published_count, 0) as published_count,
    coalesce(sums.weight, 0) as weight,
    coalesce(numbered.weight, 0) as published_weight,
    coalesce(sums.score, 0) as score,
    coalesce(numbered.score, 0) as published_score
from sums
full join numbered on sums.mart = numbered.mart and sums.receipt_id = numbered.receipt_id;

with

form_terms as (

    select * from {{ ref('int_form_identity_terms') }}

),

cross_form_terms as (

    select * from {{ ref('int_cross_form_identity_terms') }}

),

score_terms as (

    select * from {{ ref('int_score_identity_terms') }}

),

departments as (

    select * from {{ ref('int_departments_resolved') }}

),

documents as (

    select * from {{ ref('stg_documents') }}

),

terms as (

    select * from form_terms
    union all
    select * from cross_form_terms
    union all
    select * from score_terms

),

sides as (

    select
        document_id,
        identity_no,
        identity_id,
        axis,
        scope,
        case when axis = 'forms' then 0 else block_no end as block_scope,
        min(case when side = 'left' then form_id end) as left_form_id,
        min(form_id) as any_form_id,
        min(case when side = 'left' then block_no end) as left_block_no,
        min(block_no) as any_block_no,
        max(code) as code,
        max(label_text) as label_text,
        max(measure) as measure,
        min(case when blank_is_zero then 1 else 0 end) = 1 as is_blank_zero,
        max(case when is_column_missing then 1 else 0 end) = 1 as is_column_missing,
        max(case when side = 'left' and not is_column_missing then 1 else 0 end) = 1
            as has_left_column,
        max(case when side = 'right' and not is_column_missing then 1 else 0 end) = 1
            as has_right_column,
        sum(case when number is not null then 1 else 0 end) as figure_count,
        sum(case when side = 'left' and number is not null then 1 else 0 end)
            as left_count,
        sum(case when side = 'right' and number is not null then 1 else 0 end)
            as right_count,
        sum(case when side = 'right' and number is null then 1 else 0 end)
            as missing_right_count,
        sum(case when side = 'left' then sign * number end) as left_number,
        sum(case when side = 'right' then sign * number end) as right_number,
        min(case when number is null or is_yuan then 1 else 0 end) = 1 as is_yuan,
        max(case when number is not null then unit_text end) as unit_text,
        sum(case when number is not null then half_unit end) as tolerance,
        min(case when side = 'left' then receipt_id end) as left_receipt_id,
        min(case when side = 'right' then receipt_id end) as right_receipt_id
    from terms
    group by
        document_id,
        identity_no,
        identity_id,
        axis,
        scope,
        case when axis = 'forms' then 0 else block_no end

),

-- A side of which the table prints no column makes the identity none of the form's.
applicable as (

    select
        *,
        left_number - coalesce(right_number, 0) as difference
    from sides
    where figure_count > 0 and has_left_column and has_right_column

),

judged as (

    select
        *,
        case
            when is_column_missing then 'insufficient'
            when left_count = 0 then 'insufficient'
            when right_count = 0 and left_number <> 0 then 'insufficient'
            when axis = 'ratio' and right_count = 0 then 'insufficient'
            when axis = 'limit' and difference <= 0 then 'holds'
            when axis = 'limit' then 'broken'
            when axis = 'ratio' and abs(difference) <= tolerance then 'holds'
            when axis = 'ratio' and abs(difference) <= 2 * tolerance then 'rounding'
            when difference = 0 then 'holds'
            when abs(difference) <= tolerance then 'rounding'
            when missing_right_count > 0 and not is_blank_zero then 'insufficient'
            else 'broken'
        end as status
    from applicable

),

final as (

    select
        {{ key_of([
            'judged.document_id',
            'judged.identity_id',
            'judged.identity_no',
            'judged.axis',
            'judged.left_form_id',
            'judged.block_scope',
            'judged.scope'
        ]) }} as reconciliation_id,
        judged.document_id,
        coalesce(judged.left_receipt_id, judged.right_receipt_id) as receipt_id,
        departments.department_key,
        departments.region_code,
        documents.fiscal_year,
        judged.identity_id,
        judged.axis,
        concat(
            coalesce(judged.left_form_id, judged.any_form_id),
            case when judged.label_text is null then '' else ': ' end,
            coalesce(judged.label_text, ''),
            case when judged.measure is null then '' else ' / ' end,
            coalesce(judged.measure, '')
        ) as subject,
        coalesce(judged.left_form_id, judged.any_form_id) as form_id,
        coalesce(judged.left_block_no, judged.any_block_no) as block_no,
        judged.code,
        judged.measure,
        cast(case when judged.is_yuan then judged.left_number end as decimal(20, 2))
            as left_yuan,
        cast(case when judged.is_yuan then judged.right_number end as decimal(20, 2))
            as right_yuan,
        cast(case when judged.is_yuan then judged.difference end as decimal(20, 2))
            as difference_yuan,
        cast(case when judged.is_yuan then judged.tolerance end as decimal(20, 6))
            as tolerance_yuan,
        cast(
            case when not judged.is_yuan then judged.left_number end as decimal(28, 8)
        ) as left_value,
        cast(
            case when not judged.is_yuan then judged.right_number end as decimal(28, 8)
        ) as right_value,
        case when judged.is_yuan then '元' else judged.unit_text end as unit_text,
        judged.left_receipt_id,
        judged.right_receipt_id,
        judged.status
    from judged
    left join documents
        on judged.document_id = documents.document_id
    left join departments
        on
            judged.document_id = departments.document_id
            and departments.department_reference = ''

)

select * from final

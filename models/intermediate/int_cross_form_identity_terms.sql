with

figures as (

    select * from {{ ref('int_figures') }}

),

identities as (

    select * from {{ ref('cross_form_identities') }}

),

matched as (

    select
        figures.document_id,
        figures.phase,
        figures.form_id,
        figures.block_no,
        identities.identity_no,
        identities.identity_id,
        identities.subject,
        identities.grouped_by,
        identities.side,
        identities.sign,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        case identities.grouped_by
            when 'class' then figures.function_class_code
            when 'line' then figures.line_code
            when 'item' then figures.code
            else ''
        end as group_value,
        concat(
            identities.row_key,
            '-', coalesce(identities.line_code, ''),
            '-', coalesce(identities.code, '')
        ) as term
    from identities
    left join figures
        on
            identities.account_id = figures.account_id
            and identities.row_key = figures.row_key
            and identities.measure = figures.measure
            and coalesce(identities.account_side, '') = coalesce(figures.side, '')
            and (
                identities.line_code is null
                or identities.line_code = figures.line_code
            )
            and (identities.code is null or identities.code = figures.code)

),

grouped as (

    select * from matched
    where document_id is not null and group_value is not null

),

-- Both sides must be printed, each in one table only: two departments in one document
-- are never set against each other.
comparable as (

    select
        document_id,
        phase,
        identity_no,
        group_value
    from grouped
    group by document_id, phase, identity_no, group_value
    having
        count(distinct side) = 2
        and count(distinct concat(form_id, '-', cast(block_no as varchar)))
        = count(distinct form_id)

),

terms as (

    select
        grouped.document_id,
        grouped.form_id,
        grouped.block_no,
        grouped.identity_no,
        grouped.identity_id,
        'forms' as axis,
        concat(coalesce(grouped.phase, ''), '-', grouped.group_value) as scope,
        case when grouped.grouped_by <> 'line' then nullif(grouped.group_value, '') end
            as code,
        concat(
            grouped.subject,
            case when grouped.group_value = '' then '' else ' ' end,
            grouped.group_value
        ) as label_text,
        cast(null as varchar) as measure,
        grouped.side,
        grouped.sign,
        grouped.term,
        true as blank_is_zero,
        grouped.number,
        grouped.is_yuan,
        grouped.unit_text,
        grouped.half_unit,
        grouped.receipt_id,
        false as is_column_missing
    from grouped
    left join comparable
        on
            grouped.document_id = comparable.document_id
            and coalesce(grouped.phase, '') = coalesce(comparable.phase, '')
            and grouped.identity_no = comparable.identity_no
            and grouped.group_value = comparable.group_value
    where comparable.document_id is not null

)

select * from terms

with

figures as (

    select * from {{ ref('int_figures') }}
    where {{ is_summable('unit_text') }}

),

identities as (

    select * from {{ ref('stg_identities') }}
    where axis = 'columns'

),

table_columns as (

    select distinct
        document_id,
        block_no,
        measure
    from {{ ref('stg_table_columns') }}

),

-- Both sides of an account stand in one row, and are two lines.
printed_rows as (

    select
        document_id,
        form_id,
        block_no,
        row_no,
        side as account_side,
        max(project_reference) as project_reference,
        max(code) as code,
        max(coalesce(label_text, row_key)) as label_text
    from figures
    group by document_id, form_id, block_no, row_no, side

),

terms as (

    select
        printed_rows.document_id,
        printed_rows.form_id,
        printed_rows.block_no,
        identities.identity_no,
        identities.identity_id,
        'columns' as axis,
        concat(
            cast(printed_rows.row_no as varchar),
            case when printed_rows.account_side is null then '' else ' ' end,
            coalesce(printed_rows.account_side, '')
        ) as scope,
        printed_rows.project_reference,
        printed_rows.account_side,
        printed_rows.code,
        printed_rows.label_text,
        cast(null as varchar) as measure,
        identities.side,
        identities.sign,
        identities.term,
        identities.blank_is_zero,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        table_columns.measure is null as is_column_missing,
        false as is_ambiguous
    from printed_rows
    left join identities
        on printed_rows.form_id = identities.form_id
    left join figures
        on
            printed_rows.document_id = figures.document_id
            and printed_rows.block_no = figures.block_no
            and printed_rows.row_no = figures.row_no
            and coalesce(printed_rows.account_side, '') = coalesce(figures.side, '')
            and (
                identities.term = figures.measure
                or identities.term = concat(figures.row_key, '.', figures.measure)
            )
    left join table_columns
        on
            printed_rows.document_id = table_columns.document_id
            and printed_rows.block_no = table_columns.block_no
            and identities.term = table_columns.measure
    where
        identities.identity_id is not null
        and (table_columns.measure is not null or not identities.is_optional)

)

select * from terms

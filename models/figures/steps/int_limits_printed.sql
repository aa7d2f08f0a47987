with

figures as (select * from {{ ref('int_figures') }}),

table_columns as (

    select distinct
        document_id,
        block_no,
        measure
    from {{ ref('stg_table_columns') }}

),

untaken_rows as (

    select distinct
        document_id,
        block_no,
        row_no
    from {{ ref('stg_untaken') }}

),

limits as (

    select * from {{ ref('cross_form_identities') }}
    where relation = 'at_most' and side = 'right'

),

-- A figure beside its column may be any of the row's: a row of such says no zero.
printed_rows as (

    select
        document_id,
        form_id,
        account_id,
        phase,
        block_no,
        row_no,
        row_key,
        code,
        max(unit_text) as unit_text,
        max(half_unit) as half_unit,
        bool_and(is_yuan) as is_yuan,
        coalesce(
            bool_or(reading = 'unreconciled' and not coalesce(is_refuted, false)),
            false
        ) as is_place_unproved
    from figures
    where code is not null
    group by all

),

-- Where the column is printed and the row's cell is blank, nothing of it was spent.
final as (

    select
        printed_rows.document_id,
        printed_rows.phase,
        limits.identity_no,
        limits.measure,
        printed_rows.code,
        printed_rows.form_id,
        printed_rows.block_no,
        printed_rows.row_no,
        coalesce(figures.number, 0) as number,
        printed_rows.is_yuan,
        printed_rows.unit_text,
        printed_rows.half_unit,
        figures.receipt_id
    from printed_rows
    inner join limits
        on
            printed_rows.account_id = limits.account_id
            and printed_rows.row_key = limits.row_key
            and (limits.phase is null or printed_rows.phase = limits.phase)
    inner join table_columns
        on
            printed_rows.document_id = table_columns.document_id
            and printed_rows.block_no = table_columns.block_no
            and limits.measure = table_columns.measure
    left join figures
        on
            printed_rows.document_id = figures.document_id
            and printed_rows.block_no = figures.block_no
            and printed_rows.row_no = figures.row_no
            and printed_rows.code = figures.code
            and limits.measure = figures.measure
    left join untaken_rows
        on
            printed_rows.document_id = untaken_rows.document_id
            and printed_rows.block_no = untaken_rows.block_no
            and printed_rows.row_no = untaken_rows.row_no
    where
        figures.receipt_id is not null
        or (not printed_rows.is_place_unproved and untaken_rows.row_no is null)

)

select * from final

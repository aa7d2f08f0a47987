with

terms as (select * from {{ ref('int_identity_terms') }}),

figures as (select * from {{ ref('int_figures') }}),

untaken as (select * from {{ ref('stg_untaken') }}),

-- Along a row: what stands in it, in a column of the identity or in one nobody knows.
row_spans as (

    select distinct
        terms.reconciliation_id,
        terms.document_id,
        terms.block_no,
        terms.account_side,
        figures.row_no
    from terms
    inner join figures using (receipt_id)
    where terms.axis in ('columns', 'ratio')

),

measures as (

    select distinct
        terms.reconciliation_id,
        coalesce(figures.measure, terms.term) as measure
    from terms
    left join figures using (receipt_id)
    where terms.axis in ('columns', 'ratio')

),

of_rows as (

    select
        row_spans.reconciliation_id,
        untaken.untaken_id,
        coalesce(untaken.reason_code, '') <> 'unknown_column' as is_certain
    from row_spans
    inner join untaken
        on
            row_spans.document_id = untaken.document_id
            and row_spans.block_no = untaken.block_no
            and (
                row_spans.row_no = untaken.row_no
                or untaken.reason_code = 'unknown_column'
            )
            and coalesce(row_spans.account_side, untaken.side, '')
            = coalesce(untaken.side, row_spans.account_side, '')
    left join measures
        on
            row_spans.reconciliation_id = measures.reconciliation_id
            and untaken.measure = measures.measure
    where untaken.measure is null or measures.measure is not null

),

-- Down a column: the lines and codes that a sum adds up.
column_spans as (

    select distinct
        reconciliation_id,
        document_id,
        block_no,
        axis,
        measure,
        code,
        account_side
    from terms
    where axis in ('rows', 'tree')

),

lines as (

    select distinct
        reconciliation_id,
        term
    from terms
    where axis = 'rows'

),

printed_codes as (

    select distinct
        document_id,
        block_no,
        code
    from figures
    where code is not null

),

-- The nearest printed code above a figure's own.
placed as (

    select
        untaken.untaken_id,
        untaken.document_id,
        untaken.block_no,
        untaken.side,
        untaken.row_key,
        untaken.code,
        untaken.measure,
        max(printed_codes.code) as parent_code
    from untaken
    left join printed_codes
        on
            untaken.document_id = printed_codes.document_id
            and untaken.block_no = printed_codes.block_no
            and length(untaken.code) > length(printed_codes.code)
            and printed_codes.code
            = substr(untaken.code, 1, length(printed_codes.code))
    group by all

),

of_columns as (

    select
        column_spans.reconciliation_id,
        placed.untaken_id,
        placed.measure is not null
        and case column_spans.axis
            when 'rows' then lines.term is not null
            else placed.code is not null or placed.row_key = 'total'
        end as is_certain
    from column_spans
    inner join placed
        on
            column_spans.document_id = placed.document_id
            and column_spans.block_no = placed.block_no
            and column_spans.measure
            = coalesce(placed.measure, column_spans.measure)
            and coalesce(column_spans.account_side, placed.side, '')
            = coalesce(placed.side, column_spans.account_side, '')
    left join lines
        on
            column_spans.reconciliation_id = lines.reconciliation_id
            and (
                placed.row_key = lines.term
                or concat(placed.side, '.', placed.row_key) = lines.term
            )
    where
        case
            when column_spans.axis = 'rows'
                then placed.row_key is null or lines.term is not null
            when placed.code is not null
                then
                    placed.code = column_spans.code
                    or placed.parent_code is not distinct from column_spans.code
            when placed.row_key = 'total' then column_spans.code is null
            else placed.row_key is null
        end

),

united as (

    select * from of_rows
    union all
    select * from of_columns

)

select * from united

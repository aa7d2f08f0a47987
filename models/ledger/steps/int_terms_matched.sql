with

-- A table without a total row: its topmost codes are its total.
lines as (

    select
        *,
        row_key in ('class', 'section', 'item')
        and classification in ('function', 'economic')
        and code is not null
        and parent_code is null
        and not bool_or(row_key = 'total')
            over (partition by document_id, account_id, phase) as is_part_of_total
    from {{ ref('int_figures') }}

),

terms as (

    select
        *,
        coalesce(relation = 'at_most', false) as is_limit,
        {{ term_between_tables() }} as term
    from {{ ref('cross_form_identities') }}

),

tables as (

    select distinct
        document_id,
        block_no,
        account_id
    from lines
    where side is null

),

-- A column is printed where it holds a figure or, in tables of one side, its header
-- stands.
printed_columns as (

    select
        document_id,
        account_id,
        side as account_side,
        measure
    from lines

    union

    select
        tables.document_id,
        tables.account_id,
        null as account_side,
        table_columns.measure
    from tables
    inner join {{ ref('stg_table_columns') }} as table_columns
        using (document_id, block_no)

),

-- Which terms a document could have figures for: its own, or the year's before.
placed_terms as (

    select
        terms.identity_no,
        terms.grouped_by,
        terms.is_limit,
        terms.account_id,
        terms.account_side,
        terms.row_key,
        terms.line_code,
        terms.code,
        terms.measure,
        terms.side,
        terms.sign,
        terms.term,
        statements.document_id,
        statements.source_document_id,
        statements.phase,
        bool_or(terms.side = 'left' and printed_columns.measure is not null)
            over identity as has_left_column,
        bool_or(terms.side = 'right') over identity as has_right_table,
        bool_or(terms.side = 'right' and printed_columns.measure is not null)
            over identity as has_right_column
    from terms
    inner join {{ ref('int_statements_paired') }} as statements
        on
            terms.account_id = statements.account_id
            and terms.years_before = statements.years_before
            and (terms.phase is null or terms.phase = statements.phase)
    left join printed_columns
        on
            statements.source_document_id = printed_columns.document_id
            and terms.account_id = printed_columns.account_id
            and terms.account_side is not distinct from printed_columns.account_side
            and terms.measure = printed_columns.measure
    window identity as (
        partition by statements.document_id, statements.phase, terms.identity_no
    )

),

matched as (

    select
        placed_terms.*,
        case placed_terms.grouped_by
            when 'class' then lines.function_class_code
            when 'line' then lines.line_code
            when 'item' then lines.code
            else ''
        end as group_value,
        lines.project_no,
        lines.form_id,
        lines.block_no,
        lines.number,
        lines.is_yuan,
        lines.unit_text,
        lines.half_unit,
        lines.receipt_id
    from placed_terms
    inner join lines
        on
            placed_terms.source_document_id = lines.document_id
            and placed_terms.account_id = lines.account_id
            and placed_terms.phase is not distinct from lines.phase
            and placed_terms.account_side is not distinct from lines.side
            and placed_terms.measure = lines.measure
            and (
                placed_terms.row_key = lines.row_key
                or (placed_terms.row_key = 'total' and lines.is_part_of_total)
            )
            and (
                placed_terms.line_code is null
                or placed_terms.line_code = lines.line_code
            )
            and (placed_terms.code is null or placed_terms.code = lines.code)
    where not (placed_terms.is_limit and placed_terms.side = 'right')

    union all by name

    select
        placed_terms.*,
        limits.code as group_value,
        limits.form_id,
        limits.block_no,
        limits.number,
        limits.is_yuan,
        limits.unit_text,
        limits.half_unit,
        limits.receipt_id
    from placed_terms
    inner join {{ ref('int_limits_printed') }} as limits
        on
            placed_terms.source_document_id = limits.document_id
            and placed_terms.identity_no = limits.identity_no
            and placed_terms.phase is not distinct from limits.phase
    where placed_terms.is_limit and placed_terms.side = 'right'

),

final as (

    select
        document_id,
        phase,
        identity_no,
        account_id,
        side,
        sign,
        term,
        group_value,
        has_left_column,
        has_right_table,
        has_right_column,
        project_no,
        form_id,
        block_no,
        number,
        is_yuan,
        unit_text,
        half_unit,
        receipt_id
    from matched

)

select * from final

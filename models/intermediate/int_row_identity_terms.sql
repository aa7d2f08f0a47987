with

figures as (

    select * from {{ ref('int_figures') }}
    where
        {{ is_summable('unit_text') }}
        -- what an item changed by, and what it was, is no sum of its parts
        and coalesce(measure, '') not in ('change', 'last_year')

),

identities as (

    select
        *,
        split_part(term, '.', 1) as term_side,
        split_part(term, '.', 2) as term_row_key
    from {{ ref('stg_identities') }}
    where axis = 'rows'

),

-- Both sides of an account in one equation: their measures bear different names.
crossing_identities as (

    select
        form_id,
        identity_no
    from identities
    where term_row_key <> ''
    group by form_id, identity_no
    having count(distinct term_side) > 1

),

row_identities as (

    select
        identities.*,
        crossing_identities.identity_no is not null as is_crossing
    from identities
    left join crossing_identities
        on
            identities.form_id = crossing_identities.form_id
            and identities.identity_no = crossing_identities.identity_no

),

-- The total of the spending side stands against the one amount of the income side.
row_figures as (

    select
        *,
        measure as ledger_measure,
        false as is_for_crossing
    from figures

    union all

    select
        *,
        'amount' as ledger_measure,
        true as is_for_crossing
    from figures
    where side = 'expenditure' and measure = 'total'

),

-- An identity is about a line that the table prints: a form may go without its total.
printed_left_sides as (

    select
        figures.document_id,
        figures.block_no,
        row_identities.form_id,
        row_identities.identity_no,
        max(figures.label_text) as label_text,
        max(figures.side) as account_side
    from row_identities
    left join row_figures as figures
        on
            row_identities.form_id = figures.form_id
            and (
                row_identities.term = figures.row_key
                or row_identities.term = concat(figures.side, '.', figures.row_key)
            )
    where row_identities.side = 'left' and figures.document_id is not null
    group by
        figures.document_id,
        figures.block_no,
        row_identities.form_id,
        row_identities.identity_no

),

row_scopes as (

    select
        document_id,
        form_id,
        block_no,
        coalesce(project_no, 0) as project_scope,
        max(project_reference) as project_reference,
        ledger_measure
    from row_figures
    where not is_for_crossing
    group by
        document_id, form_id, block_no, coalesce(project_no, 0), ledger_measure

),

-- A line that is printed and blank is nothing; one that is not there may be anything.
printed_lines as (

    select
        document_id,
        block_no,
        coalesce(project_no, 0) as project_scope,
        row_key
    from figures

    union

    select
        document_id,
        block_no,
        coalesce(project_no, 0) as project_scope,
        row_key
    from {{ ref('stg_blank_lines') }}

),

terms as (

    select
        row_scopes.document_id,
        row_scopes.form_id,
        row_scopes.block_no,
        row_identities.identity_no,
        row_identities.identity_id,
        'rows' as axis,
        concat(
            cast(row_scopes.project_scope as varchar), '-', row_scopes.ledger_measure
        ) as scope,
        row_scopes.project_reference,
        printed_left_sides.account_side,
        cast(null as varchar) as code,
        printed_left_sides.label_text,
        row_scopes.ledger_measure as measure,
        row_identities.side,
        row_identities.sign,
        row_identities.term,
        row_identities.blank_is_zero
        or printed_lines.row_key is not null as blank_is_zero,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        false as is_column_missing,
        false as is_ambiguous
    from row_scopes
    left join row_identities
        on row_scopes.form_id = row_identities.form_id
    left join printed_left_sides
        on
            row_scopes.document_id = printed_left_sides.document_id
            and row_scopes.block_no = printed_left_sides.block_no
            and row_identities.identity_no = printed_left_sides.identity_no
    left join row_figures as figures
        on
            row_scopes.document_id = figures.document_id
            and row_scopes.block_no = figures.block_no
            and row_scopes.project_scope = coalesce(figures.project_no, 0)
            and row_scopes.ledger_measure = figures.ledger_measure
            and (row_identities.is_crossing or not figures.is_for_crossing)
            and (
                row_identities.term = figures.row_key
                or row_identities.term = concat(figures.side, '.', figures.row_key)
            )
    left join printed_lines
        on
            row_scopes.document_id = printed_lines.document_id
            and row_scopes.block_no = printed_lines.block_no
            and row_scopes.project_scope = printed_lines.project_scope
            and row_identities.term = printed_lines.row_key
    where
        row_identities.identity_id is not null
        and printed_left_sides.identity_no is not null
        and (printed_lines.row_key is not null or not row_identities.is_optional)
        and (not row_identities.is_crossing or row_scopes.ledger_measure = 'amount')

)

select * from terms

with

figures as (

    select * from {{ ref('int_figures') }}

),

identities as (

    select
        identities.*,
        split_part(identities.term, '.', 1) as term_side,
        split_part(identities.term, '.', 2) as term_row_key
    from {{ ref('stg_identities') }} as identities

),

table_columns as (

    select distinct
        document_id,
        block_no,
        measure
    from {{ ref('stg_table_columns') }}

),

-- Rates and points add up by other rules than money and counts do.
summable_figures as (

    select * from figures
    where
        (unit_text is null or unit_text not in ('%', '分'))

),

-- columns: in each row, between its columns ---------------------------------

printed_rows as (

    select
        document_id,
        form_id,
        block_no,
        row_no,
        max(code) as code,
        max(coalesce(label_text, row_key)) as label_text
    from summable_figures
    group by document_id, form_id, block_no, row_no

),

column_terms as (

    select
        printed_rows.document_id,
        printed_rows.form_id,
        printed_rows.block_no,
        identities.identity_no,
        identities.identity_id,
        'columns' as axis,
        cast(printed_rows.row_no as varchar) as scope,
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
        table_columns.measure is null as is_column_missing
    from printed_rows
    left join identities
        on
            printed_rows.form_id = identities.form_id
            and identities.axis = 'columns'
    left join summable_figures as figures
        on
            printed_rows.document_id = figures.document_id
            and printed_rows.block_no = figures.block_no
            and printed_rows.row_no = figures.row_no
            and (
                identities.term = figures.measure
                or identities.term = concat(figures.row_key, '.', figures.measure)
            )
    left join table_columns
        on
            printed_rows.document_id = table_columns.document_id
            and printed_rows.block_no = table_columns.block_no
            and identities.term = table_columns.measure
    where identities.identity_id is not null

),

-- rows: in each column, between its rows -------------------------------------

crossing_identities as (

    select
        form_id,
        identity_no
    from identities
    where axis = 'rows' and term_row_key <> ''
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
    where identities.axis = 'rows'

),

-- The total of the spending side stands against the one amount of the income side.
row_figures as (

    select
        *,
        measure as ledger_measure,
        false as is_for_crossing
    from summable_figures

    union all

    select
        *,
        'amount' as ledger_measure,
        true as is_for_crossing
    from summable_figures
    where side = 'expenditure' and measure = 'total'

),

-- An identity is about a line that the table prints: a form may go without its total.
printed_left_sides as (

    select distinct
        figures.document_id,
        figures.block_no,
        row_identities.form_id,
        row_identities.identity_no
    from row_identities
    left join row_figures as figures
        on
            row_identities.form_id = figures.form_id
            and (
                row_identities.term = figures.row_key
                or row_identities.term = concat(figures.side, '.', figures.row_key)
            )
    where row_identities.side = 'left' and figures.document_id is not null

),

row_scopes as (

    select
        document_id,
        form_id,
        block_no,
        coalesce(project_no, 0) as project_scope,
        ledger_measure
    from row_figures
    where not is_for_crossing
    group by
        document_id, form_id, block_no, coalesce(project_no, 0), ledger_measure

),

row_terms as (

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
        cast(null as varchar) as code,
        cast(null as varchar) as label_text,
        row_scopes.ledger_measure as measure,
        row_identities.side,
        row_identities.sign,
        row_identities.term,
        row_identities.blank_is_zero,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        false as is_column_missing
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
    where
        row_identities.identity_id is not null
        and printed_left_sides.identity_no is not null
        and (not row_identities.is_crossing or row_scopes.ledger_measure = 'amount')

),

-- tree: each code over the codes below it, and the total over the classes ----

tree_identities as (

    select
        form_id,
        identity_no,
        identity_id,
        max(case when blank_is_zero then 1 else 0 end) = 1 as blank_is_zero,
        max(case when side = 'left' then term end) as parent_term
    from identities
    where axis = 'tree'
    group by form_id, identity_no, identity_id

),

tree_candidates as (

    select
        figures.*,
        case
            when tree_identities.parent_term = 'parent' then figures.parent_code
            else tree_identities.parent_term
        end as above,
        case
            when tree_identities.parent_term = 'parent' then figures.parent_code
        end as above_code,
        tree_identities.identity_no,
        tree_identities.identity_id,
        tree_identities.blank_is_zero
    from summable_figures as figures
    left join tree_identities
        on figures.form_id = tree_identities.form_id
    where
        figures.code is not null
        and case
            when tree_identities.parent_term = 'parent'
                then figures.parent_code is not null
            when tree_identities.parent_term is not null
                then figures.parent_code is null
        end

),

total_lines as (

    select distinct
        document_id,
        block_no,
        row_key
    from summable_figures
    where code is null

),

-- A table without a total line owes no total.
tree_children as (

    select tree_candidates.*
    from tree_candidates
    left join total_lines
        on
            tree_candidates.document_id = total_lines.document_id
            and tree_candidates.block_no = total_lines.block_no
            and tree_candidates.above = total_lines.row_key
    where
        tree_candidates.above_code is not null
        or total_lines.row_key is not null

),

tree_scopes as (

    select distinct
        document_id,
        form_id,
        block_no,
        identity_no,
        identity_id,
        blank_is_zero,
        department_key,
        above,
        above_code,
        measure
    from tree_children

),

tree_parents as (

    select
        tree_scopes.*,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        figures.label_text
    from tree_scopes
    left join summable_figures as figures
        on
            tree_scopes.document_id = figures.document_id
            and tree_scopes.block_no = figures.block_no
            and tree_scopes.measure = figures.measure
            and tree_scopes.above = coalesce(figures.code, figures.row_key)

),

tree_terms as (

    select
        document_id,
        form_id,
        block_no,
        identity_no,
        identity_id,
        'tree' as axis,
        concat(coalesce(department_key, ''), '-', above, '-', measure) as scope,
        above_code as code,
        label_text,
        measure,
        'left' as side,
        1 as sign,
        'above' as term,
        blank_is_zero,
        number,
        is_yuan,
        unit_text,
        half_unit,
        receipt_id,
        false as is_column_missing
    from tree_parents

    union all

    select
        document_id,
        form_id,
        block_no,
        identity_no,
        identity_id,
        'tree' as axis,
        concat(coalesce(department_key, ''), '-', above, '-', measure) as scope,
        above_code as code,
        cast(null as varchar) as label_text,
        measure,
        'right' as side,
        1 as sign,
        'below' as term,
        blank_is_zero,
        number,
        is_yuan,
        unit_text,
        half_unit,
        receipt_id,
        false as is_column_missing
    from tree_children

),

-- ratio: a printed rate against the figures of its line ----------------------

ratio_lines as (

    select
        document_id,
        form_id,
        block_no,
        case
            when project_no is null then concat('row ', cast(row_no as varchar))
            else concat('project ', cast(project_no as varchar), ' ', row_key)
        end as scope,
        measure,
        label_text,
        amount,
        amount_yuan,
        rate,
        decimals,
        receipt_id
    from figures

),

ratio_equations as (

    select
        form_id,
        identity_no,
        identity_id,
        max(case when side = 'left' then term end) as rate_measure,
        max(case when side = 'numerator' then term end) as numerator_measure,
        max(case when side = 'denominator' then term end) as denominator_measure
    from identities
    where axis = 'ratio'
    group by form_id, identity_no, identity_id

),

ratio_candidates as (

    select
        rates.document_id,
        rates.form_id,
        rates.block_no,
        rates.scope,
        rates.label_text,
        rates.receipt_id,
        rates.rate,
        rates.decimals,
        ratio_equations.identity_no,
        ratio_equations.identity_id,
        ratio_equations.rate_measure,
        denominators.receipt_id as denominator_receipt_id,
        cast(
            cast(coalesce(numerators.amount_yuan, numerators.amount) as double)
            / nullif(
                cast(
                    coalesce(denominators.amount_yuan, denominators.amount) as double
                ),
                0
            ) as decimal(28, 8)
        ) as recomputed_rate
    from ratio_equations
    left join ratio_lines as rates
        on
            ratio_equations.form_id = rates.form_id
            and ratio_equations.rate_measure = rates.measure
    left join ratio_lines as numerators
        on
            rates.document_id = numerators.document_id
            and rates.block_no = numerators.block_no
            and rates.scope = numerators.scope
            and ratio_equations.numerator_measure = numerators.measure
    left join ratio_lines as denominators
        on
            rates.document_id = denominators.document_id
            and rates.block_no = denominators.block_no
            and rates.scope = denominators.scope
            and ratio_equations.denominator_measure = denominators.measure
    where rates.rate is not null

),

-- Equations under one id are alternatives: the first whose figures are all there.
ratio_choices as (

    select
        *,
        row_number() over (
            partition by document_id, form_id, block_no, scope, identity_id, receipt_id
            order by
                case when recomputed_rate is null then 1 else 0 end,
                identity_no
        ) as choice
    from ratio_candidates

),

ratio_terms as (

    select
        document_id,
        form_id,
        block_no,
        identity_no,
        identity_id,
        'ratio' as axis,
        scope,
        cast(null as varchar) as code,
        label_text,
        rate_measure as measure,
        'left' as side,
        1 as sign,
        'printed' as term,
        false as blank_is_zero,
        rate as number,
        false as is_yuan,
        'fraction' as unit_text,
        cast({{ half_unit('decimals') }} * 0.01 as decimal(20, 8)) as half_unit,
        receipt_id,
        false as is_column_missing
    from ratio_choices
    where choice = 1

    union all

    select
        document_id,
        form_id,
        block_no,
        identity_no,
        identity_id,
        'ratio' as axis,
        scope,
        cast(null as varchar) as code,
        label_text,
        rate_measure as measure,
        'right' as side,
        1 as sign,
        'recomputed' as term,
        false as blank_is_zero,
        recomputed_rate as number,
        false as is_yuan,
        'fraction' as unit_text,
        cast(0 as decimal(20, 8)) as half_unit,
        denominator_receipt_id as receipt_id,
        false as is_column_missing
    from ratio_choices
    where choice = 1

),

united as (

    select * from column_terms
    union all
    select * from row_terms
    union all
    select * from tree_terms
    union all
    select * from ratio_terms

)

select * from united

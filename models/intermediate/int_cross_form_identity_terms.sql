with

figures as (

    select * from {{ ref('int_figures') }}

),

identities as (

    select
        *,
        coalesce(account_side, '') as identity_account_side,
        coalesce(relation, 'equal') = 'at_most' as is_limit,
        {{ term_between_tables() }} as term
    from {{ ref('cross_form_identities') }}

),

subjects as (

    select
        identity_no,
        max(identity_id) as identity_id,
        max(subject) as subject,
        max(grouped_by) as grouped_by,
        max(years_before) as years_before,
        max(case when is_limit then 1 else 0 end) = 1 as is_limit,
        max(case when side = 'left' then identity_account_side end) as account_side,
        case
            when count(distinct case when side = 'left' then measure end) = 1
                then max(case when side = 'left' then measure end)
        end as measure,
        max(case when side = 'left' then term end) as left_term,
        max(case when side = 'right' then term end) as right_term
    from identities
    group by identity_no

),

identity_names as (

    select * from {{ ref('identity_names') }}

),

statements as (

    select * from {{ ref('int_statements_paired') }}

),

table_columns as (

    select * from {{ ref('stg_table_columns') }}

),

empty_tables as (

    select * from {{ ref('int_empty_tables') }}

),

limits as (

    select * from {{ ref('int_limits_printed') }}

),

-- A column is printed where it holds a figure or, in tables of one side, its header
-- stands.
tables as (

    select distinct
        document_id,
        block_no,
        account_id
    from figures
    where side is null

),

printed_columns as (

    select distinct
        document_id,
        account_id,
        coalesce(side, '') as account_side,
        measure
    from figures

    union

    select distinct
        tables.document_id,
        tables.account_id,
        '' as account_side,
        table_columns.measure
    from tables
    left join table_columns
        on
            tables.document_id = table_columns.document_id
            and tables.block_no = table_columns.block_no
    where table_columns.measure is not null

),

-- Which terms a document could have figures for: its own, or the year's before.
placed_terms as (

    select
        identities.*,
        statements.document_id,
        statements.source_document_id,
        statements.phase as statement_phase,
        printed_columns.measure is not null as is_column_printed
    from identities
    left join statements
        on
            identities.account_id = statements.account_id
            and identities.years_before = statements.years_before
            and (identities.phase is null or identities.phase = statements.phase)
    left join printed_columns
        on
            statements.source_document_id = printed_columns.document_id
            and identities.account_id = printed_columns.account_id
            and identities.identity_account_side = printed_columns.account_side
            and identities.measure = printed_columns.measure
    where statements.document_id is not null

),

totals as (

    select distinct
        document_id,
        account_id,
        coalesce(phase, '') as phase
    from figures
    where row_key = 'total'

),

-- A table without a total row: its topmost codes are its total.
lines as (

    select
        *,
        row_key as term_row_key
    from figures

    union all

    select
        figures.*,
        'total' as term_row_key
    from figures
    left join totals
        on
            figures.document_id = totals.document_id
            and figures.account_id = totals.account_id
            and coalesce(figures.phase, '') = totals.phase
    where
        totals.document_id is null
        and figures.row_key in ('class', 'section', 'item')
        and figures.classification in ('function', 'economic')
        and figures.code is not null
        and figures.parent_code is null

),

matched as (

    select
        placed_terms.document_id,
        placed_terms.statement_phase,
        placed_terms.identity_no,
        placed_terms.account_id,
        placed_terms.side,
        placed_terms.sign,
        placed_terms.term,
        figures.form_id,
        figures.block_no,
        figures.project_no,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        case placed_terms.grouped_by
            when 'class' then figures.function_class_code
            when 'line' then figures.line_code
            when 'item' then figures.code
            else ''
        end as group_value
    from placed_terms
    left join lines as figures
        on
            placed_terms.source_document_id = figures.document_id
            and placed_terms.account_id = figures.account_id
            and coalesce(placed_terms.statement_phase, '')
            = coalesce(figures.phase, '')
            and placed_terms.identity_account_side = coalesce(figures.side, '')
            and placed_terms.row_key = figures.term_row_key
            and placed_terms.measure = figures.measure
            and (
                placed_terms.line_code is null
                or placed_terms.line_code = figures.line_code
            )
            and (placed_terms.code is null or placed_terms.code = figures.code)
    where
        figures.receipt_id is not null
        and not (placed_terms.is_limit and placed_terms.side = 'right')

    union all

    select
        placed_terms.document_id,
        placed_terms.statement_phase,
        placed_terms.identity_no,
        placed_terms.account_id,
        placed_terms.side,
        placed_terms.sign,
        placed_terms.term,
        limits.form_id,
        limits.block_no,
        cast(null as integer) as project_no,
        limits.number,
        limits.is_yuan,
        limits.unit_text,
        limits.half_unit,
        limits.receipt_id,
        limits.code as group_value
    from placed_terms
    left join limits
        on
            placed_terms.source_document_id = limits.document_id
            and placed_terms.identity_no = limits.identity_no
            and coalesce(placed_terms.statement_phase, '')
            = coalesce(limits.phase, '')
    where
        placed_terms.is_limit
        and placed_terms.side = 'right'
        and limits.document_id is not null

),

empty_left_tables as (

    select distinct
        empty_tables.document_id,
        empty_tables.phase,
        identities.identity_no
    from empty_tables
    left join identities
        on empty_tables.account_id = identities.account_id
    where identities.side = 'left' and identities.identity_no is not null

),

-- The left table decides: where it prints the column, the right one owes its own,
-- unless it is printed without such a column. A left table that is declared empty owes
-- what the right one prints all the same.
sides as (

    select
        document_id,
        statement_phase,
        identity_no,
        max(case when side = 'left' and is_column_printed then 1 else 0 end) = 1
            as has_left_column,
        max(case when side = 'right' then 1 else 0 end) = 1 as has_right_table,
        max(case when side = 'right' and is_column_printed then 1 else 0 end) = 1
            as has_right_column
    from placed_terms
    group by document_id, statement_phase, identity_no

),

groups as (

    select
        matched.document_id,
        matched.statement_phase,
        matched.identity_no,
        matched.group_value,
        count(case when matched.side = 'left' then 1 end) as left_count,
        count(case when matched.side = 'right' then 1 end) as right_count,
        max(abs(matched.number)) > 0 as is_any_not_zero,
        coalesce(
            max(case when matched.side = 'left' then abs(matched.number) end), 0
        ) > 0 as is_left_not_zero,
        count(distinct case when matched.side = 'left' then matched.block_no end)
        > greatest(
            count(distinct case when matched.side = 'left' then matched.account_id end),
            1
        )
        or count(
            distinct case when matched.side = 'right' then matched.block_no end
        ) > 1 as is_printed_twice,
        max(matched.project_no) is null as is_of_department
    from matched
    where matched.group_value is not null
    group by
        matched.document_id,
        matched.statement_phase,
        matched.identity_no,
        matched.group_value

),

-- Nothing is compared with nothing; nor part by part with a table that is not there,
-- nor for a lead; nor a year with one that nobody published; nor a line with a table
-- that prints the sum of such lines alone; nor is nothing within any limit.
applicable as (

    select
        groups.document_id,
        groups.statement_phase,
        groups.identity_no,
        groups.group_value,
        groups.left_count,
        groups.right_count,
        -- each project has its own table, a department one
        groups.is_printed_twice and groups.is_of_department as is_ambiguous,
        subjects.years_before
    from groups
    left join subjects
        on groups.identity_no = subjects.identity_no
    left join identity_names
        on subjects.identity_id = identity_names.identity_id
    left join sides
        on
            groups.document_id = sides.document_id
            and coalesce(groups.statement_phase, '')
            = coalesce(sides.statement_phase, '')
            and groups.identity_no = sides.identity_no
    left join empty_left_tables
        on
            groups.document_id = empty_left_tables.document_id
            and groups.identity_no = empty_left_tables.identity_no
            and groups.statement_phase = empty_left_tables.phase
    where
        (sides.has_left_column or empty_left_tables.identity_no is not null)
        and (
            sides.has_right_column
            or (
                not sides.has_right_table
                and subjects.years_before = 0
                and identity_names.is_rule
                and groups.group_value = ''
            )
        )
        and case
            when subjects.is_limit
                then groups.is_left_not_zero and groups.right_count > 0
            else
                (groups.left_count > 0 and groups.right_count > 0)
                or (groups.is_any_not_zero and subjects.grouped_by <> 'line')
        end

),

-- A side without a figure is a term without a number.
owed as (

    select
        applicable.*,
        'left' as missing_side,
        subjects.left_term as missing_term
    from applicable
    left join subjects
        on applicable.identity_no = subjects.identity_no
    where applicable.left_count = 0

    union all

    select
        applicable.*,
        'right' as missing_side,
        subjects.right_term as missing_term
    from applicable
    left join subjects
        on applicable.identity_no = subjects.identity_no
    where applicable.right_count = 0

),

sided as (

    select
        applicable.document_id,
        applicable.statement_phase,
        applicable.identity_no,
        applicable.group_value,
        applicable.years_before,
        applicable.is_ambiguous,
        matched.form_id,
        matched.block_no,
        matched.side,
        matched.sign,
        matched.term,
        matched.number,
        matched.is_yuan,
        matched.unit_text,
        matched.half_unit,
        matched.receipt_id
    from applicable
    left join matched
        on
            applicable.document_id = matched.document_id
            and coalesce(applicable.statement_phase, '')
            = coalesce(matched.statement_phase, '')
            and applicable.identity_no = matched.identity_no
            and applicable.group_value = matched.group_value

    union all

    select
        document_id,
        statement_phase,
        identity_no,
        group_value,
        years_before,
        is_ambiguous,
        cast(null as varchar) as form_id,
        cast(null as integer) as block_no,
        missing_side as side,
        1 as sign,
        missing_term as term,
        null as number,
        cast(null as boolean) as is_yuan,
        cast(null as varchar) as unit_text,
        null as half_unit,
        cast(null as varchar) as receipt_id
    from owed

),

terms as (

    select
        sided.document_id,
        sided.form_id,
        sided.block_no,
        sided.identity_no,
        subjects.identity_id,
        case
            when subjects.is_limit then 'limit'
            when sided.years_before = 0 then 'forms'
            else 'years'
        end as axis,
        concat(coalesce(sided.statement_phase, ''), '-', sided.group_value) as scope,
        cast(null as varchar) as project_reference,
        nullif(subjects.account_side, '') as account_side,
        case
            when subjects.grouped_by in ('class', 'item')
                then nullif(sided.group_value, '')
        end as code,
        concat(
            subjects.subject,
            case when sided.group_value = '' then '' else ' ' end,
            sided.group_value
        ) as label_text,
        subjects.measure,
        sided.side,
        sided.sign,
        sided.term,
        true as blank_is_zero,
        sided.number,
        sided.is_yuan,
        sided.unit_text,
        sided.half_unit,
        sided.receipt_id,
        false as is_column_missing,
        sided.is_ambiguous
    from sided
    left join subjects
        on sided.identity_no = subjects.identity_no

)

select * from terms

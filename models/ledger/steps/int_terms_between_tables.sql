with

terms as (

    select
        *,
        coalesce(relation = 'at_most', false) as is_limit,
        {{ term_between_tables() }} as term
    from {{ ref('cross_form_identities') }}

),

identities as (

    select
        identity_no,
        max(identity_id) as identity_id,
        max(subject) as subject,
        max(grouped_by) as grouped_by,
        max(years_before) as years_before,
        bool_or(is_limit) as is_limit,
        max(account_side) filter (where side = 'left') as account_side,
        case
            when count(distinct measure) filter (where side = 'left') = 1
                then max(measure) filter (where side = 'left')
        end as measure
    from terms
    group by identity_no

),

identity_sides as (

    select
        identity_no,
        side,
        max(term) as term
    from terms
    group by identity_no, side

),

matched as (select * from {{ ref('int_terms_matched') }}),

empty_left_tables as (

    select distinct
        empty_tables.document_id,
        empty_tables.phase,
        terms.identity_no
    from {{ ref('int_empty_tables') }} as empty_tables
    inner join terms using (account_id)
    where terms.side = 'left'

),

-- Each project has its own table, a department one of an account.
groups as (

    select
        document_id,
        phase,
        identity_no,
        group_value,
        has_left_column,
        has_right_table,
        has_right_column,
        bool_or(side = 'left') as has_left,
        bool_or(side = 'right') as has_right,
        bool_or(number <> 0) as is_any_not_zero,
        bool_or(side = 'left' and number <> 0) as is_left_not_zero,
        max(project_no) is null
        and (
            count(distinct block_no) filter (where side = 'left')
            > greatest(count(distinct account_id) filter (where side = 'left'), 1)
            or count(distinct block_no) filter (where side = 'right') > 1
        ) as is_ambiguous
    from matched
    where group_value is not null
    group by all

),

-- The left table decides: where it prints the column, the right one owes its own,
-- unless it is printed without such a column. A left table that is declared empty owes
-- what the right one prints all the same. Nothing is compared with nothing; nor part by
-- part with a table that is not there, nor for a lead; nor a year with one that nobody
-- published; nor a line with a table that prints the sum of such lines alone; nor is
-- nothing within any limit.
applicable as (

    select
        groups.*,
        identities.identity_id,
        identities.subject,
        identities.grouped_by,
        identities.years_before,
        identities.is_limit,
        identities.account_side,
        identities.measure
    from groups
    inner join identities using (identity_no)
    left join {{ ref('identity_names') }} as identity_names using (identity_id)
    left join empty_left_tables using (document_id, phase, identity_no)
    where
        (groups.has_left_column or empty_left_tables.identity_no is not null)
        and (
            groups.has_right_column
            or (
                not groups.has_right_table
                and identities.years_before = 0
                and identity_names.is_rule
                and groups.group_value = ''
            )
        )
        and case
            when identities.is_limit then groups.is_left_not_zero and groups.has_right
            else
                (groups.has_left and groups.has_right)
                or (groups.is_any_not_zero and identities.grouped_by <> 'line')
        end

),

-- A side without a figure is a term without a number.
final as (

    select
        applicable.document_id,
        matched.form_id,
        matched.block_no,
        applicable.identity_no,
        applicable.identity_id,
        case
            when applicable.is_limit then 'limit'
            when applicable.years_before = 0 then 'forms'
            else 'years'
        end as axis,
        concat(applicable.phase, '-', applicable.group_value) as scope,
        applicable.account_side,
        case
            when applicable.grouped_by in ('class', 'item')
                then nullif(applicable.group_value, '')
        end as code,
        concat_ws(' ', applicable.subject, nullif(applicable.group_value, ''))
            as label_text,
        applicable.measure,
        identity_sides.side,
        coalesce(matched.sign, 1) as sign,
        coalesce(matched.term, identity_sides.term) as term,
        matched.number,
        matched.is_yuan,
        matched.unit_text,
        matched.half_unit,
        matched.receipt_id,
        applicable.is_ambiguous
    from applicable
    inner join identity_sides using (identity_no)
    left join matched
        on
            applicable.document_id = matched.document_id
            and applicable.phase is not distinct from matched.phase
            and applicable.identity_no = matched.identity_no
            and applicable.group_value = matched.group_value
            and identity_sides.side = matched.side

)

select * from final

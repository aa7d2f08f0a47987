with

figures as (

    select * from {{ ref('int_figures') }}
    where {{ is_summable('unit_text') }}

),

tree_identities as (

    select
        form_id,
        identity_no,
        identity_id,
        max(case when blank_is_zero then 1 else 0 end) = 1 as blank_is_zero,
        max(case when side = 'left' then term end) as parent_term
    from {{ ref('stg_identities') }}
    where axis = 'tree'
    group by form_id, identity_no, identity_id

),

candidates as (

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
    from figures
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
    from figures
    where code is null

),

-- A table without a total line owes no total.
children as (

    select candidates.*
    from candidates
    left join total_lines
        on
            candidates.document_id = total_lines.document_id
            and candidates.block_no = total_lines.block_no
            and candidates.above = total_lines.row_key
    where
        candidates.above_code is not null
        or total_lines.row_key is not null

),

scopes as (

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
    from children

),

parents as (

    select
        scopes.*,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        figures.label_text
    from scopes
    left join figures
        on
            scopes.document_id = figures.document_id
            and scopes.block_no = figures.block_no
            and scopes.measure = figures.measure
            and scopes.above = coalesce(figures.code, figures.row_key)

),

sides as (

    select
        document_id,
        form_id,
        block_no,
        identity_no,
        identity_id,
        blank_is_zero,
        department_key,
        above,
        above_code,
        measure,
        label_text,
        'left' as side,
        'above' as term,
        number,
        is_yuan,
        unit_text,
        half_unit,
        receipt_id
    from parents

    union all

    select
        document_id,
        form_id,
        block_no,
        identity_no,
        identity_id,
        blank_is_zero,
        department_key,
        above,
        above_code,
        measure,
        cast(null as varchar) as label_text,
        'right' as side,
        'below' as term,
        number,
        is_yuan,
        unit_text,
        half_unit,
        receipt_id
    from children

),

terms as (

    select
        document_id,
        form_id,
        block_no,
        identity_no,
        identity_id,
        'tree' as axis,
        concat(coalesce(department_key, ''), '-', above, '-', measure) as scope,
        cast(null as varchar) as project_reference,
        cast(null as varchar) as account_side,
        above_code as code,
        label_text,
        measure,
        side,
        1 as sign,
        term,
        blank_is_zero,
        number,
        is_yuan,
        unit_text,
        half_unit,
        receipt_id,
        false as is_column_missing,
        false as is_ambiguous
    from sides

)

select * from terms

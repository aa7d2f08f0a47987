with

-- What is declared in no form holds in all.
scoped as (

    select
        *,
        form_id as declared_in
    from {{ ref('int_figures_scoped') }}
    union all by name
    select * from {{ ref('int_points_scoped') }}
    union all by name
    select * from {{ ref('int_disclosed_items_scoped') }}

),

identities as (

    select * from {{ ref('stg_identities') }}

    union all by name

    select
        *,
        false as blank_is_zero,
        false as is_optional
    from {{ ref('shared_identities') }}

),

-- The subject of a column is its line on the left, that of a rate the rate.
scopes as (

    select
        document_id,
        form_id,
        block_no,
        declared_in,
        span,
        scope,
        project_scope,
        project_scope is not null as is_of_lines,
        span in ('column', 'account', 'line') as is_told_by_left,
        case when span = 'line' then scope end as line,
        max(project_reference) as project_reference,
        max(account_side) as account_side,
        max(code) as code,
        max(label_text) as label_text,
        max(measure) as measure
    from scoped
    group by all
    having bool_or(is_subject)

),

-- A line that is printed and blank is nothing; one that is not there may be anything.
printed_terms as (

    select
        document_id,
        block_no,
        false as is_of_lines,
        0 as project_scope,
        measure as term
    from {{ ref('stg_table_columns') }}

    {%- for lines in [ref('int_figures'), ref('stg_blank_lines')] %}

        union

        select
            document_id,
            block_no,
            true as is_of_lines,
            coalesce(project_no, 0) as project_scope,
            row_key as term
        from {{ lines }}
    {%- endfor %}

),

compared as (

    select
        scopes.*,
        identities.identity_no,
        identities.identity_id,
        identities.axis,
        identities.side,
        identities.sign,
        identities.term,
        identities.blank_is_zero
        or (scopes.is_of_lines and printed_terms.term is not null) as blank_is_zero,
        figures.label_text as figure_label_text,
        figures.account_side as figure_account_side,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        if(figures.name = 'indicator', figures.qualified_name, null) as indicator,
        printed_terms.term is not null as is_printed
    from scopes
    inner join identities
        on
            scopes.declared_in is not distinct from identities.form_id
            and scopes.span = identities.span
    left join scoped as figures
        on
            scopes.document_id = figures.document_id
            and scopes.block_no = figures.block_no
            and scopes.span = figures.span
            and scopes.scope = figures.scope
            and identities.term in (figures.name, figures.qualified_name)
    left join printed_terms
        on
            scopes.document_id = printed_terms.document_id
            and scopes.block_no = printed_terms.block_no
            and scopes.is_of_lines = printed_terms.is_of_lines
            and coalesce(scopes.project_scope, 0) = printed_terms.project_scope
            and identities.term = printed_terms.term
    where not identities.is_optional or printed_terms.term is not null

),

-- What the table prints on the left: a form may go without its total. Equations of a
-- rate under one id are alternatives: the first whose figures are all there.
subjects as (

    select
        document_id,
        block_no,
        line,
        identity_no,
        identity_id,
        max(figure_account_side) filter (where side = 'left') as account_side,
        max(figure_label_text) filter (where side = 'left') as label_text,
        max(term) filter (where side = 'left') as rate,
        bool_or(side = 'numerator' and number is not null)
        and bool_or(side = 'denominator' and number <> 0) as is_computable
    from compared
    where is_told_by_left
    group by document_id, block_no, line, identity_no, identity_id
    having count(number) filter (where side = 'left') > 0
    qualify
        line is null
        or row_number() over (
            partition by document_id, block_no, line, identity_id, rate
            order by is_computable desc nulls last, identity_no asc
        ) = 1

),

final as (

    select
        compared.document_id,
        compared.form_id,
        compared.block_no,
        compared.identity_no,
        compared.identity_id,
        compared.axis,
        compared.scope,
        compared.project_reference,
        case
            when compared.is_told_by_left then subjects.account_side
            else compared.account_side
        end as account_side,
        compared.code,
        case
            when compared.is_told_by_left then subjects.label_text
            else compared.label_text
        end as label_text,
        case when compared.line is null then compared.measure else subjects.rate end
            as measure,
        compared.side,
        compared.sign,
        coalesce(compared.indicator, compared.term) as term,
        compared.blank_is_zero,
        compared.number,
        compared.is_yuan,
        case
            when compared.axis = 'ratio' and compared.side = 'left' then 'fraction'
            else compared.unit_text
        end as unit_text,
        compared.half_unit,
        compared.receipt_id,
        compared.span = 'row' and not compared.is_printed as is_column_missing
    from compared
    left join subjects
        on
            compared.document_id = subjects.document_id
            and compared.block_no = subjects.block_no
            and compared.line is not distinct from subjects.line
            and compared.identity_no = subjects.identity_no
    where subjects.identity_no is not null or not compared.is_told_by_left

)

select * from final

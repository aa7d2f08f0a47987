with

figures as (

    select
        document_id,
        form_id,
        block_no,
        row_no,
        row_key,
        side as account_side,
        code,
        parent_code,
        label_text,
        department_key,
        project_reference,
        project_no,
        measure,
        case when unit_text = '%' then rate else number end as number,
        is_yuan,
        unit_text,
        case when unit_text = '%' then half_unit * 0.01 else half_unit end
            as half_unit,
        receipt_id,
        {{ is_summable('unit_text') }} as is_summable,
        bool_or({{ is_summable('unit_text') }} and code is null and row_key = 'total')
            over (partition by document_id, block_no) as has_total_line,
        true as is_subject
    from {{ ref('int_figures') }}

),

-- Both sides of an account stand in one row, and are two lines.
in_rows as (

    select
        * exclude (measure) replace (coalesce(label_text, row_key) as label_text),
        'row' as span,
        concat_ws(' ', row_no, account_side) as scope,
        measure as name,
        concat(row_key, '.', measure) as qualified_name
    from figures
    where is_summable

),

-- What an item changed by, and what it was, is no sum of its parts.
in_columns as (

    select
        * exclude (code),
        'column' as span,
        concat(coalesce(project_no, 0), '-', measure) as scope,
        row_key as name,
        concat(account_side, '.', row_key) as qualified_name,
        coalesce(project_no, 0) as project_scope
    from figures
    where is_summable and measure not in ('change', 'last_year')

),

-- Both sides in one equation: the total of spending stands against the one of income.
in_accounts as (

    select
        * replace (
            'account' as span,
            concat(project_scope, '-amount') as scope,
            'amount' as measure,
            measure = 'amount' as is_subject
        )
    from in_columns
    where measure = 'amount' or (account_side = 'expenditure' and measure = 'total')

),

-- Codes below their code; the topmost below the total, where a line prints it.
below as (

    select
        * exclude (code, account_side, label_text, project_reference),
        parent_code as code,
        case when parent_code is null then 'table' else 'code' end as span,
        coalesce(parent_code, 'total') as above,
        concat(department_key, '-', coalesce(parent_code, 'total'), '-', measure)
            as scope,
        'below' as name
    from figures
    where
        is_summable
        and code is not null
        and (parent_code is not null or has_total_line)

),

sums as (

    select
        document_id,
        block_no,
        measure,
        code,
        span,
        above,
        scope
    from below
    group by all

),

above as (

    select
        sums.*,
        figures.form_id,
        figures.label_text,
        figures.number,
        figures.is_yuan,
        figures.unit_text,
        figures.half_unit,
        figures.receipt_id,
        false as is_subject,
        'above' as name
    from sums
    inner join figures
        on
            sums.document_id = figures.document_id
            and sums.block_no = figures.block_no
            and sums.measure = figures.measure
            and sums.above = coalesce(figures.code, figures.row_key)
    where figures.is_summable

),

-- A rate and its figures stand in one row, or in one line of one project.
in_lines as (

    select
        * exclude (measure),
        'line' as span,
        case
            when project_no is null then concat('row ', row_no)
            else concat('project ', project_no, ' ', row_key)
        end as scope,
        measure as name
    from figures

),

united as (

    {%- for scoped in ['in_rows', 'in_columns', 'in_accounts', 'below', 'above'] %}
        select * from {{ scoped }}
        union all by name
    {%- endfor %}
    select * from in_lines

),

spans as (

    select distinct
        form_id,
        span
    from {{ ref('stg_identities') }}

),

-- Of each form the figures in scopes that its identities are about.
final as (

    select
        united.document_id,
        united.form_id,
        united.block_no,
        united.span,
        united.scope,
        united.name,
        united.qualified_name,
        united.is_subject,
        united.project_scope,
        united.project_reference,
        united.account_side,
        united.code,
        united.label_text,
        united.measure,
        united.number,
        united.is_yuan,
        united.unit_text,
        united.half_unit,
        united.receipt_id
    from united
    inner join spans using (form_id, span)

)

select * from final

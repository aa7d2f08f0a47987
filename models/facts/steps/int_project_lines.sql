with

projects as (select * from {{ ref('int_projects_current') }}),

figures as (select * from {{ ref('int_project_figures') }}),

-- A project's rows in a budget table, added up, however its name is spelt in them; a
-- subtotal of the same amount that the table prints for it is their receipt.
budget_rows as (

    select
        figures.document_id,
        figures.block_no,
        figures.row_no,
        figures.column_no,
        figures.row_key,
        figures.amount_yuan,
        figures.receipt_id,
        figures.reading,
        projects.project_key,
        projects.fiscal_year,
        case
            when figures.measure = 'total' then 'total'
            when
                figures.measure in (
                    'appropriation', 'general_public_budget', 'government_fund',
                    'state_capital'
                )
                then 'appropriation'
            when
                figures.measure = 'carryover'
                or figures.measure like 'carryover!_%' escape '!'
                then 'carryover'
            else 'other_funds'
        end as line
    from projects
    inner join figures
        on
            projects.document_id = figures.document_id
            and projects.project_reference = figures.label_text
    where
        figures.account_id = 'project_budget'
        and figures.row_key in ('project_item', 'subtotal')
        and figures.measure not in (
            'appropriation_total', 'carryover_total', 'own_funds_total'
        )
        and figures.amount_yuan is not null

),

budget_sums as (

    select
        document_id,
        project_key,
        fiscal_year,
        block_no,
        line,
        {{ yuan_where("row_key = 'project_item'") }} as amount_yuan,
        {{ yuan_where("row_key = 'subtotal'") }} as subtotal_yuan,
        count(*) filter (where row_key = 'subtotal') as subtotal_count,
        min(receipt_id) filter (where row_key = 'subtotal') as subtotal_receipt_id,
        min(receipt_id) filter (where row_key = 'project_item') as first_receipt_id,
        min(row_no) filter (where row_key = 'project_item') as row_no,
        min(column_no) filter (where row_key = 'project_item') as column_no,
        {{ worst_reading('reading') }} as reading
    from budget_rows
    group by document_id, project_key, fiscal_year, block_no, line

),

project_figures as (

    select
        projects.document_id,
        projects.project_key,
        projects.fiscal_year,
        figures.block_no,
        figures.row_no,
        figures.column_no,
        case when figures.row_key = 'project_item' then 'total' else figures.row_key end
            as line,
        figures.measure,
        figures.amount_yuan,
        figures.rate,
        figures.receipt_id,
        figures.reading
    from projects
    inner join figures using (document_id, project_reference)
    where
        figures.row_key in (
            'total', 'project_item', 'appropriation', 'special_account', 'own_funds',
            'carryover', 'other_funds'
        )
        and figures.measure in ('approved', 'adjusted', 'executed', 'execution_rate')

    union all

    select
        document_id,
        project_key,
        fiscal_year,
        block_no,
        row_no,
        column_no,
        line,
        'approved' as measure,
        amount_yuan,
        cast(null as decimal(18, 6)) as rate,
        case
            when subtotal_count = 1 and subtotal_yuan = amount_yuan
                then subtotal_receipt_id
            else first_receipt_id
        end as receipt_id,
        reading
    from budget_sums
    where amount_yuan is not null

),

-- Two forms of one document that tell of the same project print its figures twice.
first_figures as (

    select * from project_figures
    qualify row_number() over (
        partition by document_id, project_key, fiscal_year, line, measure
        order by block_no, row_no, column_no
    ) = 1

)

select * from first_figures  -- noqa: AM04

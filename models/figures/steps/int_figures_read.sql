with

figures as (select * from {{ ref('int_figures_known') }}),

-- Few documents print an account in more than one table.
accounts_in_tables as (

    select
        document_id,
        account_id
    from figures
    where project_no is null
    group by document_id, account_id
    having min(block_no) <> max(block_no)

),

lines as (

    select
        figures.document_id,
        figures.block_no,
        figures.account_id,
        figures.form_id,
        figures.amount_yuan,
        {{ key_of([
            'figures.document_id',
            'figures.account_id',
            'figures.phase',
            'figures.fund_source',
            'figures.department_key',
            'figures.fiscal_year',
            'figures.side',
            'figures.code',
            'figures.row_key',
            'figures.measure',
            'case when figures.code is null then figures.label_text end'
        ]) }} as line_key
    from figures
    inner join accounts_in_tables using (document_id, account_id)
    where
        figures.is_single
        and figures.project_no is null
        and figures.is_counted
        and (figures.lines <> 'leaves' or figures.is_leaf)

),

-- A line that two tables of one account print: tables that say the same were read as
-- one, so these do not, unless they are two layouts with one amount.
lines_twice as (

    select line_key
    from lines
    group by line_key
    having
        min(block_no) <> max(block_no)
        and (
            count(distinct form_id) < count(distinct block_no)
            or min(amount_yuan) <> max(amount_yuan)
        )

),

blocks_twice as (

    select distinct
        lines.document_id,
        lines.block_no,
        lines.account_id
    from lines
    inner join lines_twice using (line_key)

),

-- Rows of units and of projects stand in facts as their sums: where one of them is not
-- certain, neither is the sum.
uncertain_sums as (

    select distinct
        document_id,
        block_no,
        measure,
        sum_name
    from figures
    where is_summed and reading = 'unreconciled'

),

doubted as (

    select
        figures.*,
        blocks_twice.document_id is not null as is_of_two_tables,
        coalesce(figures.reading = 'unreconciled', false)
        or uncertain_sums.document_id is not null as is_unreconciled
    from figures
    left join blocks_twice using (document_id, block_no, account_id)
    left join uncertain_sums
        on
            figures.is_summed
            and figures.document_id = uncertain_sums.document_id
            and figures.block_no = uncertain_sums.block_no
            and figures.measure = uncertain_sums.measure
            and figures.sum_name is not distinct from uncertain_sums.sum_name

),

-- What keeps a figure out of the facts: nobody can tell its place, its body or its
-- year. What a project is told by belongs to the project's body and year.
final as (

    select
        * exclude (
            department_text, department_reference, lines, is_single, printed_year,
            document_year, year_source, title_years_text, department_source,
            is_of_project, project_department_key, project_year, is_unreconciled,
            is_of_two_tables, is_summed, sum_name
        ),
        -- What a project is told by may be of another year than its document.
        case
            when department_source in ('file_name', 'folder')
                then 'department_of_file_name'
            when
                year_source in ('file_name', 'folder')
                and fiscal_year = document_year
                then 'year_of_file_name'
            when is_of_project or project_no is not null or year_source = 'reference'
                then null
            when
                printed_year <> document_year
                or (
                    title_years_text is not null
                    and concat(',', title_years_text, ',')
                    not like concat('%,', cast(fiscal_year as varchar), ',%')
                )
                then 'two_years'
        end as document_doubt,
        case
            when is_unreconciled then 'unreconciled'
            when
                department_key is null
                or (is_of_project and project_department_key is null)
                then 'no_department'
            when fiscal_year is null or (is_of_project and project_year is null)
                then 'no_year'
            when is_of_two_tables then 'two_tables_of_an_account'
        end as set_aside_reason
    from doubted

)

select * from final  -- noqa: AM04

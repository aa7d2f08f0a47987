with

amounts as (

    select
        * exclude (
            amount_text, unit_locator, proof, locator, source, confidence, alternatives,
            seen_text, fiscal_year
        ),
        fiscal_year as printed_year,
        coalesce(department_text, '') as department_reference,
        coalesce(
            cast(project_no as varchar),
            case when row_key = 'project_item' then label_text end
        ) as project_reference
    from {{ ref('stg_amounts') }}

),

accounts as (select * from {{ ref('stg_accounts') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

statements as (select * from {{ ref('statement_parts') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

class_names as (select * from {{ ref('function_class_names') }}),

printed_codes as (

    select distinct
        document_id,
        block_no,
        department_reference,
        code
    from amounts
    where code is not null

),

-- The nearest code above that the same table prints; none for its topmost codes.
code_parents as (

    select
        children.document_id,
        children.block_no,
        children.department_reference,
        children.code,
        max(parents.code) as parent_code
    from printed_codes as children
    inner join printed_codes as parents
        using (document_id, block_no, department_reference)
    where
        length(children.code) > length(parents.code)
        and parents.code = substr(children.code, 1, length(parents.code))
    group by all

),

-- A code stands over others also where no figure of theirs could be taken.
codes_over_others as (

    select
        document_id,
        block_no,
        department_reference,
        parent_code as code
    from code_parents

    union

    select
        printed_codes.document_id,
        printed_codes.block_no,
        printed_codes.department_reference,
        printed_codes.code
    from printed_codes
    inner join {{ ref('stg_untaken') }} as untaken using (document_id, block_no)
    where
        length(printed_codes.code) < length(untaken.code)
        and printed_codes.code = substr(untaken.code, 1, length(printed_codes.code))

),

blocks as (

    select
        document_id,
        block_no,
        max(decimals) filter (where is_money) as money_decimals,
        coalesce(max(abs(amount)) filter (where is_money), 0) = 0 as is_all_zero
    from amounts
    group by document_id, block_no

),

figures as (

    select
        amounts.*,
        accounts.lines,
        accounts.is_single,
        case
            when accounts.codes <> 'function' then accounts.codes
            when amounts.code is not null then 'function'
        end as classification,
        coalesce(
            documents.is_current and coalesce(statements.is_current, true), false
        ) as is_current,
        coalesce(projects.department_key, departments.department_key)
            as department_key,
        coalesce(projects.region_code, departments.region_code) as region_code,
        coalesce(amounts.printed_year, projects.fiscal_year, documents.fiscal_year)
            as fiscal_year,
        code_parents.parent_code,
        coalesce(amounts.amount_yuan, amounts.amount) as number,
        amounts.amount_yuan is not null as is_yuan,
        projects.project_reference is not null as is_of_project,
        projects.department_key as project_department_key,
        projects.fiscal_year as project_year,
        documents.fiscal_year as document_year,
        documents.year_source,
        documents.title_years_text,
        documents.department_source,
        case
            when classification = 'function' then substr(amounts.code, 1, 3)
            when amounts.side = 'expenditure' then class_names.class_code
        end as function_class_code,
        amounts.code is not null and codes_over_others.code is null as is_leaf,
        coalesce(classification = 'unit', false)
        or amounts.account_id = 'project_budget' as is_summed,
        -- The rows of one sum: of a unit's table all, of projects those of one name.
        case when amounts.account_id = 'project_budget' then amounts.label_text end
            as sum_name,
        -- A figure that facts take: not zero, or a zero in a table of zeros alone.
        amounts.amount_yuan is not null
        and (amounts.amount_yuan <> 0 or blocks.is_all_zero) as is_counted,
        -- Sentences print each figure with decimals of its own; things are counted.
        cast(
            case
                when accounts.is_told and amounts.unit_text in ('辆', '台套') then 0
                else {{ half_unit(
                    'case when amounts.is_money and (not '
                    ~ 'coalesce(accounts.is_told, false)'
                    ~ ' or amounts.amount = 0) then blocks.money_decimals '
                    ~ 'else amounts.decimals end'
                ) }} * coalesce(amounts.unit_factor, 1)
            end as decimal(20, 8)
        ) as half_unit
    from amounts
    left join accounts using (account_id)
    left join code_parents using (document_id, block_no, department_reference, code)
    left join codes_over_others
        using (document_id, block_no, department_reference, code)
    left join blocks using (document_id, block_no)
    left join departments using (document_id, department_reference)
    left join projects using (document_id, project_reference)
    left join documents using (document_id)
    left join statements
        on
            amounts.document_id = statements.document_id
            and amounts.form_id = statements.form_id
            and amounts.department_reference = statements.department_reference
            and coalesce(amounts.printed_year, 0)
            = coalesce(statements.printed_year, 0)
            and coalesce(amounts.project_no, 0) = coalesce(statements.project_no, 0)
    left join class_names
        on
            amounts.side = 'expenditure'
            and {{ plain_name('amounts.label_text') }} = class_names.printed_name

),

-- Few documents print an account in more than one table.
accounts_in_tables as (

    select
        document_id,
        account_id
    from amounts
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

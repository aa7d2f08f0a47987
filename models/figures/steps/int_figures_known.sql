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

final as (

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
        on {{ is_of_part('amounts', 'statements', 'amounts.printed_year') }}
    left join class_names
        on
            amounts.side = 'expenditure'
            and {{ plain_name('amounts.label_text') }} = class_names.printed_name

)

select * from final  -- noqa: AM04

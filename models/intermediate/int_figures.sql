with

amounts as (

    select * from {{ ref('stg_amounts') }}

),

documents as (

    select * from {{ ref('stg_documents') }}

),

versions as (

    select * from {{ ref('int_document_versions') }}

),

statements as (

    select * from {{ ref('int_statements_ranked') }}

),

departments as (

    select * from {{ ref('int_departments_resolved') }}

),

class_names as (

    select * from {{ ref('function_class_names') }}

),

current_amounts as (

    select
        amounts.*,
        coalesce(amounts.department_text, '') as department_reference,
        case
            when amounts.account_id in (
                'basic_spending_economic',
                'project_spending_economic',
                'basic_budget',
                'project_budget'
            ) then 'economic'
            when amounts.account_id in ('revenue_by_unit', 'spending_by_unit')
                then 'unit'
            when amounts.code is not null then 'function'
        end as classification
    from amounts
    left join versions
        on amounts.document_id = versions.document_id
    left join statements
        on
            amounts.document_id = statements.document_id
            and amounts.form_id = statements.form_id
            and coalesce(amounts.department_text, '')
            = statements.department_reference
            and coalesce(amounts.fiscal_year, 0)
            = coalesce(statements.printed_year, 0)
            and coalesce(amounts.project_no, 0) = coalesce(statements.project_no, 0)
    where versions.is_current and coalesce(statements.is_current, true)

),

printed_codes as (

    select distinct
        document_id,
        block_no,
        department_reference,
        code
    from current_amounts
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
    left join printed_codes as parents
        on
            children.document_id = parents.document_id
            and children.block_no = parents.block_no
            and children.department_reference = parents.department_reference
            and length(children.code) > length(parents.code)
            and parents.code = substr(children.code, 1, length(parents.code))
    group by
        children.document_id,
        children.block_no,
        children.department_reference,
        children.code

),

parent_codes as (

    select distinct
        document_id,
        block_no,
        department_reference,
        parent_code as code
    from code_parents
    where parent_code is not null

),

blocks as (

    select
        document_id,
        block_no,
        max(case when is_money then decimals end) as money_decimals,
        coalesce(max(case when is_money then abs(amount) end), 0) = 0
            as is_all_zero
    from current_amounts
    group by document_id, block_no

),

figures as (

    select
        current_amounts.receipt_id,
        current_amounts.document_id,
        current_amounts.block_no,
        current_amounts.row_no,
        current_amounts.column_no,
        current_amounts.form_id,
        current_amounts.account_id,
        current_amounts.phase,
        current_amounts.fund_source,
        current_amounts.project_no,
        departments.department_key,
        departments.region_code,
        current_amounts.classification,
        current_amounts.code,
        code_parents.parent_code,
        current_amounts.label_text,
        current_amounts.line_text,
        current_amounts.side,
        current_amounts.row_key,
        current_amounts.line_code,
        current_amounts.measure,
        current_amounts.column_text,
        current_amounts.unit_text,
        current_amounts.unit_factor,
        current_amounts.is_unit_missing,
        current_amounts.is_money,
        current_amounts.amount,
        current_amounts.amount_yuan,
        current_amounts.rate,
        current_amounts.decimals,
        current_amounts.reading,
        coalesce(current_amounts.amount_yuan, current_amounts.amount) as number,
        current_amounts.amount_yuan is not null as is_yuan,
        coalesce(current_amounts.fiscal_year, documents.fiscal_year) as fiscal_year,
        coalesce(
            cast(current_amounts.project_no as varchar),
            case
                when current_amounts.row_key = 'project_item'
                    then current_amounts.label_text
            end
        ) as project_reference,
        case
            when current_amounts.classification = 'function'
                then substr(current_amounts.code, 1, 3)
            when current_amounts.side = 'expenditure'
                then class_names.class_code
        end as function_class_code,
        current_amounts.code is not null and parent_codes.code is null as is_leaf,
        -- A figure that facts take: not zero, or a zero in a table of zeros alone.
        current_amounts.amount_yuan is not null
        and (current_amounts.amount_yuan <> 0 or blocks.is_all_zero) as is_counted,
        cast(
            {{ half_unit(
                'case when current_amounts.is_money then blocks.money_decimals '
                ~ 'else current_amounts.decimals end'
            ) }} * coalesce(current_amounts.unit_factor, 1) as decimal(20, 8)
        ) as half_unit
    from current_amounts
    left join documents
        on current_amounts.document_id = documents.document_id
    left join departments
        on
            current_amounts.document_id = departments.document_id
            and current_amounts.department_reference
            = departments.department_reference
    left join code_parents
        on
            current_amounts.document_id = code_parents.document_id
            and current_amounts.block_no = code_parents.block_no
            and current_amounts.department_reference
            = code_parents.department_reference
            and current_amounts.code = code_parents.code
    left join parent_codes
        on
            current_amounts.document_id = parent_codes.document_id
            and current_amounts.block_no = parent_codes.block_no
            and current_amounts.department_reference
            = parent_codes.department_reference
            and current_amounts.code = parent_codes.code
    left join blocks
        on
            current_amounts.document_id = blocks.document_id
            and current_amounts.block_no = blocks.block_no
    left join class_names
        on
            current_amounts.side = 'expenditure'
            and {{ plain_name('current_amounts.label_text') }}
            = class_names.printed_name

)

select * from figures

-- What must become of every figure of `raw.amounts`: the mart and item that its route
-- names, or the rule by which it is in none. Written from `raw`; of the models it takes
-- which statements are current, which project is meant and what is set aside, never an
-- amount.
--
-- A figure may have several routes (an asset printed with one value stands in two
-- columns); of the routes that fit it, the most particular ones count.
create or replace temp table printed as
with

documents as (

    select
        document_id,
        is_current
    from marts.dim_documents

),

amounts as (

    select
        *,
        coalesce(department_text, '') as department_reference,
        coalesce(
            case when measure in ('approved', 'adjusted', 'executed') then measure end,
            phase,
            ''
        ) as stated_phase,
        substr(document_id, 1, 16) || '-' || block_no || '-' || row_no || '-' || column_no
            as receipt_id,
        case unit_text
            when '元' then 1
            when '千元' then 1000
            when '万元' then 10000
            when '百万元' then 1000000
            when '亿元' then 100000000
        end as factor
    from raw.amounts

),

codes as (

    select distinct
        document_id,
        block_no,
        department_reference,
        code_text
    from amounts
    where code_text is not null

),

parents as (

    select distinct
        codes.document_id,
        codes.block_no,
        codes.department_reference,
        codes.code_text
    from codes
    inner join codes as parts
        on
            codes.document_id = parts.document_id
            and codes.block_no = parts.block_no
            and codes.department_reference = parts.department_reference
            and length(parts.code_text) > length(codes.code_text)
            and starts_with(parts.code_text, codes.code_text)

    union

    -- Also of rows of which no figure could be taken.
    select
        codes.document_id,
        codes.block_no,
        codes.department_reference,
        codes.code_text
    from codes
    inner join raw.untaken as parts
        on
            codes.document_id = parts.document_id
            and codes.block_no = parts.block_no
            and length(parts.code_text) > length(codes.code_text)
            and starts_with(parts.code_text, codes.code_text)

)

select
    amounts.receipt_id,
    amounts.document_id,
    amounts.block_no,
    amounts.row_no,
    amounts.column_no,
    amounts.form_id,
    amounts.account_id,
    amounts.row_key,
    amounts.measure,
    amounts.stated_phase,
    amounts.department_reference,
    amounts.label_text,
    amounts.project_no,
    amounts.code_text,
    amounts.unit_text,
    amounts.reading,
    aside.reason as set_aside_reason,
    cast(amounts.amount * amounts.factor as decimal(38, 2)) as yuan,
    case when amounts.factor is null then cast(amounts.amount as decimal(38, 8)) end
        as value,
    parents.code_text is not null as is_parent,
    amounts.fund_source,
    documents.is_current and coalesce(statements.is_current, true) as is_current
from amounts
left join documents on amounts.document_id = documents.document_id
left join parents
    on
        amounts.document_id = parents.document_id
        and amounts.block_no = parents.block_no
        and amounts.department_reference = parents.department_reference
        and amounts.code_text = parents.code_text
left join marts.statement_parts as statements
    on
        amounts.document_id = statements.document_id
        and amounts.form_id = statements.form_id
        and amounts.department_reference = statements.department_reference
        and coalesce(try_cast(amounts.year_text as integer), 0)
        = coalesce(statements.printed_year, 0)
        and coalesce(amounts.project_no, 0) = coalesce(statements.project_no, 0)
left join marts.figures_set_aside as aside on amounts.receipt_id = aside.set_aside_id;

create or replace temp table routed as
with

routes as (

    select
        routes.* exclude (item, column_name),
        routes.column_name,
        accounts.precedence,
        accounts.stands_beside,
        -- what the mart calls the figure: its column, or what it is of
        case
            when routes.column_name <> 'amount' then routes.column_name
            when routes.item = 'row' then 'amount'
            else coalesce(routes.item, routes.fund_source)
        end as item
    from raw.account_routes as routes
    inner join raw.accounts as accounts on routes.account_id = accounts.account_id

),

fitting as (

    select
        printed.receipt_id,
        routes.* exclude (account_id, row_key, measure, phase),
        dense_rank() over (
            partition by printed.receipt_id
            order by
                case when routes.row_key = '*' then 1 else 0 end,
                case when routes.measure = '*' then 1 else 0 end
        ) as choice
    from printed
    inner join routes
        on
            printed.account_id = routes.account_id
            and routes.row_key in ('*', printed.row_key)
            and routes.measure in ('*', printed.measure)
            and coalesce(routes.phase, printed.stated_phase) = printed.stated_phase

)

select
    printed.* exclude (fund_source),
    fitting.mart,
    fitting.lines,
    fitting.is_once,
    fitting.parts,
    fitting.precedence,
    fitting.stands_beside,
    coalesce(fitting.item, printed.measure) as item,
    coalesce(fitting.fund_source, printed.fund_source) as fund_source,
    -- rows that are added up are published under the receipt of another cell
    coalesce(fitting.lines in ('units', 'items'), false) as is_summed,
    case
        when fitting.receipt_id is null then 'no_route'
        when fitting.rule is not null then fitting.rule
    end as rule
from printed
left join fitting on printed.receipt_id = fitting.receipt_id and fitting.choice = 1;

-- Figures that only a look at the others of the document explains.
create or replace temp table explained as
with

-- Sums along codes: what has parts in its table, and lines without a code.
uncoded as (

    select
        *,
        case mart when 'fct_spending_economic' then item || ' ' || fund_source end
            as scope,
        case
            when lines = 'items' and code_text is null then 'code_unknown'
            when lines in ('leaves', 'units') and is_parent then 'sum_of_codes'
            when lines in ('leaves', 'units') and code_text is null and row_key <> 'unit'
                then 'total_line'
        end as tree_rule
    from routed

),

leaves as (

    select * from uncoded
    where
        rule is null and tree_rule is null and is_current and set_aside_reason is null

),

-- Of two accounts of a document that tell the same, the first alone counts.
told_first as (

    select
        document_id,
        department_reference,
        stated_phase,
        mart,
        scope,
        min(precedence) as precedence
    from leaves
    where yuan <> 0
    group by all

),

-- Rows that their table splits are the sums of their parts.
splits as (

    select distinct
        leaves.document_id,
        leaves.block_no,
        leaves.measure,
        wholes.row_key
    from leaves
    inner join raw.account_routes as wholes
        on
            leaves.account_id = wholes.account_id
            and list_contains(string_split(wholes.parts, ','), leaves.row_key)
    where leaves.yuan <> 0

),

-- A project's funds count once: its first table, and the adjusted sums of its sources
-- before those first approved.
funding as (

    select
        leaves.receipt_id,
        leaves.item,
        leaves.measure,
        leaves.account_id,
        leaves.block_no,
        leaves.row_no,
        leaves.column_no,
        concat_ws(
            '|',
            leaves.document_id,
            coalesce(projects.project_key, leaves.label_text, ''),
            projects.fiscal_year
        ) as project
    from leaves
    left join marts.project_lineages as projects
        on
            leaves.document_id = projects.document_id
            and projects.project_reference
            = coalesce(cast(leaves.project_no as varchar), leaves.label_text)
    where leaves.mart = 'fct_project_funding'

),

first_funding as (

    select
        *,
        bool_or(measure = 'adjusted') over (partition by project, item) as is_adjusted,
        first_value(receipt_id) over (
            partition by project, item, measure in ('adjusted', 'executed')
            order by block_no, row_no, column_no
        ) as first_receipt_id,
        min(block_no) over (partition by project, item) as first_block_no
    from funding

),

funding_rules as (

    select
        receipt_id,
        item,
        case
            when
                item in (
                    'appropriation', 'special_account', 'own_funds', 'carryover', 'other_funds'
                )
                and is_adjusted and measure = 'approved'
                then 'earlier_phase'
            when account_id = 'project_budget' and block_no = first_block_no then null
            when account_id = 'project_budget' then 'printed_again'
            when receipt_id <> first_receipt_id then 'printed_again'
        end as funding_rule
    from first_funding

),

-- A statutory item counts once in its document, where it is printed first.
disclosed as (

    select
        receipt_id,
        row_number() over (
            partition by document_id, row_key, stated_phase, item
            order by block_no, row_no, column_no
        ) as printing_order
    from leaves
    where is_once

),

graded as (

    select distinct
        document_id,
        coalesce(project_no, 0) as project_scope
    from raw.projects
    where trim(grade_text) <> ''

),

projected_points as (

    select
        leaves.receipt_id,
        leaves.item,
        graded.document_id is not null as is_graded,
        concat_ws(
            '|',
            leaves.document_id,
            coalesce(projects.project_key, cast(leaves.project_no as varchar), '0')
        ) as project
    from leaves
    left join graded
        on
            leaves.document_id = graded.document_id
            and coalesce(leaves.project_no, 0) = graded.project_scope
    left join marts.project_lineages as projects
        on
            leaves.document_id = projects.document_id
            and projects.project_reference = cast(leaves.project_no as varchar)
    where leaves.mart = 'fct_evaluations'

),

points as (

    select
        receipt_id,
        item,
        row_number() over (partition by project, item order by receipt_id)
            as printing_order,
        bool_or(item = 'total_score' or is_graded) over (partition by project)
            as is_evaluated
    from projected_points

),

-- Points for the execution alone are no evaluation; what is printed twice counts once.
point_rules as (

    select
        receipt_id,
        item,
        case
            when not is_evaluated then 'no_evaluation'
            when printing_order > 1 then 'printed_again'
        end as point_rule
    from points

)

select
    uncoded.* exclude (rule, tree_rule, scope),
    case
        when uncoded.rule is not null then uncoded.rule
        when uncoded.tree_rule is not null then uncoded.tree_rule
        when not uncoded.is_current then 'superseded'
        when uncoded.unit_text is null then 'unit_unknown'
        when funding_rules.funding_rule is not null then funding_rules.funding_rule
        when point_rules.point_rule is not null then point_rules.point_rule
        when disclosed.printing_order > 1 then 'printed_again'
        when splits.document_id is not null then 'sum_of_rows'
        when exists (
            select 1
            from told_first
            where
                told_first.document_id = uncoded.document_id
                and told_first.department_reference = uncoded.department_reference
                and told_first.stated_phase = uncoded.stated_phase
                and told_first.mart = uncoded.mart
                and told_first.scope is not distinct from uncoded.scope
                and told_first.precedence < uncoded.precedence
                and not uncoded.stands_beside
        ) then 'told_by_other_table'
    end as rule
from uncoded
left join funding_rules
    on
        uncoded.receipt_id = funding_rules.receipt_id
        and uncoded.item = funding_rules.item
        and uncoded.mart = 'fct_project_funding'
left join point_rules
    on
        uncoded.receipt_id = point_rules.receipt_id
        and uncoded.item = point_rules.item
        and uncoded.mart = 'fct_evaluations'
left join disclosed
    on uncoded.receipt_id = disclosed.receipt_id and uncoded.is_once
left join splits
    on
        uncoded.document_id = splits.document_id
        and uncoded.block_no = splits.block_no
        and uncoded.measure = splits.measure
        and uncoded.row_key = splits.row_key
        and uncoded.parts is not null;

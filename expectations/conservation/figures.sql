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
    -- lines of these accounts are published as sums, under the receipt of another cell
    amounts.account_id in (
        'revenue_by_unit', 'spending_by_unit', 'basic_budget', 'project_budget'
    ) as is_summed,
    documents.is_current and coalesce(statements.is_current, true) as is_current
from amounts
left join documents on amounts.document_id = documents.document_id
left join parents
    on
        amounts.document_id = parents.document_id
        and amounts.block_no = parents.block_no
        and amounts.department_reference = parents.department_reference
        and amounts.code_text = parents.code_text
left join intermediate.int_statements_ranked as statements
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

fitting as (

    select
        printed.receipt_id,
        routes.mart,
        routes.item,
        routes.rule,
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

)

select
    printed.*,
    case
        when fitting.mart <> 'spending' then fitting.mart
        when printed.stated_phase = 'executed' then 'fct_spending'
        when fitting.mart = 'spending' then 'fct_budgets'
    end as mart,
    coalesce(fitting.item, printed.measure) as item,
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
        case
            when
                mart not in (
                    'fct_spending', 'fct_budgets', 'fct_revenue', 'fct_appropriations',
                    'fct_spending_economic', 'fct_spending_government_economic'
                )
                or account_id = 'department_targets'
                then null
            when account_id in ('basic_budget', 'project_budget')
                then case when code_text is null then 'code_unknown' end
            when is_parent then 'sum_of_codes'
            when code_text is null and row_key <> 'unit' then 'total_line'
        end as tree_rule
    from routed

),

leaves as (

    select * from uncoded
    where
        rule is null and tree_rule is null and is_current and set_aside_reason is null

),

-- Of two accounts of a document that tell the same, the first alone counts.
precedence (account_id, first_account, measures) as (

    values
    ('revenue_by_unit', 'revenue_account', ''),
    ('spending_by_unit', 'spending_account', ''),
    ('spending_by_unit', 'budget_spending_by_fund', ''),
    ('budget_spending_by_fund', 'spending_account', ''),
    ('basic_budget', 'basic_spending_economic', 'general_public_budget'),
    ('project_budget', 'project_spending_economic', 'general_public_budget')

),

told_first as (

    select distinct
        leaves.document_id,
        leaves.department_reference,
        leaves.stated_phase,
        leaves.mart,
        precedence.account_id,
        precedence.measures
    from leaves
    inner join precedence on leaves.account_id = precedence.first_account
    where leaves.yuan <> 0

),

-- Reception that its table splits is the sum of its parts.
receptions as (

    select distinct
        document_id,
        block_no,
        measure
    from leaves
    where
        mart = 'fct_three_public'
        and row_key in ('reception_domestic', 'reception_foreign')
        and yuan <> 0

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
    left join intermediate.int_projects_resolved as projects
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
    where mart = 'fct_disclosed_items'

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
    left join intermediate.int_projects_resolved as projects
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
    uncoded.* exclude (rule, tree_rule),
    case
        when uncoded.rule is not null then uncoded.rule
        when uncoded.tree_rule is not null then uncoded.tree_rule
        when not uncoded.is_current then 'superseded'
        when uncoded.unit_text is null then 'unit_unknown'
        when funding_rules.funding_rule is not null then funding_rules.funding_rule
        when point_rules.point_rule is not null then point_rules.point_rule
        when disclosed.printing_order > 1 then 'printed_again'
        when receptions.document_id is not null then 'sum_of_rows'
        when exists (
            select 1
            from told_first
            where
                told_first.document_id = uncoded.document_id
                and told_first.department_reference = uncoded.department_reference
                and told_first.stated_phase = uncoded.stated_phase
                and told_first.account_id = uncoded.account_id
                and told_first.mart = uncoded.mart
                and uncoded.measure like '%' || told_first.measures
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
    on
        uncoded.receipt_id = disclosed.receipt_id
        and uncoded.mart = 'fct_disclosed_items'
left join receptions
    on
        uncoded.document_id = receptions.document_id
        and uncoded.block_no = receptions.block_no
        and uncoded.measure = receptions.measure
        and uncoded.row_key = 'reception'
        and uncoded.mart = 'fct_three_public';

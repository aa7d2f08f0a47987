-- Money is conserved: what was read as a leaf figure of an account = what the marts
-- hold of it + what is quarantined + what a named rule excludes. Written from `raw`,
-- not from the models, so that a row they lose is seen. One row per document, account
-- and measure, in yuan.
--
-- read         leaf figures with a money unit: codes without longer codes in their
--              table, lines, asset classes
-- excluded     figures of documents that are not current (superseded by a newer one)
-- quarantined  figures of current documents whose place is unproved and that no mart
--              carries
-- published    the sum in the mart that the account fills
create or replace table quality.conservation as
with

-- Which mart a measure of an account fills.
destinations (account_id, measure, mart) as (

    values
    ('spending_account', 'basic', 'fct_spending'),
    ('spending_account', 'project', 'fct_spending'),
    ('spending_account', 'remitted_upward', 'fct_spending'),
    ('spending_account', 'operating', 'fct_spending'),
    ('spending_account', 'subsidy_to_affiliates', 'fct_spending'),
    ('budget_spending_by_fund', 'basic', 'fct_budgets'),
    ('budget_spending_by_fund', 'project', 'fct_budgets'),
    ('budget_spending_by_fund', 'government_fund', 'fct_budgets'),
    ('budget_spending_by_fund', 'state_capital', 'fct_budgets'),
    ('budget_spending_by_fund', 'special_account', 'fct_budgets'),
    ('budget_spending_by_fund', 'own_funds', 'fct_budgets'),
    ('revenue_account', 'fiscal_appropriation', 'fct_revenue'),
    ('revenue_account', 'superior_subsidy', 'fct_revenue'),
    ('revenue_account', 'institutional', 'fct_revenue'),
    ('revenue_account', 'operating', 'fct_revenue'),
    ('revenue_account', 'affiliate_remittance', 'fct_revenue'),
    ('revenue_account', 'other', 'fct_revenue'),
    ('general_budget_appropriations', 'opening', 'fct_appropriations'),
    ('general_budget_appropriations', 'income', 'fct_appropriations'),
    ('general_budget_appropriations', 'personnel', 'fct_appropriations'),
    ('general_budget_appropriations', 'public', 'fct_appropriations'),
    ('general_budget_appropriations', 'project', 'fct_appropriations'),
    ('general_budget_appropriations', 'closing', 'fct_appropriations'),
    ('government_fund_appropriations', 'opening', 'fct_appropriations'),
    ('government_fund_appropriations', 'income', 'fct_appropriations'),
    ('government_fund_appropriations', 'personnel', 'fct_appropriations'),
    ('government_fund_appropriations', 'public', 'fct_appropriations'),
    ('government_fund_appropriations', 'project', 'fct_appropriations'),
    ('government_fund_appropriations', 'closing', 'fct_appropriations'),
    ('state_capital_appropriations', 'opening', 'fct_appropriations'),
    ('state_capital_appropriations', 'income', 'fct_appropriations'),
    ('state_capital_appropriations', 'project', 'fct_appropriations'),
    ('state_capital_appropriations', 'closing', 'fct_appropriations'),
    ('basic_spending_economic', 'amount', 'fct_spending_economic'),
    ('project_spending_economic', 'amount', 'fct_spending_economic'),
    ('state_assets', 'original_value', 'fct_assets'),
    ('state_assets', 'net_value', 'fct_assets'),
    ('revenue_expenditure_account', 'amount', 'fct_account_lines'),
    ('revenue_expenditure_account', 'total', 'fct_account_lines'),
    ('appropriation_account', 'amount', 'fct_account_lines'),
    ('appropriation_account', 'total', 'fct_account_lines'),
    ('appropriation_account', 'general_public_budget', 'fct_account_lines'),
    ('appropriation_account', 'government_fund', 'fct_account_lines'),
    ('appropriation_account', 'state_capital', 'fct_account_lines')

),

printed as (

    select
        document_id,
        block_no,
        account_id,
        measure,
        row_key,
        code_text,
        coalesce(department_text, '') as department_text,
        reading,
        substr(document_id, 1, 16)
        || '-'
        || block_no
        || '-'
        || row_no
        || '-'
        || column_no as receipt_id,
        cast(amount * case unit_text
            when '元' then 1
            when '千元' then 1000
            when '万元' then 10000
            when '百万元' then 1000000
            when '亿元' then 100000000
        end as decimal(38, 2)) as yuan
    from raw.amounts
    where unit_text in ('元', '千元', '万元', '百万元', '亿元')

),

codes as (

    select distinct
        document_id,
        block_no,
        department_text,
        code_text
    from printed
    where code_text is not null

),

parents as (

    select distinct
        codes.document_id,
        codes.block_no,
        codes.department_text,
        codes.code_text
    from codes
    inner join codes as parts
        on
            codes.document_id = parts.document_id
            and codes.block_no = parts.block_no
            and codes.department_text = parts.department_text
            and length(parts.code_text) > length(codes.code_text)
            and starts_with(parts.code_text, codes.code_text)

),

-- An asset class printed with one value stands in both columns of the mart.
measured as (

    select
        * replace (unnest(case measure
            when 'value' then ['original_value', 'net_value'] else [measure]
        end) as measure)
    from printed

),

leaves as (

    select
        measured.*,
        destinations.mart
    from measured
    inner join destinations
        on
            measured.account_id = destinations.account_id
            and measured.measure = destinations.measure
    left join parents
        on
            measured.document_id = parents.document_id
            and measured.block_no = parents.block_no
            and measured.department_text = parents.department_text
            and measured.code_text = parents.code_text
    where
        case destinations.mart
            when 'fct_account_lines' then true
            when 'fct_assets' then measured.row_key not in ('total', 'fixed')
            else measured.code_text is not null and parents.code_text is null
        end

),

carried as (

    select receipt_id from marts.fct_spending
    union all
    select receipt_id from marts.fct_budgets
    union all
    select receipt_id from marts.fct_revenue
    union all
    select receipt_id from marts.fct_appropriations
    union all
    select receipt_id from marts.fct_spending_economic
    union all
    select receipt_id from marts.fct_assets
    union all
    select receipt_id from marts.fct_account_lines

),

read_side as (

    select
        leaves.document_id,
        leaves.account_id,
        leaves.measure,
        leaves.mart,
        count(*) as figure_count,
        sum(leaves.yuan) as read_yuan,
        coalesce(sum(leaves.yuan) filter (where not documents.is_current), 0)
            as excluded_yuan,
        coalesce(sum(leaves.yuan) filter (
            where documents.is_current and leaves.reading = 'unreconciled'
            and leaves.mart not in ('fct_appropriations', 'fct_assets')
            and leaves.receipt_id not in (select carried.receipt_id from carried)
        ), 0) as quarantined_yuan
    from leaves
    left join
        marts.dim_documents as documents
        on leaves.document_id = documents.document_id
    group by all

),

appropriations as (

    unpivot marts.fct_appropriations
    on opening_yuan as opening, income_yuan as income, personnel_yuan as personnel,
    public_yuan as public, project_yuan as project, closing_yuan as closing
    into name measure value amount_yuan

),

assets as (

    unpivot marts.fct_assets
    on original_value_yuan as original_value, net_value_yuan as net_value
    into name measure value amount_yuan

),

mart_rows as (

    select
        document_id,
        'spending_account' as account_id,
        spending_nature as measure,
        amount_yuan
    from marts.fct_spending
    union all
    select
        document_id,
        case when fund_source is null then 'spending_account'
            else 'budget_spending_by_fund' end as account_id,
        coalesce(spending_nature, fund_source) as measure,
        amount_yuan
    from marts.fct_budgets
    where function_code is not null
    union all
    select
        document_id,
        'revenue_account' as account_id,
        revenue_source as measure,
        amount_yuan
    from marts.fct_revenue
    union all
    select
        document_id,
        case fund_source
            when 'general_public_budget' then 'general_budget_appropriations'
            when 'government_fund' then 'government_fund_appropriations'
            when 'state_capital' then 'state_capital_appropriations'
        end as account_id,
        measure,
        amount_yuan
    from appropriations
    union all
    select
        document_id,
        spending_nature || '_spending_economic' as account_id,
        'amount' as measure,
        amount_yuan
    from marts.fct_spending_economic
    union all
    select
        document_id,
        'state_assets' as account_id,
        measure,
        amount_yuan
    from assets
    union all
    select
        lines.document_id,
        amounts.account_id,
        amounts.measure,
        lines.amount_yuan
    from marts.fct_account_lines as lines
    left join raw.amounts as amounts
        on
            lines.document_id = amounts.document_id
            and lines.receipt_id
            = substr(amounts.document_id, 1, 16)
            || '-'
            || amounts.block_no
            || '-'
            || amounts.row_no
            || '-' || amounts.column_no

),

published_side as (

    select
        document_id,
        account_id,
        measure,
        sum(amount_yuan) as published_yuan
    from mart_rows
    group by all

)

select
    coalesce(read_side.document_id, published_side.document_id) as document_id,
    coalesce(read_side.account_id, published_side.account_id) as account_id,
    coalesce(read_side.measure, published_side.measure) as measure,
    read_side.mart,
    coalesce(read_side.figure_count, 0) as figure_count,
    cast(coalesce(read_side.read_yuan, 0) as decimal(20, 2)) as read_yuan,
    cast(coalesce(published_side.published_yuan, 0) as decimal(20, 2))
        as published_yuan,
    cast(coalesce(read_side.quarantined_yuan, 0) as decimal(20, 2)) as quarantined_yuan,
    cast(coalesce(read_side.excluded_yuan, 0) as decimal(20, 2)) as excluded_yuan
from read_side
full join published_side
    on
        read_side.document_id = published_side.document_id
        and read_side.account_id = published_side.account_id
        and read_side.measure = published_side.measure
order by all

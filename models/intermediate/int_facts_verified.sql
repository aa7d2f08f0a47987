with

spending as (

    select * from {{ ref('fct_spending') }}

),

revenue as (

    select * from {{ ref('fct_revenue') }}

),

budgets as (

    select * from {{ ref('fct_budgets') }}

),

project_funding as (

    select * from {{ ref('fct_project_funding') }}

),

account_lines as (

    select * from {{ ref('fct_account_lines') }}

),

appropriations as (

    select * from {{ ref('fct_appropriations') }}

),

economic as (

    select * from {{ ref('fct_spending_economic') }}

),

three_public as (

    select * from {{ ref('fct_three_public') }}

),

assets as (

    select * from {{ ref('fct_assets') }}

),

touches as (

    select * from {{ ref('int_reconciliations_touched') }}

),

documents as (

    select * from {{ ref('int_documents_ranked') }}

),

-- The amount of a row is its main figure, the one that its receipt shows.
-- An account (scope) is what one document alone may state for a department and year.
facts as (

    select
        'spending' as fact_name,
        'executed' as phase,
        cast(null as varchar) as scope,
        spending_nature as item_code,
        function_code as code,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        amount_yuan,
        cast(null as decimal(20, 2)) as personnel_yuan,
        cast(null as decimal(20, 2)) as public_yuan,
        reading
    from spending

    union all

    select
        'revenue' as fact_name,
        phase,
        cast(null as varchar) as scope,
        revenue_source as item_code,
        function_code as code,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        amount_yuan,
        cast(null as decimal(20, 2)) as personnel_yuan,
        cast(null as decimal(20, 2)) as public_yuan,
        reading
    from revenue

    union all

    select
        'budget' as fact_name,
        phase,
        cast(null as varchar) as scope,
        spending_nature as item_code,
        function_code as code,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        amount_yuan,
        cast(null as decimal(20, 2)) as personnel_yuan,
        cast(null as decimal(20, 2)) as public_yuan,
        reading
    from budgets

    union all

    select
        'project_funding' as fact_name,
        case
            when executed_yuan is not null then 'executed'
            when adjusted_yuan is not null then 'adjusted'
            else 'approved'
        end as phase,
        project_key as scope,
        cast(null as varchar) as item_code,
        cast(null as varchar) as code,
        project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        coalesce(executed_yuan, adjusted_yuan, approved_yuan) as amount_yuan,
        cast(null as decimal(20, 2)) as personnel_yuan,
        cast(null as decimal(20, 2)) as public_yuan,
        reading
    from project_funding

    union all

    select
        'account' as fact_name,
        phase,
        concat(account, ' ', side) as scope,
        case when is_part then 'part' else line_code end as item_code,
        cast(null as varchar) as code,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        amount_yuan,
        cast(null as decimal(20, 2)) as personnel_yuan,
        cast(null as decimal(20, 2)) as public_yuan,
        reading
    from account_lines

    union all

    select
        'appropriations' as fact_name,
        phase,
        fund_source as scope,
        cast(null as varchar) as item_code,
        function_code as code,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        coalesce(spending_yuan, income_yuan) as amount_yuan,
        personnel_yuan,
        public_yuan,
        reading
    from appropriations

    union all

    select
        'economic' as fact_name,
        phase,
        concat(spending_nature, ' ', fund_source) as scope,
        spending_nature as item_code,
        economic_code as code,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        amount_yuan,
        case
            when
                spending_nature = 'basic'
                and substr(economic_code, 1, 3) in ('301', '303')
                then amount_yuan
        end as personnel_yuan,
        case
            when
                spending_nature = 'basic'
                and substr(economic_code, 1, 3) not in ('301', '303')
                then amount_yuan
        end as public_yuan,
        reading
    from economic

    union all

    select
        'three_public' as fact_name,
        case
            when executed_yuan is not null then 'executed'
            when adjusted_yuan is not null then 'adjusted'
            else 'approved'
        end as phase,
        fund_basis as scope,
        item_code,
        cast(null as varchar) as code,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        coalesce(executed_yuan, adjusted_yuan, budget_yuan) as amount_yuan,
        cast(null as decimal(20, 2)) as personnel_yuan,
        cast(null as decimal(20, 2)) as public_yuan,
        reading
    from three_public

    union all

    select
        'assets' as fact_name,
        'executed' as phase,
        cast(null as varchar) as scope,
        asset_class as item_code,
        cast(null as varchar) as code,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        net_value_yuan as amount_yuan,
        cast(null as decimal(20, 2)) as personnel_yuan,
        cast(null as decimal(20, 2)) as public_yuan,
        reading
    from assets

),

proofs as (

    select
        receipt_id,
        count(*) as proof_count
    from touches
    where status in ('holds', 'rounding')
    group by receipt_id

),

-- No amount, no fact to prove: projects without money, counts of persons.
placed as (

    select
        facts.*,
        documents.caliber,
        documents.document_rank,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        facts.department_key is null
        and coalesce(documents.is_of_government, false) as is_of_government,
        coalesce(proofs.proof_count, 0) as proof_count,
        facts.reading <> 'unreconciled' and proofs.receipt_id is not null
            as is_proven,
        {{ key_of([
            'coalesce(facts.department_key, facts.document_id)',
            'facts.fiscal_year',
            'coalesce(documents.is_synthetic, false)'
        ]) }} as department_year_key
    from facts
    left join proofs
        on facts.receipt_id = proofs.receipt_id
    left join documents
        on facts.document_id = documents.document_id
    where facts.amount_yuan is not null

),

-- Of a project, the document that prints its execution; else, the first in rank.
ranked as (

    select
        *,
        dense_rank() over (
            partition by
                department_year_key,
                fact_name,
                coalesce(scope, ''),
                case when fact_name = 'project_funding' then '' else phase end
            order by
                case
                    when fact_name <> 'project_funding' then 0
                    when phase = 'executed' then 1
                    when phase = 'adjusted' then 2
                    else 3
                end,
                document_rank,
                document_id
        ) as statement_order
    from placed

),

final as (

    select
        fact_name,
        phase,
        scope,
        item_code,
        code,
        project_key,
        document_id,
        receipt_id,
        department_year_key,
        department_key,
        region_code,
        fiscal_year,
        is_synthetic,
        is_of_government,
        caliber,
        amount_yuan,
        personnel_yuan,
        public_yuan,
        reading,
        proof_count,
        is_proven,
        statement_order = 1 as is_chosen
    from ranked

)

select * from final

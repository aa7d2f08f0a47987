with

spending as (

    select * from {{ ref('fct_spending_all') }}
    where {{ is_stated() }}

),

revenue as (

    select * from {{ ref('fct_revenue_all') }}
    where {{ is_stated() }}

),

budgets as (

    select * from {{ ref('fct_budgets_all') }}
    where {{ is_stated() }}

),

project_funding as (

    select * from {{ ref('fct_project_funding') }}

),

account_lines as (

    select * from {{ ref('fct_account_lines_all') }}
    where {{ is_stated() }}

),

appropriations as (

    select * from {{ ref('fct_appropriations_all') }}
    where {{ is_stated() }}

),

economic as (

    select * from {{ ref('fct_spending_economic_all') }}
    where {{ is_stated() }}

),

three_public as (

    select * from {{ ref('fct_three_public_all') }}
    where {{ is_stated() }}

),

assets as (

    select * from {{ ref('fct_assets_all') }}
    where {{ is_stated() }}

),

receipts as (

    select * from {{ ref('receipts') }}

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
        cast(null as varchar) as personnel_receipt_id,
        cast(null as decimal(20, 2)) as public_yuan,
        cast(null as varchar) as public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        is_chosen
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
        cast(null as varchar) as personnel_receipt_id,
        cast(null as decimal(20, 2)) as public_yuan,
        cast(null as varchar) as public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        is_chosen
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
        cast(null as varchar) as personnel_receipt_id,
        cast(null as decimal(20, 2)) as public_yuan,
        cast(null as varchar) as public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        is_chosen
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
        cast(null as varchar) as personnel_receipt_id,
        cast(null as decimal(20, 2)) as public_yuan,
        cast(null as varchar) as public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        true as is_chosen
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
        cast(null as varchar) as personnel_receipt_id,
        cast(null as decimal(20, 2)) as public_yuan,
        cast(null as varchar) as public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        is_chosen
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
        personnel_receipt_id,
        public_yuan,
        public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        is_chosen
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
        receipt_id as personnel_receipt_id,
        case
            when
                spending_nature = 'basic'
                and substr(economic_code, 1, 3) not in ('301', '303')
                then amount_yuan
        end as public_yuan,
        receipt_id as public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        is_chosen
    from economic

    union all

    select
        'three_public' as fact_name,
        phase,
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
        cast(null as varchar) as personnel_receipt_id,
        cast(null as decimal(20, 2)) as public_yuan,
        cast(null as varchar) as public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        is_chosen
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
        cast(null as varchar) as personnel_receipt_id,
        cast(null as decimal(20, 2)) as public_yuan,
        cast(null as varchar) as public_receipt_id,
        reading,
        half_unit_yuan,
        is_proven,
        verified_by,
        is_chosen
    from assets

),

-- No amount, no fact to prove: projects without money, counts of persons.
placed as (

    select
        facts.*,
        documents.caliber,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        facts.department_key is null
        and coalesce(documents.is_of_government, false) as is_of_government,
        case when facts.personnel_yuan is not null then personnel.half_unit_yuan end
            as personnel_half_unit_yuan,
        facts.personnel_yuan is not null and coalesce(personnel.is_proven, false)
            as is_personnel_proven,
        case when facts.public_yuan is not null then publics.half_unit_yuan end
            as public_half_unit_yuan,
        facts.public_yuan is not null and coalesce(publics.is_proven, false)
            as is_public_proven,
        {{ department_year_key('facts') }} as department_year_key
    from facts
    left join receipts as personnel
        on facts.personnel_receipt_id = personnel.receipt_id
    left join receipts as publics
        on facts.public_receipt_id = publics.receipt_id
    left join documents
        on facts.document_id = documents.document_id
    where facts.amount_yuan is not null

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
        half_unit_yuan,
        is_proven,
        verified_by,
        personnel_yuan,
        personnel_receipt_id,
        personnel_half_unit_yuan,
        is_personnel_proven,
        public_yuan,
        public_receipt_id,
        public_half_unit_yuan,
        is_public_proven,
        reading,
        is_chosen
    from placed

)

select * from final

with

mentions as (select * from {{ ref('int_department_years_mentioned') }}),

measures as (select * from {{ ref('int_department_measures') }}),

facts as (select * from {{ ref('stated_facts') }}),

indicators as (select * from {{ ref('fct_indicators') }}),

project_years as (select * from {{ ref('int_project_years_summed') }}),

evaluations as (select * from {{ ref('fct_evaluations') }}),

findings as (select * from {{ ref('fct_findings') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

departments as (select * from {{ ref('dim_departments') }}),

regions as (select * from {{ ref('dim_regions') }}),

keyed_evaluations as (

    select
        evaluations.*,
        documents.document_rank,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        {{ department_year_key('evaluations') }} as department_year_key
    from evaluations
    left join documents
        on evaluations.document_id = documents.document_id

),

keyed_findings as (

    select
        findings.*,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        {{ department_year_key('findings') }} as department_year_key
    from findings
    left join documents
        on findings.document_id = documents.document_id

),

spine as (

    select
        mentions.department_year_key,
        max(mentions.department_key) as department_key,
        max(mentions.region_code) as region_code,
        max(mentions.fiscal_year) as fiscal_year,
        coalesce(bool_or(mentions.is_synthetic), false) as is_synthetic,
        count(distinct mentions.document_id) as document_count,
        coalesce(bool_or(documents.caliber = 'department'), false)
            as has_department_caliber,
        coalesce(bool_or(documents.caliber = 'unit'), false) as has_unit_caliber
    from mentions
    left join documents
        on mentions.document_id = documents.document_id
    group by mentions.department_year_key

),

chosen_facts as (

    select * from facts
    where is_chosen and is_main and fact_name in {{ facts_of_department_years() }}

),

amounts as (

    select
        department_year_key,
        {% for measure in department_measures() %}
            max(amount_yuan) filter (where measure = '{{ measure }}')
                as {{ measure }}_yuan,
            max(interval_yuan) filter (where measure = '{{ measure }}')
                as {{ measure }}_interval_yuan,
            {{ share_of(
                "max(case when measure = '" ~ measure ~ "' then verified_yuan end)",
                "max(case when measure = '" ~ measure ~ "' then verifiable_yuan end)"
            ) }} as {{ measure }}_verified_share,
        {% endfor %}
        max(basis) filter (where measure = 'three_public') as three_public_fund_basis
    from measures
    group by department_year_key

),

-- Accounts of both calibers side by side.
accounts as (

    select
        department_year_key,
        coalesce(
            bool_or(fact_name <> 'project_funding' and caliber = 'unit'),
            false
        ) as has_unit_accounts,
        coalesce(
            bool_or(fact_name <> 'project_funding' and caliber = 'department'),
            false
        ) as has_department_accounts
    from chosen_facts
    group by department_year_key

),

-- What the verified share is a share of: the first of these that has money.
verifiable as (

    select
        *,
        case
            when fact_name = 'spending' then 1
            when fact_name = 'revenue' and phase = 'executed' then 2
            when fact_name = 'account' and phase = 'executed' then 3
            when fact_name = 'budget' and phase = 'approved' then 4
            when fact_name = 'project_funding' then 5
            when fact_name = 'appropriations' then 6
            when fact_name = 'economic' then 7
            when fact_name = 'three_public' then 8
            when fact_name = 'assets' then 9
            else 10
        end as basis_order
    from chosen_facts
    where amount_yuan <> 0

),

bases as (

    select
        department_year_key,
        min(basis_order) as basis_order
    from verifiable
    group by department_year_key

),

verified as (

    select
        bases.department_year_key,
        max(verifiable.fact_name) as verified_basis,
        min(verifiable.caliber) as caliber,
        cast(sum(abs(verifiable.amount_yuan)) as decimal(20, 2)) as verifiable_yuan,
        cast(
            sum(
                case
                    when verifiable.is_proven then abs(verifiable.amount_yuan) else 0
                end
            ) as decimal(20, 2)
        ) as verified_yuan
    from bases
    left join verifiable
        on
            bases.department_year_key = verifiable.department_year_key
            and bases.basis_order = verifiable.basis_order
    group by bases.department_year_key

),

-- The rate weighs projects by their money, and only those that print both sides.
projects as (

    select
        department_year_key,
        count(*) as project_count,
        cast(
            sum(coalesce(adjusted_yuan, approved_yuan)) filter (
                where executed_yuan is not null
            ) as decimal(20, 2)
        ) as rated_budget_yuan,
        cast(
            sum(executed_yuan) filter (
                where coalesce(adjusted_yuan, approved_yuan) is not null
            ) as decimal(20, 2)
        ) as rated_executed_yuan
    from project_years
    group by department_year_key

),

indicator_counts as (

    select
        department_year_key,
        count(*) as indicator_count,
        sum(case when is_met is null then 0 else 1 end) as judged_indicator_count,
        count(*) filter (where is_met) as met_indicator_count
    from indicators
    where is_chosen
    group by department_year_key

),

-- One score for each project, and one for the department as a whole.
own_scores as (

    select
        department_year_key,
        total_score,
        row_number() over (
            partition by department_year_key
            order by document_rank, receipt_id
        ) as score_order
    from keyed_evaluations
    where project_key is null and total_score is not null

),

scores as (

    select
        department_year_key,
        total_score
    from project_years
    where total_score is not null

    union all

    select
        department_year_key,
        total_score
    from own_scores
    where score_order = 1

),

score_means as (

    select
        department_year_key,
        count(*) as score_count,
        cast(sum(total_score) as decimal(18, 6)) as score_sum
    from scores
    group by department_year_key

),

-- Two documents that name the same problem of the same project name one problem.
finding_counts as (

    select
        department_year_key,
        count(distinct concat(coalesce(project_key, ''), '|', finding_text))
            as finding_count
    from keyed_findings
    group by department_year_key

),

joined as (

    select
        spine.department_year_key,
        spine.department_key,
        departments.department_name,
        coalesce(departments.region_code, spine.region_code) as region_code,
        regions.region_name,
        regions.region_level,
        spine.fiscal_year,
        spine.is_synthetic,
        -- Money of a document that does not tell goes with the department's.
        case
            when verified.caliber is not null then verified.caliber
            when spine.has_department_caliber then 'department'
            when spine.has_unit_caliber and verified.department_year_key is null
                then 'unit'
        end as caliber,
        coalesce(
            accounts.has_department_accounts and accounts.has_unit_accounts, false
        ) as is_caliber_mixed,
        spine.document_count,
        {% for measure in department_measures() %}
            amounts.{{ measure }}_yuan,
            amounts.{{ measure }}_verified_share,
            amounts.{{ measure }}_interval_yuan,
        {% endfor %}
        amounts.three_public_fund_basis,
        coalesce(projects.project_count, 0) as project_count,
        projects.rated_budget_yuan,
        projects.rated_executed_yuan,
        coalesce(indicator_counts.indicator_count, 0) as indicator_count,
        cast(coalesce(indicator_counts.judged_indicator_count, 0) as bigint)
            as judged_indicator_count,
        cast(coalesce(indicator_counts.met_indicator_count, 0) as bigint)
            as met_indicator_count,
        coalesce(score_means.score_count, 0) as score_count,
        score_means.score_sum,
        coalesce(finding_counts.finding_count, 0) as finding_count,
        verified.verified_basis,
        verified.verifiable_yuan,
        verified.verified_yuan
    from spine
    left join departments
        on spine.department_key = departments.department_key
    left join regions
        on coalesce(departments.region_code, spine.region_code) = regions.region_code
    left join amounts
        on spine.department_year_key = amounts.department_year_key
    left join accounts
        on spine.department_year_key = accounts.department_year_key
    left join verified
        on spine.department_year_key = verified.department_year_key
    left join projects
        on spine.department_year_key = projects.department_year_key
    left join indicator_counts
        on spine.department_year_key = indicator_counts.department_year_key
    left join score_means
        on spine.department_year_key = score_means.department_year_key
    left join finding_counts
        on spine.department_year_key = finding_counts.department_year_key

),

rated as (

    select
        *,
        {{ share_of('basic_yuan', 'total_spending_yuan') }} as basic_share,
        {{ share_of('project_yuan', 'total_spending_yuan') }} as project_share,
        {{ share_of('personnel_yuan', '(personnel_yuan + public_yuan)') }}
            as personnel_share,
        {{ share_of('rated_executed_yuan', 'rated_budget_yuan') }} as execution_rate,
        {{ share_of('met_indicator_count', 'judged_indicator_count') }} as met_share,
        {{ share_of('score_sum', 'score_count') }} as mean_score,
        {{ share_of('verified_yuan', 'verifiable_yuan') }} as verified_share
    from joined

)

select * from rated

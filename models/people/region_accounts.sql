{%- set accounts = {
    'general': 'general_public_budget',
    'fund': 'government_fund',
    'capital': 'state_capital',
    'insurance': 'social_insurance',
} -%}
{%- set sides = {'revenue': 'revenue', 'spending': 'expenditure'} -%}
{%- set phases = ['approved', 'adjusted', 'executed', 'final'] -%}
with

lines as (

    select * from {{ ref('fct_region_lines') }}
    where is_chosen and fiscal_year is not null

),

debt as (

    select * from {{ ref('fct_region_debt') }}
    where is_chosen

),

regions as (

    select * from {{ ref('dim_regions') }}

),

region_years as (

    select * from {{ ref('region_years') }}

),

-- The first of an account's own totals in the statement that counts.
totals as (

    select
        region_code,
        scope,
        fiscal_year,
        is_synthetic,
        account,
        side,
        phase,
        amount_yuan,
        is_proven,
        row_number() over (
            partition by
                region_code, scope, fiscal_year, is_synthetic, account, side, phase
            order by classification = 'government_economic', document_id, line_no
        ) as total_no
    from lines
    where
        total_kind = 'own'
        and side in ('revenue', 'expenditure')
        and classification in ('revenue_item', 'function', 'government_economic')
        and part is null
        and column_item is null

),

taxes as (

    select
        region_code,
        scope,
        fiscal_year,
        is_synthetic,
        'tax' as account,
        side,
        phase,
        amount_yuan,
        is_proven,
        row_number() over (
            partition by region_code, scope, fiscal_year, is_synthetic, phase
            order by document_id, line_no
        ) as total_no
    from lines
    where
        account = 'general_public_budget'
        and classification = 'revenue_item'
        and (line_code = '101' or line_name in ('税收收入', '税收收入小计', '税收收入合计'))

),

owed as (

    select
        region_code,
        scope,
        fiscal_year,
        is_synthetic,
        'debt' as account,
        debt_measure as side,
        phase,
        amount_yuan,
        is_proven,
        row_number() over (
            partition by region_code, scope, fiscal_year, is_synthetic, debt_measure
            order by
                case phase
                    when 'final' then 1 when 'executed' then 2
                    when 'adjusted' then 3 else 4
                end,
                document_id,
                line_no
        ) as total_no
    from debt
    where
        debt_kind = 'total'
        and debt_measure in ('limit', 'balance')
        and counterpart_name is null

),

figures as (

    select * from totals
    where total_no = 1

    union all

    select * from taxes
    where total_no = 1

    union all

    select * from owed
    where total_no = 1

),

summed as (

    select
        region_code,
        scope,
        fiscal_year,
        is_synthetic,
        {%- for name, account in accounts.items() %}
            {%- for word, side in sides.items() %}
                {%- for phase in phases %}
                    max(
                        case
                            when
                                account = '{{ account }}' and side = '{{ side }}'
                                and phase = '{{ phase }}'
                                then amount_yuan
                        end
                    ) as {{ name }}_{{ word }}_{{ phase }}_yuan,
                {%- endfor %}
            {%- endfor %}
        {%- endfor %}
        coalesce(
            max(case when account = 'tax' and phase = 'final' then amount_yuan end),
            max(case when account = 'tax' and phase = 'executed' then amount_yuan end)
        ) as tax_revenue_yuan,
        max(case when account = 'debt' and side = 'limit' then amount_yuan end)
            as debt_limit_yuan,
        max(case when account = 'debt' and side = 'balance' then amount_yuan end)
            as debt_balance_yuan,
        count(*) as figure_count,
        cast(avg(case when is_proven then 1.0 else 0.0 end) as decimal(18, 6))
            as verified_share
    from figures
    where scope in ('whole_region', 'own_level', 'city_level')
    group by region_code, scope, fiscal_year, is_synthetic

),

actual as (

    select
        *,
        {%- for name in accounts %}
            {%- for word in sides %}
                coalesce(
                    {{ name }}_{{ word }}_final_yuan,
                    {{ name }}_{{ word }}_executed_yuan
                ) as {{ name }}_{{ word }}_yuan
                {%- if not loop.last %},{% endif %}
            {%- endfor %}
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from summed

),

final as (

    select
        {{ key_of([
            'actual.region_code',
            'actual.scope',
            'actual.fiscal_year',
            'actual.is_synthetic'
        ]) }} as region_account_key,
        actual.region_code,
        regions.region_name,
        regions.region_level,
        actual.scope,
        actual.fiscal_year,
        actual.is_synthetic,
        {%- for name in accounts %}
            {%- for word in sides %}
                actual.{{ name }}_{{ word }}_yuan,
                {%- for phase in phases %}
                    actual.{{ name }}_{{ word }}_{{ phase }}_yuan,
                {%- endfor %}
            {%- endfor %}
        {%- endfor %}
        actual.tax_revenue_yuan,
        {{ share_of('actual.tax_revenue_yuan', 'actual.general_revenue_yuan') }}
            as tax_share,
        {{ share_of(
            '(actual.general_revenue_yuan - years_before.general_revenue_yuan)',
            'years_before.general_revenue_yuan'
        ) }} as general_revenue_growth,
        {{ share_of(
            '(actual.general_spending_yuan - years_before.general_spending_yuan)',
            'years_before.general_spending_yuan'
        ) }} as general_spending_growth,
        {{ share_of(
            'actual.general_revenue_yuan',
            'coalesce(actual.general_revenue_adjusted_yuan,'
            ' actual.general_revenue_approved_yuan)'
        ) }} as general_revenue_completion,
        {{ share_of(
            'actual.general_spending_yuan',
            'coalesce(actual.general_spending_adjusted_yuan,'
            ' actual.general_spending_approved_yuan)'
        ) }} as general_spending_completion,
        actual.debt_limit_yuan,
        actual.debt_balance_yuan,
        {{ share_of('actual.debt_balance_yuan', 'actual.debt_limit_yuan') }}
            as debt_share_of_limit,
        region_years.total_spending_yuan as department_spending_yuan,
        {{ share_of(
            'region_years.total_spending_yuan', 'actual.general_spending_yuan'
        ) }}
            as department_coverage_share,
        actual.figure_count,
        actual.verified_share
    from actual
    left join regions
        on actual.region_code = regions.region_code
    left join actual as years_before
        on
            actual.region_code = years_before.region_code
            and actual.scope = years_before.scope
            and actual.fiscal_year = years_before.fiscal_year + 1
            and actual.is_synthetic = years_before.is_synthetic
    left join region_years
        on
            actual.region_code = region_years.region_code
            and actual.fiscal_year = region_years.fiscal_year
            and actual.is_synthetic = region_years.is_synthetic
            and actual.scope = 'own_level'

)

select * from final

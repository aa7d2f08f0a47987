{%- set accounts = {
    'general_public_budget': 'general',
    'government_fund': 'fund',
    'state_capital': 'capital',
    'social_insurance': 'insurance',
} -%}
{%- set of_all = [
    'region_code',
    'scope',
    'fiscal_year',
    'is_synthetic',
    'phase',
    'is_estimate',
    'document_id',
    'receipt_id',
    'block_no',
    'line_no',
    'is_proven',
] -%}
with

lines as (

    select * from {{ ref('fct_region_lines') }}
    where
        is_chosen
        and fiscal_year is not null
        and part is null
        and column_item is null
        and scope in ('whole_region', 'own_level', 'city_level')

),

rates as (

    select * from {{ ref('fct_region_rates') }}
    where
        fiscal_year is not null
        and part is null
        and column_item is null
        and account = 'general_public_budget'
        and total_kind = 'own'
        and classification in ('revenue_item', 'function')
        and side in ('revenue', 'expenditure')
        and measure in ('growth', 'completion')
        and scope in ('whole_region', 'own_level', 'city_level')

),

debt as (

    select * from {{ ref('fct_region_debt') }}
    where
        is_chosen
        and debt_kind = 'total'
        and debt_measure in ('limit', 'balance')
        and counterpart_name is null
        and scope in ('whole_region', 'own_level', 'city_level')

),

-- The account's own totals, by revenue and spending.
totals as (

    select
        *,
        concat(
            case account
                {%- for account, name in accounts.items() %}
                    when '{{ account }}' then '{{ name }}'
                {%- endfor %}
            end,
            case side when 'revenue' then '_revenue' else '_spending' end
        ) as item,
        case classification
            when 'government_economic' then 2
            when 'fund' then 3
            else 1
        end as preference
    from lines
    where
        total_kind = 'own'
        and side in ('revenue', 'expenditure')
        and classification in (
            'revenue_item', 'function', 'government_economic', 'fund'
        )
        and account in (
            {%- for account in accounts %}
                '{{ account }}'{% if not loop.last %},{% endif %}
            {%- endfor %}
        )

),

taxes as (

    select
        *,
        'tax_revenue' as item,
        1 as preference
    from lines
    where
        account = 'general_public_budget'
        and classification = 'revenue_item'
        and (line_code = '101' or line_name in ('税收收入', '税收收入小计', '税收收入合计'))

),

united as (

    {% for name in ['totals', 'taxes'] %}
        select
            item,
            preference,
            {% for column in of_all %}
                {{ column }},
            {% endfor %}
            line_name,
            amount_yuan,
            cast(null as decimal(18, 6)) as rate
        from {{ name }}
        union all
    {% endfor %}

    -- What is printed of the totals of the general budget; of the statement that counts
    -- first, a completion of the budget as adjusted first.
    select
        concat(
            'general_',
            case side when 'revenue' then 'revenue_' else 'spending_' end,
            measure
        ) as item,
        case when is_chosen then 1 else 3 end
        + case when base_phase = 'approved' then 1 else 0 end as preference,
        {% for column in of_all %}
            {{ column }},
        {% endfor %}
        line_name,
        cast(null as decimal(20, 2)) as amount_yuan,
        cast(value as decimal(18, 6)) as rate
    from rates
    union all

    -- What is owed is one figure a year, of the last stage that tells it.
    select
        concat('debt_', debt_measure) as item,
        case phase
            when 'final' then 1
            when 'executed' then 2
            when 'adjusted' then 3
            else 4
        end as preference,
        {% for column in of_all %}
            {{ column }},
        {% endfor %}
        label_text as line_name,
        amount_yuan,
        cast(null as decimal(18, 6)) as rate
    from debt

),

ranked as (

    select
        *,
        row_number() over (
            partition by
                item,
                region_code,
                scope,
                fiscal_year,
                is_synthetic,
                case when item not in ('debt_limit', 'debt_balance') then phase end
            order by preference, document_id, block_no, line_no, receipt_id
        ) as choice
    from united

),

final as (

    select
        {{ key_of(['region_code', 'scope', 'fiscal_year', 'is_synthetic']) }}
            as region_account_key,
        region_code,
        scope,
        fiscal_year,
        is_synthetic,
        item,
        phase,
        is_estimate,
        line_name,
        amount_yuan,
        rate,
        document_id,
        receipt_id,
        is_proven
    from ranked
    where choice = 1

)

select * from final

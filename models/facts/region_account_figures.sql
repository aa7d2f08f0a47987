{%- set accounts = {
    'general_public_budget': 'general',
    'government_fund': 'fund',
    'state_capital': 'capital',
    'social_insurance': 'insurance',
} -%}
{%- set is_told_of = (
    "fiscal_year is not null and part is null and column_item is null"
    ~ " and scope in ('whole_region', 'own_level', 'city_level')"
) -%}
with

lines as (

    select * from {{ ref('fct_region_lines') }}
    where is_chosen and {{ is_told_of }}

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

-- What is printed of the totals of the general budget; of the statement that counts
-- first, a completion of the budget as adjusted first.
rates as (

    select
        *,
        concat(
            'general_',
            case side when 'revenue' then 'revenue_' else 'spending_' end,
            measure
        ) as item,
        case when is_chosen then 1 else 3 end
        + case when base_phase = 'approved' then 1 else 0 end as preference,
        cast(value as decimal(18, 6)) as rate
    from {{ ref('fct_region_rates') }}
    where
        {{ is_told_of }}
        and account = 'general_public_budget'
        and total_kind = 'own'
        and classification in ('revenue_item', 'function')
        and side in ('revenue', 'expenditure')
        and measure in ('growth', 'completion')

),

-- What is owed is one figure a year, of the last stage that tells it.
debt as (

    select
        *,
        label_text as line_name,
        concat('debt_', debt_measure) as item,
        case phase
            when 'final' then 1
            when 'executed' then 2
            when 'adjusted' then 3
            else 4
        end as preference
    from {{ ref('fct_region_debt') }}
    where
        is_chosen
        and debt_kind = 'total'
        and debt_measure in ('limit', 'balance')
        and counterpart_name is null
        and scope in ('whole_region', 'own_level', 'city_level')

),

united as (

    {%- for name in ['totals', 'taxes', 'rates', 'debt'] %}
        select * from {{ name }}
        {%- if not loop.last %}
            union all by name
        {%- endif %}
    {%- endfor %}

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
    from united
    qualify row_number() over (
        partition by
            item,
            region_code,
            scope,
            fiscal_year,
            is_synthetic,
            case when item not in ('debt_limit', 'debt_balance') then phase end
        order by preference, document_id, block_no, line_no, receipt_id
    ) = 1

)

select * from final

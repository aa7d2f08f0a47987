{#- What a printed unit of the narrative counts: yuan, a hundredth, or one. -#}
{% macro stated_factor(unit_text) -%}
    case when {{ unit_text }} = '%' then 0.01
        else coalesce({{ yuan_factor(unit_text) }}, 1)
    end
{%- endmacro %}


{#- Whether a figure stands on a line of an account that a document prints once: a leaf of
    its codes, or a line of an account without codes. -#}
{% macro is_line_of_account() -%}
    case
        when figures.project_no is not null or not figures.is_counted then false
        when figures.account_id in (
            'spending_account',
            'revenue_account',
            'budget_spending_by_fund',
            'general_budget_appropriations',
            'government_fund_appropriations',
            'state_capital_appropriations',
            'basic_spending_economic',
            'project_spending_economic',
            'government_basic_economic'
        ) then figures.is_leaf
        else figures.account_id in (
            'revenue_expenditure_account',
            'appropriation_account',
            'three_public_all_funds',
            'three_public_general_budget',
            'state_assets'
        )
    end
{%- endmacro %}


{#- One sum over another, to eight decimals; null where the other is zero or missing. -#}
{% macro fraction(above, below) -%}
    cast(
        cast({{ above }} as double) / nullif(cast({{ below }} as double), 0)
        as decimal(28, 8)
    )
{%- endmacro %}

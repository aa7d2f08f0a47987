-- depends_on: {{ ref('fct_account_lines') }}
-- depends_on: {{ ref('fct_account_lines_all') }}
-- depends_on: {{ ref('fct_budgets') }}
-- depends_on: {{ ref('fct_budgets_all') }}
-- depends_on: {{ ref('fct_revenue') }}
-- depends_on: {{ ref('fct_revenue_all') }}
-- depends_on: {{ ref('fct_spending') }}
-- depends_on: {{ ref('fct_spending_all') }}
-- depends_on: {{ ref('fct_spending_economic') }}
-- depends_on: {{ ref('fct_spending_economic_all') }}
-- depends_on: {{ ref('fct_spending_government_economic') }}
-- depends_on: {{ ref('fct_spending_government_economic_all') }}
-- depends_on: {{ ref('fct_appropriations') }}
-- depends_on: {{ ref('fct_appropriations_all') }}
-- depends_on: {{ ref('fct_three_public') }}
-- depends_on: {{ ref('fct_three_public_all') }}
-- depends_on: {{ ref('fct_assets') }}
-- depends_on: {{ ref('fct_assets_all') }}
-- depends_on: {{ ref('fct_disclosed_items') }}
-- depends_on: {{ ref('fct_disclosed_items_all') }}
-- depends_on: {{ ref('fct_project_funding') }}
-- depends_on: {{ ref('fct_project_funding_all') }}
-- depends_on: {{ ref('fct_evaluations') }}
-- depends_on: {{ ref('fct_indicators') }}
-- depends_on: {{ ref('fct_findings') }}
-- depends_on: {{ ref('fct_region_lines') }}
-- depends_on: {{ ref('fct_region_debt') }}
-- depends_on: {{ ref('fct_region_rates') }}
with

receipts as (select * from {{ ref('receipts') }}),

figures as (
    {% for fact_table, column, receipt, kind in fact_figures() %}
        {%- for suffix in (
            ['', '_all'] if fact_table in facts_with_statements() else ['']
        ) %}
            select
                '{{ fact_table }}{{ suffix }}' as fact_table,
                receipt_id as fact_receipt_id,
                '{{ column }}' as column_name,
                cast({{ receipt }} as varchar) as receipt_id,
                cast({{ column if kind == 'yuan' else 'null' }} as decimal(20, 2))
                    as amount_yuan,
                cast({{ column if kind == 'number' else 'null' }} as decimal(28, 8))
                    as number,
                cast({{ column if kind == 'text' else 'null' }} as varchar) as text
            from {{ ref(fact_table ~ suffix) }}
            where
                {{ column }} is not null
                {%- if suffix %} and not is_chosen and {{ is_stated() }}{% endif %}
            {% if not loop.last %}
                union all
            {% endif %}
        {%- endfor %}
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}
),

proven as (

    select
        figures.*,
        receipts.document_id,
        case when figures.amount_yuan is not null then receipts.half_unit_yuan end
            as half_unit_yuan,
        receipts.reading,
        coalesce(receipts.is_amount_proven, false) as is_amount_proven,
        coalesce(receipts.is_proven, false) as is_proven,
        receipts.verified_by
    from figures
    left join receipts
        on figures.receipt_id = receipts.receipt_id

)

select * from proven

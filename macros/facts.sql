{#- What one document alone may state for a body and year, beside the phase: an account and
    its side, a fund, a nature and its fund, a statutory item. -#}
{% macro scope_of_fact() -%}
    case
        when mart = 'fct_account_lines' then concat(account, ' ', side)
        when mart in ('fct_appropriations', 'fct_three_public') then fund_source
        when mart in ('fct_spending_economic', 'fct_spending_government_economic')
            then concat(item_code, ' ', fund_source)
        when mart = 'fct_disclosed_items' then item_code
    end
{%- endmacro %}


{#- A line of its scope: what another document would say again. -#}
{% macro line_of_fact() -%}
    {{ key_of([
        'code',
        'item_code',
        'fund_source',
        "case when mart = 'fct_account_lines' then label_text end",
        'is_total',
        'quantity_unit'
    ]) }}
{%- endmacro %}


{#- What sums by department call a fact. -#}
{% macro name_of_fact(mart) -%}
    case {{ mart }}
        when 'fct_budgets' then 'budget'
        when 'fct_account_lines' then 'account'
        when 'fct_spending_economic' then 'economic'
        when 'fct_spending_government_economic' then 'government_economic'
        else replace({{ mart }}, 'fct_', '')
    end
{%- endmacro %}


{#- The facts that make a department's year; the statutory items and the government's own
    classes of its money say it again. -#}
{% macro facts_of_department_years() -%}
    (
        'spending', 'revenue', 'budget', 'project_funding', 'account', 'appropriations',
        'economic', 'three_public', 'assets'
    )
{%- endmacro %}


{#- What proves a row of a table of statements, and whether it counts. -#}
{% macro proof_and_choice() -%}
    reading,
    caliber,
    half_unit_yuan,
    is_amount_proven,
    is_proven,
    verified_by,
    is_synthetic,
    is_chosen,
    not_chosen_reason,
    chosen_document_id,
    chosen_receipt_id
{%- endmacro %}


{#- The same where several figures make a row: its main figure proves it. -#}
{% macro proof_and_choice_of_lines() -%}
    caliber,
    {% set own = 'receipt_id = fact_receipt_id' -%}
    max(case when {{ own }} then half_unit_yuan end) as half_unit_yuan,
    coalesce(bool_or({{ own }} and is_amount_proven), false) as is_amount_proven,
    coalesce(bool_or({{ own }} and is_proven), false) as is_proven,
    max(case when {{ own }} then verified_by end) as verified_by,
    is_synthetic,
    is_chosen,
    not_chosen_reason,
    chosen_document_id,
    chosen_receipt_id
{%- endmacro %}


{#- The figures of a row side by side, each with the receipt of its cell. -#}
{% macro columns_of_lines(columns) -%}
    {% for column in columns -%}
        max(case when column_name = '{{ column }}' then amount_yuan end)
            as {{ column }}_yuan,
        max(case when column_name = '{{ column }}' then receipt_id end)
            as {{ column }}_receipt_id,
    {% endfor -%}
{%- endmacro %}


{#- The statements that count, without what says that they do. -#}
{% macro without_choice() -%}
    select
        * exclude (
            is_chosen, not_chosen_reason, chosen_document_id, chosen_receipt_id
        )
    from statements
{%- endmacro %}


{#- Whether a row of a table of all statements tells what is known: its place is certain
    and no later edition says otherwise. -#}
{% macro is_stated() -%}
    coalesce(not_chosen_reason, '') not in ('unreconciled', 'superseded')
{%- endmacro %}


{#- What pays for a project. -#}
{% macro sources_of_projects() %}
    {{ return([
        'appropriation', 'special_account', 'own_funds', 'carryover', 'other_funds'
    ]) }}
{%- endmacro %}


{#- Columns of a project's year; each has one with the receipt of its figure. -#}
{% macro columns_of_projects() %}
    {{ return(['approved', 'adjusted', 'executed'] + sources_of_projects()) }}
{%- endmacro %}


{#- Rows of facts with what proves the figure whose receipt they bear. -#}
{% macro with_proof(rows, is_money=true, receipts=none) -%}
select
    facts.*,
    {% if is_money -%}
        receipts.half_unit_yuan,
    {% endif -%}
    coalesce(receipts.is_amount_proven, false) as is_amount_proven,
    coalesce(receipts.is_proven, false) as is_proven,
    receipts.verified_by
from {{ rows }} as facts
left join {{ receipts or ref('receipts') }} as receipts using (receipt_id)
{%- endmacro %}


{#- The order of a line's figures: its main one is first. -#}
{% macro main_figure_first() -%}
    case column_name
        when 'spending' then 1
        when 'net_value' then 1
        when 'income' then 2
        else 3
    end,
    receipt_id
{%- endmacro %}

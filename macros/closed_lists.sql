{#- Closed lists that more than one model filters by. -#}

{% macro spending_natures() -%}
    ('basic', 'project', 'remitted_upward', 'operating', 'subsidy_to_affiliates')
{%- endmacro %}


{% macro fund_sources() -%}
    ('general_public_budget', 'government_fund', 'state_capital')
{%- endmacro %}


{#- The least certain reading of several figures, unreconciled first. -#}
{% macro worst_reading(reading) -%}
    case max(
        case {{ reading }}
            when 'unreconciled' then 4
            when 'restored' then 3
            when 'realigned' then 2
            when 'as_published' then 1
        end
    )
        when 4 then 'unreconciled'
        when 3 then 'restored'
        when 2 then 'realigned'
        when 1 then 'as_published'
    end
{%- endmacro %}


{#- Whether a figure of a table by units is of a unit that has no units under it. -#}
{% macro unit_leaf() -%}
    (is_leaf or (code is null and row_key = 'unit'))
{%- endmacro %}

{#- Whether figures are told in sentences: each printed with decimals of its own. -#}
{% macro is_told(account_id) -%}
    coalesce({{ account_id }}, '') in ('disclosed_items', 'project_summaries')
{%- endmacro %}


{#- Whether a figure is a count of things, which nobody rounds. -#}
{% macro is_exact(account_id, unit_text) -%}
    ({{ is_told(account_id) }} and {{ unit_text }} in ('辆', '台套'))
{%- endmacro %}

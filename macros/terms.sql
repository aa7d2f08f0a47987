{#- What a term of an identity between tables is called: its line, what of it, its code. -#}
{% macro term_between_tables() -%}
    concat(row_key, '-', coalesce(line_code, ''), '-', coalesce(code, ''))
{%- endmacro %}

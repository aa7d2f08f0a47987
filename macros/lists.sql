{#- The texts of a group in order, with commas; null where there is none. -#}
{% macro listed(text) -%}
    string_agg({{ text }}, ',' order by {{ text }})
{%- endmacro %}

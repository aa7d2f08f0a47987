{#- The key of department_years: department, else document; year; made up or not. -#}
{% macro department_year_key(rows, documents='documents') -%}
    {{ key_of([
        'coalesce(' ~ rows ~ '.department_key, ' ~ rows ~ '.document_id)',
        rows ~ '.fiscal_year',
        'coalesce(' ~ documents ~ '.is_synthetic, false)'
    ]) }}
{%- endmacro %}

{#- Lists: of expressions, of each item as a row, of each position from 1 as a row. -#}
{% macro list_of(expressions) -%}
    [{{ expressions | join(', ') }}]
{%- endmacro %}


{% macro each_item(items) -%}
    unnest({{ items }})
{%- endmacro %}


{% macro each_position(number) -%}
    unnest(range(1, {{ number }} + 1))
{%- endmacro %}

{#- dbt's own macro of this name casts a null for each column that a row leaves out, some hundred
    thousand calls for the unit tests. Here a row has the columns that it names; the others are
    null by name, and what a column may hold is said once. -#}
{% macro get_fixture_sql(rows, column_name_to_data_types) %}
{%- set kinds, names = {}, {} -%}
{%- for column in adapter.get_columns_in_relation(this) -%}
    {%- do kinds.update({column.name | lower: column.data_type}) -%}
    {%- do names.update({column.name | lower: column.quoted}) -%}
{%- endfor -%}
{%- if not kinds -%}
    {{ exceptions.raise_compiler_error("no table " ~ this ~ " says the columns of " ~ model.name) }}
{%- endif -%}
select
{%- for column, kind in kinds.items() %} cast(null as {{ kind }}) as {{ names[column] }}
{{- "," if not loop.last }}{% endfor %}
where false
{%- for row in rows %}
union all by name select
{%- for column, value in format_row(row, kinds).items() %} {{ value }} as {{ names[column] }}
{{- "," if not loop.last }}{% endfor %}
{%- endfor %}
{% endmacro %}

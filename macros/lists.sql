{#- The texts of a group in order, with commas; null where there is none. -#}
{% macro listed(text) -%}
    string_agg({{ text }}, ',' order by {{ text }})
{%- endmacro %}


{#- What the nearest row of a group says in its order, itself or one before it. -#}
{% macro filled_down(column, group, order) -%}
    last_value({{ column }} ignore nulls) over (
        partition by {{ group }}
        order by {{ order }}
        rows between unbounded preceding and current row
    )
{%- endmacro %}

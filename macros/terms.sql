{#- What a term of an identity between tables is called: its line, what of it, its code. -#}
{% macro term_between_tables() -%}
    concat(row_key, '-', coalesce(line_code, ''), '-', coalesce(code, ''))
{%- endmacro %}


{#- What a figure moves together with: what holds one of a group in its place holds all. -#}
{% macro place_key_of_figure() -%}
    case
        when place_group is null then receipt_id
        else {{ key_of(['document_id', 'block_no', 'place_group', 'measure']) }}
    end
{%- endmacro %}

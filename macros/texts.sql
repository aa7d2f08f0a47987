{#- What engines spell differently about text: kept behind names of our own. -#}

{% macro matches(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro %}


{#- Every match removed, not the first only. -#}
{% macro without(text, pattern) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '', 'g')
{%- endmacro %}


{#- A printed name without its accidents: spaces, quotation marks, brackets of two
    widths, the numbering before it. Null when nothing is left. -#}
{% macro plain_name(text) -%}
    nullif(
        {{ without(
            "replace(replace(" ~ text ~ ", '(', '（'), ')', '）')",
            '[\\s\\x{3000}\\x{00A0}“”\"‘’]|^[（]?[一二三四五六七八九十]+[、）]'
        ) }},
        ''
    )
{%- endmacro %}


{#- A stable key of the given expressions, nulls told apart from empty texts. -#}
{% macro key_of(expressions) -%}
    md5(
        {%- for expression in expressions %}
        coalesce(cast({{ expression }} as varchar), '-')
        {%- if not loop.last %} || '|' ||{% endif %}
        {%- endfor %}
    )
{%- endmacro %}


{#- One printed cell has one receipt. -#}
{% macro receipt_of(document_id, block_no, row_no, column_no) -%}
    substr({{ document_id }}, 1, 16)
    || '-' || cast({{ block_no }} as varchar)
    || '-' || cast({{ row_no }} as varchar)
    || '-' || cast({{ column_no }} as varchar)
{%- endmacro %}


{#- How the document of a receipt begins: as long as `receipt_of` takes of it. -#}
{% macro document_of_receipt(receipt_id) -%}
    substr({{ receipt_id }}, 1, 16)
{%- endmacro %}


{#- Whether a printed name is another one: not cut short, nor with 支出 behind it. -#}
{% macro is_other_name(name, other) -%}
    coalesce(
        position({{ without(name, '(?:支出|事务)+$') }} in {{ other }}) = 0
        and position({{ without(other, '(?:支出|事务)+$') }} in {{ name }}) = 0,
        false
    )
{%- endmacro %}

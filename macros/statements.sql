{#- What a printed unit of the narrative counts: yuan, a hundredth, or one. -#}
{% macro stated_factor(unit_text) -%}
    case when {{ unit_text }} = '%' then 0.01
        else coalesce({{ yuan_factor(unit_text) }}, 1)
    end
{%- endmacro %}


{#- One sum over another, to eight decimals; null where the other is zero or missing. -#}
{% macro fraction(above, below) -%}
    cast(
        cast({{ above }} as double) / nullif(cast({{ below }} as double), 0)
        as decimal(28, 8)
    )
{%- endmacro %}


{#- Whether a row of a document is of a part of what it states (`statement_parts`): its form, body,
    project and the year that its table prints, none where it prints none. -#}
{% macro is_of_part(row, part, printed_year='null') -%}
    {{ row }}.document_id = {{ part }}.document_id
    and {{ row }}.form_id = {{ part }}.form_id
    and {{ row }}.department_reference = {{ part }}.department_reference
    and coalesce({{ row }}.project_no, 0) = coalesce({{ part }}.project_no, 0)
    and coalesce({{ printed_year }}, 0) = coalesce({{ part }}.printed_year, 0)
{%- endmacro %}

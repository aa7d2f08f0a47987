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

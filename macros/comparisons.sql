{#- What sums are compared by: prices of one year, and the place among peers. -#}

{#- A sum in prices of the base year; null where prices are not known. -#}
{% macro real_yuan(amount, factor) -%}
    cast({{ amount }} * {{ factor }} as decimal(20, 2))
{%- endmacro %}


{#- Place among the rows of a group, the largest first; null for a row without a value,
    and for one that may not be compared. -#}
{% macro rank_among(value, group, condition='true') -%}
    case
        when {{ value }} is not null and {{ condition }}
            then rank() over (
                partition by {{ group }}
                order by
                    case when {{ condition }} then {{ value }} end desc nulls last
            )
    end
{%- endmacro %}

{#- Change on an earlier value as a fraction of it; null where either is missing, the
    earlier one is zero, or the fraction is beyond all sense. -#}
{% macro change_of(now, before) -%}
    try_cast(
        ({{ now }} - {{ before }}) / nullif(abs({{ before }}), 0) as decimal(18, 6)
    )
{%- endmacro %}

{#- Yuan in one printed unit; null for anything that is not money or not known.
    The money units of data/reference/units.csv, held equal to it by a test. -#}
{% macro yuan_factor(unit_text) -%}
    case {{ unit_text }}
        when '元' then 1
        when '千元' then 1000
        when '万元' then 10000
        when '百万元' then 1000000
        when '亿元' then 100000000
    end
{%- endmacro %}


{#- Half of the last printed place, in the printed unit: 0.005 for two decimals. -#}
{% macro half_unit(decimals) -%}
    case least({{ decimals }}, 6)
        when 0 then 0.5
        when 1 then 0.05
        when 2 then 0.005
        when 3 then 0.0005
        when 4 then 0.00005
        when 5 then 0.000005
        when 6 then 0.0000005
    end
{%- endmacro %}


{#- Part over whole as a fraction; null where one is missing or the whole is zero. -#}
{% macro share_of(part, whole) -%}
    cast({{ part }} / nullif({{ whole }}, 0) as decimal(18, 6))
{%- endmacro %}


{#- Sum of the amounts for which a condition holds; null where there is none. -#}
{% macro yuan_where(condition, amount_yuan='amount_yuan') -%}
    cast(
        sum(case when {{ condition }} then {{ amount_yuan }} end) as decimal(20, 2)
    )
{%- endmacro %}


{#- Figures that sums are made of: rates and points follow other rules. -#}
{% macro is_summable(unit_text) -%}
    ({{ unit_text }} is null or {{ unit_text }} not in ('%', '分'))
{%- endmacro %}

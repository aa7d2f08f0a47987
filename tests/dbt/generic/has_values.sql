{#- Each column holds only values of its list, or null. -#}
{% test has_values(model, of) %}

{% for column, values in of.items() -%}
select
    '{{ column }}' as column_name,
    cast({{ column }} as varchar) as other
from {{ model }}
where
    cast({{ column }} as varchar) not in (
        {%- for value in values %}'{{ value }}'{% if not loop.last %}, {% endif %}{% endfor -%}
    )
{% if not loop.last %}union all
{% endif -%}
{% endfor %}

{% endtest %}

{#- None of the columns is null in any row; the failing rows say which are. -#}
{% test is_filled(model, columns) %}

select
    {%- for column in columns %}
    case when {{ column }} is null then 1 else 0 end as {{ column }}_is_null
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
from {{ model }}
where
    {{ columns | join(' is null\n    or ') }} is null

{% endtest %}

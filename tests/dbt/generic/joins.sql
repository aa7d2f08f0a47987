{#-
    Each column's values stand in the model that is named for it, in its column of that name or
    in the one named behind a full stop; nulls join to nothing and are fine.
-#}
{% test joins(model, to) %}

{% for column, target in to.items() -%}
{%- set other = target.split('.') -%}
select
    '{{ column }}' as column_name,
    cast(told.{{ column }} as varchar) as unknown
from {{ model }} as told
where
    told.{{ column }} is not null
    and not exists (
        select 1 from {{ ref(other[0]) }} as known
        where known.{{ other[1] if other | length > 1 else column }} = told.{{ column }}
    )
{% if not loop.last %}union all
{% endif -%}
{% endfor %}

{% endtest %}

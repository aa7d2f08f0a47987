with

named as (

    {%- for leads in models_of_leads() %}

        select
            {{ key_of(['lead_kind', 'receipt_id']) }} as lead_id,
            {{ each_item(
                list_of(['receipt_id', 'other_receipt_id'])
                ~ ' || coalesce(further_receipt_ids, cast([] as varchar[]))'
            ) }} as receipt_id
        from {{ leads }}
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

)

select distinct
    lead_id,
    receipt_id
from named
where receipt_id is not null

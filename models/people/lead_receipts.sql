{%- set sources = [
    ref('int_leads_of_spending'),
    ref('int_leads_of_projects'),
    ref('int_leads_of_targets'),
    ref('int_leads_of_copies'),
    ref('int_leads_of_texts'),
    ref('int_leads_of_identities'),
    ref('int_leads_of_statements'),
    ref('int_leads_of_governments'),
] -%}

with

named as (

    {%- for source in sources %}

        select
            {{ key_of(['lead_kind', 'receipt_id']) }} as lead_id,
            receipt_id
        from {{ source }}

        union

        select
            {{ key_of(['lead_kind', 'receipt_id']) }} as lead_id,
            other_receipt_id as receipt_id
        from {{ source }}

        union

        select
            {{ key_of(['lead_kind', 'receipt_id']) }} as lead_id,
            {{ each_item('further_receipt_ids') }} as receipt_id
        from {{ source }}
        {%- if not loop.last %}

            union
        {%- endif %}
    {%- endfor %}

),

final as (

    select
        lead_id,
        receipt_id
    from named
    where receipt_id is not null

)

select * from final

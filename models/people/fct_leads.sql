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

documents as (

    select * from {{ ref('int_documents_ranked') }}

),

united as (

    {%- for source in sources %}

        select
            lead_kind,
            department_key,
            region_code,
            fiscal_year,
            project_key,
            document_id,
            receipt_id,
            other_receipt_id,
            subject,
            sentence_zh,
            sentence_en,
            measured_value,
            compared_value,
            value_unit
        from {{ source }}
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

final as (

    select
        {{ key_of(['united.lead_kind', 'united.receipt_id']) }} as lead_id,
        united.lead_kind,
        united.department_key,
        united.region_code,
        united.fiscal_year,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        united.project_key,
        united.document_id,
        united.receipt_id,
        united.other_receipt_id,
        united.subject,
        united.sentence_zh,
        united.sentence_en,
        united.measured_value,
        united.compared_value,
        united.value_unit
    from united
    left join documents
        on united.document_id = documents.document_id

)

select * from final

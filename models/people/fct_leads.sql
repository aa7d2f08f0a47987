with

documents as (select * from {{ ref('int_documents_ranked') }}),

united as (

    {%- for leads in models_of_leads() %}

        select * from {{ leads }}
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
    left join documents using (document_id)

)

select * from final

{#- Figures of facts whose rows take them from several documents. -#}
{%- set takers = ['fct_three_public', 'fct_project_funding'] -%}
with

documents as (select * from {{ ref('dim_documents') }}),

lent as (

    {%- for table, column, receipt, kind in fact_figures() if table in takers %}
        select
            '{{ table }}' as fact_table,
            receipt_id as fact_receipt_id,
            '{{ column }}' as column_name,
            cast({{ receipt }} as varchar) as receipt_id,
            {{ figure_of_kind(column, kind) }}
        from {{ ref(table) }}
        where {{ column }} is not null
        {% if not loop.last %}
            union all
        {% endif %}
    {%- endfor %}

)

select
    lent.*,
    documents.document_id
from lent
left join documents
    on
        {{ document_of_receipt('lent.receipt_id') }}
        = substr(documents.document_id, 1, 16)

{%- set facts = [
    'int_project_funding', 'fct_indicators', 'int_evaluations', 'fct_findings'
] -%}
with

documents as (select * from {{ ref('int_documents_ranked') }}),

-- Everything that speaks of a project in a year, money or not.
mentions as (

    {%- for fact in facts %}

        select
            project_key,
            fiscal_year,
            document_id,
            department_key,
            region_code
        from {{ ref(fact) }}
        where project_key is not null
        {%- if not loop.last %}

            union
        {%- endif %}
    {%- endfor %}

),

final as (

    select
        mentions.*,
        documents.is_synthetic,
        {{ key_of([
            'mentions.project_key', 'mentions.fiscal_year', 'documents.is_synthetic'
        ]) }} as project_year_key
    from mentions
    inner join documents using (document_id)

)

select * from final

{%- set columns = [
    'department_year_key',
    'department_key',
    'region_code',
    'fiscal_year',
    'is_synthetic',
    'document_id'
] | join(',\n        ') -%}
with

documents as (

    select * from {{ ref('int_documents_ranked') }}
    where is_current

),

-- Facts of any kind make a department's year; what is said of a whole government
-- does not.
fact_mentions as (

    select
        {{ columns }}
    from {{ ref('int_facts_stated') }}
    where
        is_main
        and {{ is_stated() }}
        and fact_name in {{ facts_of_department_years() }}

    union

    select
        {{ columns }}
    from {{ ref('fct_indicators') }}

    {%- for fact in ['int_evaluations', 'fct_findings'] %}

        union

        select
            {{ department_year_key('facts') }} as department_year_key,
            facts.department_key,
            facts.region_code,
            facts.fiscal_year,
            documents.is_synthetic,
            facts.document_id
        from {{ ref(fact) }} as facts
        inner join documents using (document_id)
    {%- endfor %}

),

-- So does a document of which nothing could be read, if it tells whose it is.
mentions as (

    select * from fact_mentions

    union

    select
        {{ key_of([
            'documents.department_key',
            'documents.fiscal_year',
            'documents.is_synthetic'
        ]) }} as department_year_key,
        documents.department_key,
        documents.region_code,
        documents.fiscal_year,
        documents.is_synthetic,
        documents.document_id
    from documents
    left join fact_mentions using (document_id)
    where
        documents.department_key is not null
        and fact_mentions.document_id is null

    union

    select
        {{ key_of([
            'coalesce(max(department_key), min(document_id))',
            'fiscal_year',
            'is_synthetic'
        ]) }} as department_year_key,
        max(department_key) as department_key,
        max(region_code) as region_code,
        fiscal_year,
        is_synthetic,
        cast(null as varchar) as document_id
    from {{ ref('int_project_years_mentioned') }}
    group by project_year_key, fiscal_year, is_synthetic

)

select * from mentions

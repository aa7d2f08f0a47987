with

facts as (select * from {{ ref('stated_facts') }}),

indicators as (select * from {{ ref('fct_indicators') }}),

project_years as (select * from {{ ref('int_project_years_summed') }}),

evaluations as (select * from {{ ref('fct_evaluations') }}),

findings as (select * from {{ ref('fct_findings') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

keyed_evaluations as (

    select
        evaluations.*,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        {{ department_year_key('evaluations') }} as department_year_key
    from evaluations
    left join documents
        on evaluations.document_id = documents.document_id

),

keyed_findings as (

    select
        findings.*,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        {{ department_year_key('findings') }} as department_year_key
    from findings
    left join documents
        on findings.document_id = documents.document_id

),

-- Facts of any kind make a department's year; what is said of a whole government
-- does not.
fact_mentions as (

    select
        department_year_key,
        department_key,
        region_code,
        fiscal_year,
        is_synthetic,
        document_id
    from facts
    where
        is_main
        and {{ is_stated() }}
        and fact_name in {{ facts_of_department_years() }}

    union

    select
        department_year_key,
        department_key,
        region_code,
        fiscal_year,
        is_synthetic,
        document_id
    from indicators

    union

    select
        department_year_key,
        department_key,
        region_code,
        fiscal_year,
        is_synthetic,
        document_id
    from keyed_evaluations

    union

    select
        department_year_key,
        department_key,
        region_code,
        fiscal_year,
        is_synthetic,
        document_id
    from keyed_findings

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
    left join fact_mentions
        on documents.document_id = fact_mentions.document_id
    where
        documents.department_key is not null
        and fact_mentions.document_id is null

    union

    select
        project_years.department_year_key,
        project_years.department_key,
        project_years.region_code,
        project_years.fiscal_year,
        project_years.is_synthetic,
        cast(null as varchar) as document_id
    from project_years

)

select * from mentions

with

funding as (select * from {{ ref('fct_project_funding_all') }}),

indicators as (select * from {{ ref('fct_indicators') }}),

evaluations as (select * from {{ ref('fct_evaluations') }}),

findings as (select * from {{ ref('fct_findings') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

-- Everything that speaks of a project in a year, money or not.
mentions as (

    select
        project_key,
        fiscal_year,
        document_id,
        department_key,
        region_code
    from funding

    union

    select
        project_key,
        fiscal_year,
        document_id,
        department_key,
        region_code
    from indicators
    where project_key is not null

    union

    select
        project_key,
        fiscal_year,
        document_id,
        department_key,
        region_code
    from evaluations
    where project_key is not null

    union

    select
        project_key,
        fiscal_year,
        document_id,
        department_key,
        region_code
    from findings
    where project_key is not null

),

keyed_mentions as (

    select
        mentions.*,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        {{ key_of([
            'mentions.project_key',
            'mentions.fiscal_year',
            'coalesce(documents.is_synthetic, false)'
        ]) }} as project_year_key
    from mentions
    left join documents
        on mentions.document_id = documents.document_id

)

select * from keyed_mentions

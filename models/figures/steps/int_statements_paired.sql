with

tables as (select * from {{ ref('int_tables_stated') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

own_statements as (

    select distinct
        tables.document_id,
        tables.account_id,
        tables.phase,
        documents.department_key,
        documents.caliber,
        documents.fiscal_year,
        documents.is_synthetic,
        documents.document_rank
    from tables
    left join documents using (document_id)

),

reporting_years as (

    select distinct
        document_id,
        department_key,
        caliber,
        fiscal_year,
        is_synthetic
    from own_statements
    where department_key is not null and fiscal_year is not null

),

-- Of two documents of the year before, the first in rank.
earlier_statements as (

    select
        reporting_years.document_id,
        earlier.document_id as source_document_id,
        earlier.account_id,
        earlier.phase,
        row_number() over (
            partition by
                reporting_years.document_id, earlier.account_id, earlier.phase
            order by earlier.document_rank
        ) as choice
    from reporting_years
    inner join own_statements as earlier
        on
            reporting_years.department_key = earlier.department_key
            and reporting_years.fiscal_year = earlier.fiscal_year + 1
            and coalesce(reporting_years.caliber, '') = coalesce(earlier.caliber, '')
            and reporting_years.is_synthetic = earlier.is_synthetic
    where earlier.document_id is not null

),

paired as (

    select
        document_id,
        document_id as source_document_id,
        account_id,
        phase,
        0 as years_before
    from own_statements

    union all

    select
        document_id,
        source_document_id,
        account_id,
        phase,
        1 as years_before
    from earlier_statements
    where choice = 1

)

select * from paired

with

statements as (select * from {{ ref('int_statements') }}),

versions as (select * from {{ ref('int_statement_versions') }}),

ranked as (

    select
        statements.document_id,
        statements.form_id,
        statements.department_reference,
        statements.printed_year,
        statements.project_no,
        statements.statement_key,
        versions.is_current,
        versions.valid_from,
        versions.valid_to
    from statements
    left join versions using (statement_key, document_id)

)

select * from ranked

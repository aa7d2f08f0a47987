with

projects as (select * from {{ ref('stg_projects') }}),

amounts as (select * from {{ ref('stg_amounts') }}),

indicators as (select * from {{ ref('stg_indicators') }}),

findings as (select * from {{ ref('stg_findings') }}),

-- Whatever names, funds, measures or criticises a project mentions it.
mentions as (

    select
        document_id,
        cast(project_no as varchar) as project_reference,
        project_no,
        1 as mention_rank,
        form_id,
        block_no,
        row_no,
        trim(name_text) as printed_name,
        department_text,
        fiscal_year,
        receipt_id
    from projects

    union all

    select
        document_id,
        cast(project_no as varchar) as project_reference,
        project_no,
        2 as mention_rank,
        form_id,
        block_no,
        row_no,
        trim(project_text) as printed_name,
        department_text,
        fiscal_year,
        receipt_id
    from indicators
    where project_no is not null

    union all

    select
        document_id,
        coalesce(cast(project_no as varchar), label_text) as project_reference,
        project_no,
        3 as mention_rank,
        form_id,
        block_no,
        row_no,
        case when row_key = 'project_item' then trim(label_text) end as printed_name,
        department_text,
        fiscal_year,
        receipt_id
    from amounts
    where
        project_no is not null
        or (row_key = 'project_item' and label_text is not null)

    union all

    select
        document_id,
        cast(project_no as varchar) as project_reference,
        project_no,
        4 as mention_rank,
        cast(null as varchar) as form_id,
        block_no,
        row_no,
        cast(null as varchar) as printed_name,
        cast(null as varchar) as department_text,
        cast(null as integer) as fiscal_year,
        receipt_id
    from findings
    where project_no is not null

)

select * from mentions

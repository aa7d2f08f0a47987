with

projects as (

    select * from {{ ref('stg_projects') }}

),

amounts as (

    select * from {{ ref('stg_amounts') }}

),

indicators as (

    select * from {{ ref('stg_indicators') }}

),

findings as (

    select * from {{ ref('stg_findings') }}

),

documents as (

    select * from {{ ref('int_documents_named') }}

),

departments as (

    select * from {{ ref('int_departments_resolved') }}

),

-- Whatever names, funds, measures or criticises a project mentions it.
mentions as (

    select
        document_id,
        cast(project_no as varchar) as project_reference,
        project_no,
        1 as mention_rank,
        block_no,
        row_no,
        {{ unnumbered_project(plain_name('name_text')) }} as plain_name,
        {{ unnumbered_project('trim(name_text)') }} as project_name,
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
        block_no,
        row_no,
        {{ unnumbered_project(plain_name('project_text')) }} as plain_name,
        {{ unnumbered_project('trim(project_text)') }} as project_name,
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
        block_no,
        row_no,
        case
            when row_key = 'project_item' then {{ plain_name('label_text') }}
        end as plain_name,
        case when row_key = 'project_item' then trim(label_text) end as project_name,
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
        block_no,
        row_no,
        cast(null as varchar) as plain_name,
        cast(null as varchar) as project_name,
        cast(null as varchar) as department_text,
        cast(null as integer) as fiscal_year,
        receipt_id
    from findings
    where project_no is not null

),

ranked as (

    select
        *,
        row_number() over (
            partition by document_id, project_reference
            order by
                case when plain_name is null then 1 else 0 end,
                mention_rank,
                block_no,
                row_no,
                receipt_id
        ) as naming_order
    from mentions

),

references_of_projects as (

    select
        document_id,
        project_reference,
        max(project_no) as project_no,
        max(fiscal_year) as fiscal_year,
        max(department_text) as department_text,
        max(case when naming_order = 1 then plain_name end) as plain_name,
        max(case when naming_order = 1 then project_name end) as project_name,
        max(case when naming_order = 1 then receipt_id end) as receipt_id
    from ranked
    group by document_id, project_reference

),

-- A form without a name means the only project that its document names.
only_names as (

    select
        document_id,
        max(plain_name) as plain_name,
        max(project_name) as project_name
    from references_of_projects
    where plain_name is not null
    group by document_id
    having count(distinct plain_name) = 1

),

resolved as (

    select
        references_of_projects.document_id,
        references_of_projects.project_reference,
        references_of_projects.project_no,
        references_of_projects.receipt_id,
        departments.department_key,
        departments.region_code,
        coalesce(references_of_projects.fiscal_year, documents.fiscal_year)
            as fiscal_year,
        coalesce(
            references_of_projects.plain_name,
            only_names.plain_name,
            {{ plain_name('documents.title') }},
            documents.file_name
        ) as plain_name,
        coalesce(
            references_of_projects.project_name,
            only_names.project_name,
            documents.title,
            documents.file_name
        ) as project_name,
        case
            when references_of_projects.plain_name is not null then 'named'
            when only_names.plain_name is not null then 'only_project_of_document'
            else 'document_title'
        end as name_evidence
    from references_of_projects
    left join documents
        on references_of_projects.document_id = documents.document_id
    left join only_names
        on references_of_projects.document_id = only_names.document_id
    left join departments
        on
            references_of_projects.document_id = departments.document_id
            and coalesce(references_of_projects.department_text, '')
            = departments.department_reference

),

keyed as (

    select
        document_id,
        project_reference,
        project_no,
        {{ key_of([
            'coalesce(department_key, region_code, document_id)', 'plain_name'
        ]) }} as project_key,
        project_name,
        name_evidence,
        department_key,
        region_code,
        fiscal_year,
        receipt_id
    from resolved

)

select * from keyed

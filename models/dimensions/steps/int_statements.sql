with

documents as (select * from {{ ref('int_documents_named') }}),

amounts as (select * from {{ ref('stg_amounts') }}),

indicators as (select * from {{ ref('stg_indicators') }}),

projects as (select * from {{ ref('stg_projects') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

project_names as (

    select
        document_id,
        project_no,
        max({{ plain_name('name_text') }}) as project_name
    from projects
    group by document_id, project_no

),

-- A form prints one account, in whichever layout.
accounts as (

    select
        form_id,
        max(account_id) as account_id
    from amounts
    group by form_id

),

records as (

    select
        document_id,
        form_id,
        coalesce(department_text, '') as department_reference,
        fiscal_year,
        project_no,
        count(*) as figure_count,
        count(*) filter (where reading = 'unreconciled') as unreconciled_count
    from amounts
    group by document_id, form_id, department_text, fiscal_year, project_no

    union all

    select
        document_id,
        form_id,
        coalesce(department_text, '') as department_reference,
        cast(null as integer) as fiscal_year,
        project_no,
        count(*) as figure_count,
        0 as unreconciled_count
    from indicators
    group by document_id, form_id, department_text, project_no

    union all

    select
        document_id,
        form_id,
        coalesce(department_text, '') as department_reference,
        fiscal_year,
        project_no,
        0 as figure_count,
        0 as unreconciled_count
    from projects

),

parts as (

    select
        document_id,
        form_id,
        department_reference,
        fiscal_year,
        project_no,
        sum(figure_count) as figure_count,
        sum(unreconciled_count) as unreconciled_count
    from records
    group by document_id, form_id, department_reference, fiscal_year, project_no

),

placed as (

    select
        parts.document_id,
        parts.form_id,
        parts.department_reference,
        parts.fiscal_year as printed_year,
        parts.project_no,
        parts.figure_count,
        parts.unreconciled_count,
        documents.document_kind,
        documents.caliber,
        documents.is_synthetic,
        departments.department_key,
        departments.region_code,
        coalesce(parts.fiscal_year, documents.fiscal_year) as fiscal_year,
        coalesce(accounts.account_id, parts.form_id) as account_id,
        project_names.project_name
    from parts
    left join documents using (document_id)
    left join departments using (document_id, department_reference)
    left join accounts using (form_id)
    left join project_names using (document_id, project_no)

),

-- Whose department, place or year is not known is no one's other edition.
keyed as (

    select
        *,
        department_key is not null
        and region_code is not null
        and fiscal_year is not null as is_identified,
        case
            when
                department_key is not null
                and region_code is not null
                and fiscal_year is not null
                then {{ key_of([
                    'department_key',
                    'fiscal_year',
                    'document_kind',
                    'caliber',
                    'is_synthetic',
                    'account_id',
                    'project_name'
                ]) }}
            else {{ key_of([
                'document_id',
                'form_id',
                'department_reference',
                'fiscal_year',
                'project_no'
            ]) }}
        end as statement_key
    from placed

)

select * from keyed

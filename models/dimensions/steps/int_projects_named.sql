with

mentions as (select * from {{ ref('int_project_mentions') }}),

documents as (select * from {{ ref('int_documents_named') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

overrides as (select * from {{ ref('project_overrides') }}),

ranked as (

    select
        *,
        row_number() over (
            partition by document_id, project_reference
            order by
                case
                    when {{ bare_project('printed_name') }} is null then 1 else 0
                end,
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
        max(printed_name) filter (where naming_order = 1) as printed_name,
        max(receipt_id) filter (where naming_order = 1) as receipt_id
    from ranked
    group by document_id, project_reference

),

bared as (

    select
        *,
        {{ bare_project('printed_name') }} as bare_name
    from references_of_projects

),

-- A form without a name means the only project that its document names.
only_names as (

    select
        document_id,
        max(bare_name) as bare_name,
        max(printed_name) as printed_name
    from bared
    where bare_name is not null
    group by document_id
    having count(distinct bare_name) = 1

),

located as (

    select
        bared.document_id,
        bared.project_reference,
        bared.project_no,
        bared.receipt_id,
        departments.department_key,
        departments.region_code,
        departments.body_name,
        coalesce(
            departments.department_key, departments.region_code, bared.document_id
        ) as scope_key,
        coalesce(bared.fiscal_year, documents.fiscal_year) as fiscal_year,
        coalesce(
            case when bared.bare_name is not null then bared.printed_name end,
            only_names.printed_name,
            documents.title,
            documents.file_name
        ) as printed_name,
        coalesce(
            bared.bare_name,
            only_names.bare_name,
            {{ plain_name('documents.title') }},
            documents.file_name
        ) as bare_name,
        case
            when bared.bare_name is not null then 'named'
            when only_names.bare_name is not null then 'only_project_of_document'
            else 'document_title'
        end as name_evidence
    from bared
    left join documents using (document_id)
    left join only_names using (document_id)
    left join departments
        on
            bared.document_id = departments.document_id
            and coalesce(bared.department_text, '')
            = departments.department_reference

),

-- A row for one body goes before one for a region, and that before one for all.
overridden as (

    select
        located.*,
        overrides.reason as override_reason,
        coalesce({{ bare_project('overrides.project_name') }}, located.bare_name)
            as meant_name
    from located
    left join overrides
        on
            {{ unpointed('located.bare_name') }}
            = {{ unpointed(bare_project('overrides.printed_name')) }}
            and coalesce(overrides.region_code, located.region_code, '')
            = coalesce(located.region_code, '')
            and coalesce(overrides.body_name, located.body_name, '')
            = coalesce(located.body_name, '')
    qualify row_number() over (
        partition by located.document_id, located.project_reference
        order by
            case when overrides.body_name is null then 1 else 0 end,
            case when overrides.region_code is null then 1 else 0 end,
            overrides.project_name
    ) = 1

),

undated as (

    select
        *,
        {{ unpointed('meant_name') }} as plain_name,
        -- the title of a document is no name of a project, and is taken as it stands
        case
            when name_evidence = 'document_title' then {{ unpointed('meant_name') }}
            else coalesce(
                nullif({{ unpointed(undated_project('meant_name')) }}, ''),
                {{ unpointed('meant_name') }}
            )
        end as undated_name
    from overridden

),

final as (

    select
        document_id,
        project_reference,
        project_no,
        department_key,
        region_code,
        scope_key,
        fiscal_year,
        printed_name,
        coalesce({{ unnumbered_project('printed_name') }}, printed_name)
            as project_name,
        name_evidence,
        override_reason is not null as is_overridden,
        {{ project_code('printed_name') }} as project_code,
        plain_name,
        case
            when {{ year_of_project('meant_name') }} = fiscal_year then undated_name
            else plain_name
        end as own_year_name,
        undated_name,
        case
            when name_evidence = 'document_title' then undated_name
            else {{ stem_of_project('undated_name') }}
        end as stem_name,
        receipt_id
    from undated

)

select * from final

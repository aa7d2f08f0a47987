with

indicators as (select * from {{ ref('int_indicators_levelled') }}),

statements as (select * from {{ ref('statement_parts') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

printed_projects as (select * from {{ ref('stg_projects') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

documents as (

    select * from {{ ref('int_documents_ranked') }}
    where is_current

),

indicators_stated as (

    select indicators.*
    from indicators
    left join statements on {{ is_of_part('indicators', 'statements') }}
    where coalesce(statements.is_current, true)

),

-- What is printed beside figures: indicators, grades and problems.
printed as (

    select
        document_id,
        block_no,
        receipt_id,
        form_id,
        'indicator' as measure,
        department_reference,
        project_no,
        fiscal_year
    from indicators_stated

    union all by name

    select
        document_id,
        block_no,
        grade_receipt_id as receipt_id,
        form_id,
        'grade' as measure,
        '' as department_reference,
        project_no,
        fiscal_year
    from printed_projects
    where grade_receipt_id is not null

    union all by name

    select
        document_id,
        block_no,
        receipt_id,
        'finding' as measure,
        '' as department_reference,
        project_no
    from {{ ref('stg_findings') }}

),

-- Those of which no body or no year is known, and projects.
unplaced as (

    select
        printed.document_id,
        printed.block_no,
        printed.receipt_id,
        printed.form_id,
        printed.measure,
        coalesce(projects.department_key, departments.department_key) as department_key,
        coalesce(printed.fiscal_year, projects.fiscal_year, documents.fiscal_year)
            as fiscal_year
    from printed
    left join projects
        on
            printed.document_id = projects.document_id
            and cast(printed.project_no as varchar) = projects.project_reference
    left join departments
        on
            printed.document_id = departments.document_id
            and printed.department_reference = departments.department_reference
    left join documents on printed.document_id = documents.document_id

    union all

    select
        projects.document_id,
        printed_projects.block_no,
        projects.receipt_id,
        printed_projects.form_id,
        'project' as measure,
        projects.department_key,
        projects.fiscal_year
    from projects
    inner join printed_projects using (document_id, receipt_id)

),

-- With values of indicators that were seen on a picture, and not for sure.
final as (

    {%- for measure in [
        'target', 'adjusted_target', 'half_year', 'actual', 'weight', 'score'
    ] %}
        select
            document_id,
            indicators_stated.block_no,
            indicators_stated.{{ measure }}_receipt_id as receipt_id,
            indicators_stated.form_id,
            '{{ measure }}' as measure,
            'unreconciled' as reason
        from indicators_stated
        inner join documents using (document_id)
        where
            indicators_stated.{{ measure }}_receipt_id is not null
            and {{ is_unsure(measure) }}

        union all

    {% endfor %}
    select distinct
        document_id,
        unplaced.block_no,
        unplaced.receipt_id,
        unplaced.form_id,
        unplaced.measure,
        case
            when unplaced.department_key is null then 'no_department' else 'no_year'
        end as reason
    from unplaced
    inner join documents using (document_id)
    where unplaced.department_key is null or unplaced.fiscal_year is null

)

select * from final

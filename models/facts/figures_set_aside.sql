with

figures as (select * from {{ ref('int_figures') }}),

receipts as (select * from {{ ref('receipts') }}),

indicators as (select * from {{ ref('int_indicators_levelled') }}),

statements as (select * from {{ ref('statement_parts') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

findings as (select * from {{ ref('stg_findings') }}),

printed_projects as (select * from {{ ref('stg_projects') }}),

documents as (select * from {{ ref('int_documents_named') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

versions as (select * from {{ ref('int_document_versions') }}),

region_figures as (select * from {{ ref('int_region_figures') }}),

untaken as (select * from {{ ref('stg_untaken') }}),

-- Indicators, projects, grades and problems of which no body or no year is known.
other_facts as (

    select
        indicators.document_id,
        indicators.block_no,
        indicators.receipt_id,
        indicators.form_id,
        'indicator' as measure,
        coalesce(projects.department_key, departments.department_key)
            as department_key,
        coalesce(indicators.fiscal_year, projects.fiscal_year, documents.fiscal_year)
            as fiscal_year
    from indicators
    left join projects
        on
            indicators.document_id = projects.document_id
            and cast(indicators.project_no as varchar) = projects.project_reference
    left join departments
        on
            indicators.document_id = departments.document_id
            and indicators.department_reference = departments.department_reference
    left join documents
        on indicators.document_id = documents.document_id
    left join statements
        on
            indicators.document_id = statements.document_id
            and indicators.form_id = statements.form_id
            and indicators.department_reference = statements.department_reference
            and coalesce(indicators.project_no, 0)
            = coalesce(statements.project_no, 0)
            and statements.printed_year is null
    where coalesce(statements.is_current, true)

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
    inner join printed_projects
        on
            projects.document_id = printed_projects.document_id
            and projects.receipt_id = printed_projects.receipt_id

    union all

    select
        printed_projects.document_id,
        printed_projects.block_no,
        printed_projects.grade_receipt_id as receipt_id,
        printed_projects.form_id,
        'grade' as measure,
        coalesce(projects.department_key, departments.department_key)
            as department_key,
        coalesce(
            projects.fiscal_year, documents.fiscal_year, printed_projects.fiscal_year
        ) as fiscal_year
    from printed_projects
    left join projects
        on
            printed_projects.document_id = projects.document_id
            and cast(printed_projects.project_no as varchar)
            = projects.project_reference
    left join departments
        on
            printed_projects.document_id = departments.document_id
            and departments.department_reference = ''
    left join documents
        on printed_projects.document_id = documents.document_id
    where printed_projects.grade_receipt_id is not null

    union all

    select
        findings.document_id,
        findings.block_no,
        findings.receipt_id,
        cast(null as varchar) as form_id,
        'finding' as measure,
        coalesce(projects.department_key, departments.department_key)
            as department_key,
        coalesce(projects.fiscal_year, documents.fiscal_year) as fiscal_year
    from findings
    left join projects
        on
            findings.document_id = projects.document_id
            and cast(findings.project_no as varchar) = projects.project_reference
    left join departments
        on
            findings.document_id = departments.document_id
            and departments.department_reference = ''
    left join documents
        on findings.document_id = documents.document_id

),

set_aside as (

    select
        receipt_id as set_aside_id,
        document_id,
        block_no,
        receipt_id,
        form_id,
        measure,
        is_leaf,
        set_aside_reason as reason
    from figures
    where set_aside_reason is not null

    union all

    select distinct
        concat(other_facts.receipt_id, '-', other_facts.measure) as set_aside_id,
        other_facts.document_id,
        other_facts.block_no,
        other_facts.receipt_id,
        other_facts.form_id,
        other_facts.measure,
        false as is_leaf,
        case
            when other_facts.department_key is null then 'no_department' else 'no_year'
        end as reason
    from other_facts
    left join versions
        on other_facts.document_id = versions.document_id
    where
        versions.is_current
        and (other_facts.department_key is null or other_facts.fiscal_year is null)

    union all

    select
        receipt_id as set_aside_id,
        document_id,
        block_no,
        receipt_id,
        form_id,
        measure,
        coalesce(is_leaf, false) as is_leaf,
        set_aside_reason as reason
    from region_figures
    where set_aside_reason is not null and is_current

),

read_rows as (

    select
        set_aside.set_aside_id,
        set_aside.document_id,
        set_aside.block_no,
        set_aside.receipt_id,
        set_aside.reason,
        receipts.locator,
        set_aside.form_id,
        receipts.row_label,
        set_aside.measure,
        receipts.printed_text,
        receipts.unit_text,
        receipts.amount_yuan,
        set_aside.is_leaf
    from set_aside
    left join receipts
        on set_aside.receipt_id = receipts.receipt_id

),

untaken_rows as (

    select
        concat(
            untaken.untaken_id, '-', untaken.reason_code, '-', untaken.locator
        ) as set_aside_id,
        untaken.document_id,
        untaken.block_no,
        cast(null as varchar) as receipt_id,
        'not_taken' as reason,
        untaken.locator,
        untaken.form_id,
        coalesce(untaken.label_text, untaken.code) as row_label,
        coalesce(untaken.measure, untaken.column_text) as measure,
        untaken.untaken_text as printed_text,
        untaken.unit_text,
        untaken.amount_yuan,
        false as is_leaf
    from untaken
    left join versions
        on untaken.document_id = versions.document_id
    where versions.is_current

),

united as (

    select * from read_rows
    union all
    select * from untaken_rows

),

final as (

    select
        set_aside_id,
        document_id,
        block_no,
        receipt_id,
        reason,
        locator,
        form_id,
        row_label,
        measure,
        printed_text,
        unit_text,
        amount_yuan,
        is_leaf,
        case reason
            when 'unreconciled' then '对照原件，确认该数字所在的栏'
            when 'no_department' then '在 documents.csv 中写明该文件的部门'
            when 'no_year' then '在 documents.csv 中写明该文件的年度'
            when 'two_tables_of_an_account'
                then '对照原件，确认同一账户的两张表以哪一张为准'
            when 'no_region' then '对照原件，确认该文件所属的地区'
            when 'no_scope' then '对照原件，确认该表是全市还是本级'
            when 'other_place' then '对照原件，确认该表所属的地区'
            when 'unit_unknown' then '对照原件，确认该表的计量单位'
            else '对照原件；补充表式或词表后重新读取'
        end as remedy_zh,
        case reason
            when 'unreconciled' then 'see in the document in which column it stands'
            when 'no_department' then 'name the document''s body in documents.csv'
            when 'no_year' then 'name the document''s year in documents.csv'
            when 'two_tables_of_an_account'
                then 'see in the document which of the account''s two tables counts'
            when 'no_region' then 'see in the document of which region it is'
            when 'no_scope'
                then 'see in the document whether the area or its own level is meant'
            when 'other_place' then 'see in the document of which place the table is'
            when 'unit_unknown' then 'see in the document in which unit the table is'
            else 'see the document; mend the form or its words and read it again'
        end as remedy_en
    from united

)

select * from final

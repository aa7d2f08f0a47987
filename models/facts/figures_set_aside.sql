with

receipts as (select * from {{ ref('receipts') }}),

indicators as (select * from {{ ref('int_indicators_levelled') }}),

statements as (select * from {{ ref('statement_parts') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

printed_projects as (select * from {{ ref('stg_projects') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

-- What is printed beside figures: indicators, grades and problems.
printed as (

    select
        indicators.document_id,
        indicators.block_no,
        indicators.receipt_id,
        indicators.form_id,
        'indicator' as measure,
        indicators.department_reference,
        indicators.project_no,
        indicators.fiscal_year
    from indicators
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

    union all

    select
        document_id,
        block_no,
        receipt_id,
        cast(null as varchar) as form_id,
        'finding' as measure,
        '' as department_reference,
        project_no,
        cast(null as integer) as fiscal_year
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
    left join documents
        on printed.document_id = documents.document_id

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
    from {{ ref('int_figures') }}
    where set_aside_reason is not null

    union all

    select distinct
        concat(unplaced.receipt_id, '-', unplaced.measure) as set_aside_id,
        unplaced.document_id,
        unplaced.block_no,
        unplaced.receipt_id,
        unplaced.form_id,
        unplaced.measure,
        false as is_leaf,
        case
            when unplaced.department_key is null then 'no_department' else 'no_year'
        end as reason
    from unplaced
    inner join documents using (document_id)
    where
        documents.is_current
        and (unplaced.department_key is null or unplaced.fiscal_year is null)

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
    from {{ ref('int_region_figures') }}
    where set_aside_reason is not null and is_current

),

-- Printed figures that no account took have no receipt.
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
    left join receipts using (receipt_id)

    union all

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
    from {{ ref('stg_untaken') }} as untaken
    inner join documents using (document_id)
    where documents.is_current

),

final as (

    select
        *,
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
    from read_rows

)

select * from final

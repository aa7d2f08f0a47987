with

grouped_indicators as (

    select * from {{ ref('fct_indicators') }}

),

projects as (

    select * from {{ ref('dim_projects') }}

),

departments as (

    select * from {{ ref('dim_departments') }}

),

documents as (

    select * from {{ ref('int_documents_ranked') }}

),

named as (

    select
        grouped_indicators.receipt_id,
        grouped_indicators.document_id,
        grouped_indicators.department_key,
        grouped_indicators.region_code,
        grouped_indicators.fiscal_year,
        grouped_indicators.project_key,
        grouped_indicators.is_synthetic,
        grouped_indicators.family_key,
        grouped_indicators.family_name,
        grouped_indicators.level2,
        projects.project_name,
        departments.department_name,
        documents.document_rank,
        concat(
            coalesce(grouped_indicators.operator, ''),
            {{ without('grouped_indicators.target_text', '[\\s\\x{3000}]') }}
        ) as plain_target
    from grouped_indicators
    left join projects
        on grouped_indicators.project_key = projects.project_key
    left join departments
        on grouped_indicators.department_key = departments.department_key
    left join documents
        on grouped_indicators.document_id = documents.document_id
    where
        grouped_indicators.project_key is not null
        and grouped_indicators.is_chosen
        and grouped_indicators.target_text is not null
        and grouped_indicators.family_key is not null

),

-- The same indicator with the same target elsewhere. Short names and satisfaction are
-- everybody's; what is left is long enough to have been copied. Each is set against the
-- first of its kind, so that n copies are n - 1 leads.
copyable as (

    select
        *,
        first_value(receipt_id) over (
            partition by family_key, plain_target
            order by fiscal_year, document_rank, receipt_id
        ) as first_receipt_id
    from named
    where
        length(family_name) >= 10
        and coalesce(level2, '') <> '服务对象满意度指标'

),

-- A project that goes on keeps its indicators; it is told year by year below.
copies as (

    select
        copyable.*,
        firsts.project_name as first_project_name,
        firsts.department_name as first_department_name,
        coalesce(copyable.department_key, copyable.document_id)
        <> coalesce(firsts.department_key, firsts.document_id) as is_other_department
    from copyable
    left join copyable as firsts
        on copyable.first_receipt_id = firsts.receipt_id
    where
        copyable.project_key <> firsts.project_key
        and (
            coalesce(copyable.department_key, copyable.document_id)
            <> coalesce(firsts.department_key, firsts.document_id)
            or copyable.project_key <> firsts.project_key
        )

),

copied_leads as (

    select
        case
            when is_other_department then 'same_target_text_in_other_department'
            else 'same_target_text_in_other_project'
        end as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        first_receipt_id as other_receipt_id,
        cast(null as varchar[]) as further_receipt_ids,
        family_name as subject,
        concat(
            case
                when is_other_department
                    then concat(coalesce(department_name, ''), '的')
                else ''
            end,
            '「', project_name, '」与',
            case
                when is_other_department
                    then concat(coalesce(first_department_name, ''), '的')
                else ''
            end,
            '「', first_project_name, '」的指标“', family_name, '”指标值同为“',
            plain_target, '”。'
        ) as sentence_zh,
        concat(
            'Projects "', project_name, '"',
            case
                when is_other_department
                    then concat(' of ', coalesce(department_name, 'one department'))
                else ''
            end,
            ' and "', first_project_name, '"',
            case
                when is_other_department
                    then concat(' of ', coalesce(first_department_name, 'another'))
                else ''
            end,
            ' have the same target "', plain_target, '" for the indicator "',
            family_name, '".'
        ) as sentence_en,
        cast(null as decimal(28, 6)) as measured_value,
        cast(null as decimal(28, 6)) as compared_value,
        cast(null as varchar) as value_unit
    from copies

),

-- All targets of a project against those of the year before.
repeated as (

    select
        named.department_key,
        named.project_key,
        named.fiscal_year,
        named.is_synthetic,
        max(named.region_code) as region_code,
        max(named.project_name) as project_name,
        min(named.document_id) as document_id,
        min(named.receipt_id) as receipt_id,
        min(earlier.receipt_id) as other_receipt_id,
        array_agg(named.receipt_id order by named.receipt_id) as receipt_ids,
        array_agg(earlier.receipt_id order by named.receipt_id) as earlier_receipt_ids,
        count(distinct named.receipt_id) as indicator_count
    from named
    left join named as earlier
        on
            named.department_key = earlier.department_key
            and named.project_key = earlier.project_key
            and named.fiscal_year = earlier.fiscal_year + 1
            and named.is_synthetic = earlier.is_synthetic
            and named.family_key = earlier.family_key
            and named.plain_target = earlier.plain_target
    where named.department_key is not null
    group by
        named.department_key,
        named.project_key,
        named.fiscal_year,
        named.is_synthetic
    having
        count(distinct named.receipt_id) >= 3
        and count(distinct named.receipt_id)
        = count(
            distinct case when earlier.receipt_id is not null then named.receipt_id end
        )

),

repeated_leads as (

    select
        'same_targets_as_last_year' as lead_kind,
        department_key,
        region_code,
        fiscal_year,
        project_key,
        document_id,
        receipt_id,
        other_receipt_id,
        receipt_ids || earlier_receipt_ids as further_receipt_ids,
        project_name as subject,
        concat(
            '「', project_name, '」', cast(fiscal_year as varchar), '年的',
            cast(indicator_count as varchar), '项指标及其指标值与上年完全相同。'
        ) as sentence_zh,
        concat(
            'Project "', project_name, '": all ', cast(indicator_count as varchar),
            ' targets of ', cast(fiscal_year as varchar),
            ' are those of the year before.'
        ) as sentence_en,
        cast(indicator_count as decimal(28, 6)) as measured_value,
        cast(indicator_count as decimal(28, 6)) as compared_value,
        cast(null as varchar) as value_unit
    from repeated

),

united as (

    select * from copied_leads
    union all
    select * from repeated_leads

)

select * from united

with

grouped_indicators as (select * from {{ ref('fct_indicators') }}),

projects as (select * from {{ ref('dim_projects') }}),

departments as (select * from {{ ref('dim_departments') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

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
    left join projects using (project_key)
    left join departments
        on grouped_indicators.department_key = departments.department_key
    left join documents on grouped_indicators.document_id = documents.document_id
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
    inner join copyable as firsts
        on
            copyable.first_receipt_id = firsts.receipt_id
            and copyable.project_key <> firsts.project_key

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
        array_agg(named.receipt_id order by named.receipt_id)
        || array_agg(earlier.receipt_id order by named.receipt_id) as receipt_ids,
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
    group by all
    having
        count(distinct named.receipt_id) >= 3
        and count(*) filter (where earlier.receipt_id is null) = 0

),

final as (

    {{ leads(
        'same_target_text_in_other_department',
        'copies',
        'family_name',
        '{department_name}的「{project_name}」与{first_department_name}的'
        ~ '「{first_project_name}」的指标“{family_name}”指标值同为“{plain_target}”。',
        'Projects "{project_name}" of {coalesce(department_name, \'one department\')} '
        ~ 'and "{first_project_name}" of {coalesce(first_department_name, \'another\')} '
        ~ 'have the same target "{plain_target}" for the indicator "{family_name}".',
        unit='null',
        other='first_receipt_id'
    ) }}
    where is_other_department

    union all

    {{ leads(
        'same_target_text_in_other_project',
        'copies',
        'family_name',
        '「{project_name}」与「{first_project_name}」的指标“{family_name}”'
        ~ '指标值同为“{plain_target}”。',
        'Projects "{project_name}" and "{first_project_name}" have the same target '
        ~ '"{plain_target}" for the indicator "{family_name}".',
        unit='null',
        other='first_receipt_id'
    ) }}
    where not is_other_department

    union all

    {{ leads(
        'same_targets_as_last_year',
        'repeated',
        'project_name',
        '「{project_name}」{fiscal_year}年的{indicator_count}项指标及其指标值与上年完全相同。',
        'Project "{project_name}": all {indicator_count} targets of {fiscal_year} are '
        ~ 'those of the year before.',
        'indicator_count',
        'indicator_count',
        'null',
        'other_receipt_id',
        'receipt_ids'
    ) }}

)

select * from final

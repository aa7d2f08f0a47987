with

mentions as (select * from {{ ref('int_project_years_mentioned') }}),

funding as (select * from {{ ref('int_project_funding_chosen') }}),

receipts as (select * from {{ ref('int_receipts_of_projects') }}),

projects as (select * from {{ ref('dim_projects') }}),

departments as (select * from {{ ref('dim_departments') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

spine as (

    select
        project_year_key,
        max(project_key) as project_key,
        max(fiscal_year) as fiscal_year,
        coalesce(bool_or(is_synthetic), false) as is_synthetic,
        max(department_key) as department_key,
        max(region_code) as region_code,
        min(document_id) as document_id,
        count(distinct document_id) as document_count
    from mentions
    group by project_year_key

),

-- Each of the three is one printed figure: proven or not, with its own rounding.
proven_funding as (

    select
        funding.*,
        main.is_proven as is_funding_proven,
        {% for measure in ['approved', 'adjusted', 'executed'] %}
            {{ measure }}.half_unit_yuan as {{ measure }}_interval_yuan,
            case
                when funding.{{ measure }}_yuan is not null
                    then coalesce({{ measure }}.is_proven, false)
            end as is_{{ measure }}_proven
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from funding
    left join receipts as main
        on
            funding.receipt_id = main.receipt_id
            and coalesce(
                funding.executed_yuan,
                funding.adjusted_yuan,
                funding.approved_yuan
            ) is not null
    {% for measure in ['approved', 'adjusted', 'executed'] %}
        left join receipts as {{ measure }}
            on funding.{{ measure }}_receipt_id = {{ measure }}.receipt_id
    {% endfor %}

),

project_indicators as (

    select
        {{ key_of(['project_key', 'fiscal_year', 'is_synthetic']) }}
            as project_year_key,
        count(*) as indicator_count,
        count(is_met) as judged_indicator_count,
        count(*) filter (where is_met) as met_indicator_count
    from {{ ref('fct_indicators') }}
    where project_key is not null and is_chosen
    group by all

),

project_evaluations as (

    select
        evaluations.*,
        {{ key_of([
            'evaluations.project_key',
            'evaluations.fiscal_year',
            'documents.is_synthetic'
        ]) }} as project_year_key
    from {{ ref('int_evaluations') }} as evaluations
    inner join documents using (document_id)
    where evaluations.project_key is not null
    qualify row_number() over (
        partition by project_year_key
        order by
            case when evaluations.total_score is null then 2 else 1 end,
            documents.document_rank,
            evaluations.receipt_id
    ) = 1

),

project_findings as (

    select
        {{ key_of([
            'findings.project_key', 'findings.fiscal_year', 'documents.is_synthetic'
        ]) }} as project_year_key,
        count(distinct findings.finding_text) as finding_count
    from {{ ref('fct_findings') }} as findings
    inner join documents using (document_id)
    where findings.project_key is not null
    group by all

),

joined as (

    select
        spine.project_year_key,
        spine.project_key,
        projects.project_name,
        {{ key_of([
            'coalesce(spine.department_key, spine.document_id)',
            'spine.fiscal_year',
            'spine.is_synthetic'
        ]) }} as department_year_key,
        spine.department_key,
        departments.department_name,
        spine.region_code,
        spine.fiscal_year,
        spine.is_synthetic,
        spine.document_count,
        project_funding.execution_rate_published,
        project_funding.execution_rate,
        project_funding.appropriation_yuan,
        project_funding.carryover_yuan,
        project_funding.other_funds_yuan,
        project_funding.receipt_id,
        project_funding.is_funding_proven,
        {%- for measure in ['approved', 'adjusted', 'executed'] %}
            project_funding.{{ measure }}_yuan,
            project_funding.{{ measure }}_receipt_id,
            project_funding.is_{{ measure }}_proven,
            project_funding.{{ measure }}_interval_yuan,
        {%- endfor %}
        coalesce(project_indicators.indicator_count, 0) as indicator_count,
        coalesce(project_indicators.judged_indicator_count, 0)
            as judged_indicator_count,
        coalesce(project_indicators.met_indicator_count, 0) as met_indicator_count,
        {{ share_of(
            'project_indicators.met_indicator_count',
            'project_indicators.judged_indicator_count'
        ) }} as met_share,
        project_evaluations.total_score,
        project_evaluations.execution_score,
        project_evaluations.grade_published,
        project_evaluations.grade_derived,
        coalesce(project_findings.finding_count, 0) as finding_count
    from spine
    left join projects using (project_key)
    left join departments on spine.department_key = departments.department_key
    left join proven_funding as project_funding
        on spine.project_year_key = project_funding.project_year_key
    left join project_indicators
        on spine.project_year_key = project_indicators.project_year_key
    left join project_evaluations
        on spine.project_year_key = project_evaluations.project_year_key
    left join project_findings
        on spine.project_year_key = project_findings.project_year_key

)

select * from joined

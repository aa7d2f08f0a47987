with

department_years as (

    select * from {{ ref('department_years') }}

),

measures as (

    select * from {{ ref('int_department_measures') }}

),

regions as (

    select * from {{ ref('dim_regions') }}

),

-- A unit stands inside the accounts of its department: it is counted, never added.
added as (

    select
        *,
        {{ key_of(['region_code', 'fiscal_year', 'is_synthetic']) }}
            as region_year_key,
        coalesce(caliber, 'department') = 'department' as is_added
    from department_years
    where fiscal_year is not null

),

known_departments as (

    select
        region_code,
        is_synthetic,
        count(distinct department_key) as known_department_count
    from added
    where is_added
    group by region_code, is_synthetic

),

summed as (

    select
        region_year_key,
        max(region_code) as region_code,
        max(fiscal_year) as fiscal_year,
        max(case when is_synthetic then 1 else 0 end) = 1 as is_synthetic,
        count(distinct case when is_added then department_key end) as department_count,
        sum(case when is_added and department_key is null then 1 else 0 end)
            as unnamed_department_count,
        count(
            distinct
            case
                when is_added and total_spending_yuan is not null
                    then department_key
            end
        ) as spending_department_count,
        sum(case when is_added then 0 else 1 end) as unit_count,
        {{ yuan_where('not is_added', 'total_spending_yuan') }} as unit_spending_yuan,
        sum(case when is_added then document_count end) as document_count,
        sum(case when is_added then project_count end) as project_count,
        {{ yuan_where('is_added', 'total_revenue_yuan') }} as total_revenue_yuan,
        {{ yuan_where('is_added', 'total_spending_yuan') }} as total_spending_yuan,
        {{ yuan_where('is_added', 'basic_yuan') }} as basic_yuan,
        {{ yuan_where('is_added', 'project_yuan') }} as project_yuan,
        {{ yuan_where('is_added', 'personnel_yuan') }} as personnel_yuan,
        {{ yuan_where('is_added', 'public_yuan') }} as public_yuan,
        {{ yuan_where('is_added', 'three_public_yuan') }} as three_public_yuan,
        {{ yuan_where('is_added', 'net_assets_yuan') }} as net_assets_yuan,
        {{ yuan_where('is_added', 'approved_revenue_yuan') }} as approved_revenue_yuan,
        {{ yuan_where('is_added', 'approved_budget_yuan') }} as approved_budget_yuan,
        {{ yuan_where('is_added', 'approved_basic_budget_yuan') }}
            as approved_basic_budget_yuan,
        {{ yuan_where('is_added', 'approved_project_budget_yuan') }}
            as approved_project_budget_yuan,
        {{ yuan_where('is_added', 'approved_project_yuan') }} as approved_project_yuan,
        {{ yuan_where('is_added', 'adjusted_project_yuan') }} as adjusted_project_yuan,
        {{ yuan_where('is_added', 'executed_project_yuan') }} as executed_project_yuan,
        {{ yuan_where('is_added', 'rated_budget_yuan') }} as rated_budget_yuan,
        {{ yuan_where('is_added', 'rated_executed_yuan') }} as rated_executed_yuan,
        sum(case when is_added then indicator_count end) as indicator_count,
        sum(case when is_added then judged_indicator_count end)
            as judged_indicator_count,
        sum(case when is_added then met_indicator_count end) as met_indicator_count,
        sum(case when is_added then score_count end) as score_count,
        sum(case when is_added then score_sum end) as score_sum,
        sum(case when is_added then finding_count end) as finding_count,
        {{ yuan_where('is_added', 'verifiable_yuan') }} as verifiable_yuan,
        {{ yuan_where('is_added', 'verified_yuan') }} as verified_yuan
    from added
    group by region_year_key

),

verified as (

    select
        added.region_year_key,
        {% for measure in department_measures() %}
        {{ share_of(
            "sum(case when measures.measure = '" ~ measure
            ~ "' then measures.verified_yuan end)",
            "sum(case when measures.measure = '" ~ measure
            ~ "' then measures.verifiable_yuan end)"
        ) }} as {{ measure }}_verified_share,
            cast(
                sum(
                    case
                        when measures.measure = '{{ measure }}'
                            then measures.interval_yuan
                    end
                ) as decimal(20, 6)
            ) as {{ measure }}_interval_yuan
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from added
    left join measures
        on added.department_year_key = measures.department_year_key
    where added.is_added
    group by added.region_year_key

),

spending_departments as (

    select
        region_year_key,
        region_code,
        fiscal_year,
        is_synthetic,
        department_key
    from added
    where is_added and total_spending_yuan is not null

),

-- Departments that state their spending in this year and in the year before.
common_departments as (

    select
        spending_departments.region_year_key,
        count(*) as common_department_count
    from spending_departments
    left join spending_departments as previous
        on
            spending_departments.department_key = previous.department_key
            and spending_departments.region_code = previous.region_code
            and spending_departments.is_synthetic = previous.is_synthetic
            and spending_departments.fiscal_year = previous.fiscal_year + 1
    where previous.department_key is not null
    group by spending_departments.region_year_key

),

named as (

    select
        summed.region_year_key,
        summed.region_code,
        regions.region_name,
        regions.region_level,
        regions.province_name,
        regions.prefecture_name,
        regions.county_name,
        coalesce(regions.is_development_zone, false) as is_development_zone,
        summed.fiscal_year,
        summed.is_synthetic,
        summed.department_count,
        cast(summed.unnamed_department_count as bigint) as unnamed_department_count,
        summed.spending_department_count,
        coalesce(known_departments.known_department_count, 0)
            as known_department_count,
        {{ share_of(
            'summed.spending_department_count',
            'known_departments.known_department_count'
        ) }} as coverage_share,
        cast(summed.unit_count as bigint) as unit_count,
        summed.unit_spending_yuan,
        cast(coalesce(summed.document_count, 0) as bigint) as document_count,
        cast(coalesce(summed.project_count, 0) as bigint) as project_count,
        summed.total_revenue_yuan,
        summed.total_spending_yuan,
        summed.basic_yuan,
        summed.project_yuan,
        summed.personnel_yuan,
        summed.public_yuan,
        summed.three_public_yuan,
        summed.net_assets_yuan,
        summed.approved_revenue_yuan,
        summed.approved_budget_yuan,
        summed.approved_basic_budget_yuan,
        summed.approved_project_budget_yuan,
        summed.approved_project_yuan,
        summed.adjusted_project_yuan,
        summed.executed_project_yuan,
        {{ share_of('summed.basic_yuan', 'summed.total_spending_yuan') }}
            as basic_share,
        {{ share_of('summed.project_yuan', 'summed.total_spending_yuan') }}
            as project_share,
        {{ share_of('summed.rated_executed_yuan', 'summed.rated_budget_yuan') }}
            as execution_rate,
        cast(coalesce(summed.indicator_count, 0) as bigint) as indicator_count,
        {{ share_of('summed.met_indicator_count', 'summed.judged_indicator_count') }}
            as met_share,
        {{ share_of('summed.score_sum', 'summed.score_count') }} as mean_score,
        cast(coalesce(summed.finding_count, 0) as bigint) as finding_count,
        summed.verifiable_yuan,
        summed.verified_yuan,
        {{ share_of('summed.verified_yuan', 'summed.verifiable_yuan') }}
            as verified_share,
        {% for measure in department_measures() %}
            verified.{{ measure }}_verified_share,
            verified.{{ measure }}_interval_yuan,
        {% endfor %}
        coalesce(common_departments.common_department_count, 0)
            as common_department_count
    from summed
    left join verified
        on summed.region_year_key = verified.region_year_key
    left join regions
        on summed.region_code = regions.region_code
    left join known_departments
        on
            coalesce(summed.region_code, '')
            = coalesce(known_departments.region_code, '')
            and summed.is_synthetic = known_departments.is_synthetic
    left join common_departments
        on summed.region_year_key = common_departments.region_year_key

),

final as (

    select
        named.*,
        previous.total_spending_yuan as previous_total_spending_yuan,
        {{ change_of('named.total_revenue_yuan', 'previous.total_revenue_yuan') }}
            as revenue_change_rate,
        {{ change_of('named.total_spending_yuan', 'previous.total_spending_yuan') }}
            as spending_change_rate,
        {{ change_of('named.three_public_yuan', 'previous.three_public_yuan') }}
            as three_public_change_rate,
        case
            when
                named.total_spending_yuan is not null
                and previous.total_spending_yuan is not null
                then
                    named.common_department_count = named.spending_department_count
                    and named.common_department_count
                    = previous.spending_department_count
        end as has_same_departments
    from named
    left join named as previous
        on
            named.region_code = previous.region_code
            and named.is_synthetic = previous.is_synthetic
            and named.fiscal_year = previous.fiscal_year + 1

)

select * from final

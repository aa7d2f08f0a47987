{%- set accounts = ['general', 'fund', 'capital', 'insurance'] -%}
{%- set sides = ['revenue', 'spending'] -%}
{%- set phases = ['approved', 'adjusted', 'executed', 'final'] -%}
with

figures as (select * from {{ ref('region_account_figures') }}),

regions as (select * from {{ ref('dim_regions') }}),

region_years as (select * from {{ ref('int_region_years_summed') }}),

statistics as (select * from {{ ref('region_statistics') }}),

summed as (

    select
        region_account_key,
        region_code,
        scope,
        fiscal_year,
        is_synthetic,
        {%- for name in accounts %}
            {%- for word in sides %}
                {%- for phase in phases %}
                    max(
                        case
                            when
                                item = '{{ name }}_{{ word }}'
                                and phase = '{{ phase }}'
                                then amount_yuan
                        end
                    ) as {{ name }}_{{ word }}_{{ phase }}_yuan,
                {%- endfor %}
            {%- endfor %}
        {%- endfor %}
        coalesce(
            {%- for phase in ['final', 'executed'] %}
                max(
                    case
                        when item = 'tax_revenue' and phase = '{{ phase }}'
                            then amount_yuan
                    end
                ){% if not loop.last %},{% endif %}
            {%- endfor %}
        ) as tax_revenue_yuan,
        {%- for item in ['debt_limit', 'debt_balance'] %}
            max(case when item = '{{ item }}' then amount_yuan end)
                as {{ item }}_yuan,
        {%- endfor %}
        {%- for word in sides %}
            {%- for rate in ['growth', 'completion'] %}
                coalesce(
                    {%- for phase in ['final', 'executed'] %}
                        max(
                            case
                                when
                                    item = 'general_{{ word }}_{{ rate }}'
                                    and phase = '{{ phase }}'
                                    then rate
                            end
                        ){% if not loop.last %},{% endif %}
                    {%- endfor %}
                ) as general_{{ word }}_{{ rate }},
            {%- endfor %}
        {%- endfor %}
        count(amount_yuan) as figure_count,
        cast(
            avg(
                case when amount_yuan is null then null when is_proven then 1.0 else 0.0
                end
            ) as decimal(18, 6)
        )
            as verified_share
    from figures
    group by region_account_key, region_code, scope, fiscal_year, is_synthetic

),

actual as (

    select
        *,
        {%- for name in accounts %}
            {%- for word in sides %}
                coalesce(
                    {{ name }}_{{ word }}_final_yuan,
                    {{ name }}_{{ word }}_executed_yuan
                ) as {{ name }}_{{ word }}_yuan
                {%- if not loop.last %},{% endif %}
            {%- endfor %}
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from summed

),

final as (

    select
        actual.region_account_key,
        actual.region_code,
        regions.region_name,
        regions.region_level,
        regions.province_name,
        regions.prefecture_name,
        actual.scope,
        actual.fiscal_year,
        actual.is_synthetic,
        {%- for name in accounts %}
            {%- for word in sides %}
                actual.{{ name }}_{{ word }}_yuan,
                {%- for phase in phases %}
                    actual.{{ name }}_{{ word }}_{{ phase }}_yuan,
                {%- endfor %}
            {%- endfor %}
        {%- endfor %}
        actual.tax_revenue_yuan,
        {{ share_of('actual.tax_revenue_yuan', 'actual.general_revenue_yuan') }}
            as tax_share,
        {%- for word in sides %}
            coalesce(
                actual.general_{{ word }}_growth,
                {{ share_of(
                    '(actual.general_' ~ word ~ '_yuan'
                    ~ ' - years_before.general_' ~ word ~ '_yuan)',
                    'years_before.general_' ~ word ~ '_yuan'
                ) }}
            ) as general_{{ word }}_growth,
        {%- endfor %}
        {%- for word in sides %}
            coalesce(
                actual.general_{{ word }}_completion,
                {{ share_of(
                    'actual.general_' ~ word ~ '_yuan',
                    'coalesce(actual.general_' ~ word ~ '_adjusted_yuan,'
                    ~ ' actual.general_' ~ word ~ '_approved_yuan)'
                ) }}
            ) as general_{{ word }}_completion,
        {%- endfor %}
        actual.debt_limit_yuan,
        actual.debt_balance_yuan,
        {{ share_of('actual.debt_balance_yuan', 'actual.debt_limit_yuan') }}
            as debt_share_of_limit,
        statistics.value as population,
        {%- for word in sides %}
            cast(
                actual.general_{{ word }}_yuan / nullif(statistics.value, 0)
                as decimal(20, 2)
            ) as general_{{ word }}_per_head_yuan,
        {%- endfor %}
        region_years.total_spending_yuan as department_spending_yuan,
        {{ share_of(
            'region_years.total_spending_yuan', 'actual.general_spending_yuan'
        ) }}
            as department_coverage_share,
        actual.figure_count,
        actual.verified_share
    from actual
    left join regions using (region_code)
    left join actual as years_before
        on
            actual.region_code = years_before.region_code
            and actual.scope = years_before.scope
            and actual.fiscal_year = years_before.fiscal_year + 1
            and actual.is_synthetic = years_before.is_synthetic
    -- People live in the whole area: what its own level spends is not by head of them.
    left join statistics
        on
            actual.region_code = statistics.region_code
            and actual.fiscal_year = statistics.fiscal_year
            and statistics.statistic = 'population'
            and actual.scope = 'whole_region'
    left join region_years
        on
            actual.region_code = region_years.region_code
            and actual.fiscal_year = region_years.fiscal_year
            and actual.is_synthetic = region_years.is_synthetic
            and actual.scope = 'own_level'

)

select * from final

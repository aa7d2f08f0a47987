{#- Sums that are set against those of the year before. -#}
{%- set changing = [
    'total_revenue', 'total_spending', 'basic', 'project', 'three_public'
] -%}

with

summed as (select * from {{ ref('int_department_years_summed') }}),

comparability as (select * from {{ ref('department_comparability') }}),

profiles as (select * from {{ ref('department_profiles') }}),

price_levels as (

    select * from {{ ref('price_levels') }}
    where is_default_base

),

disclosures as (

    select
        department_key,
        fiscal_year,
        is_synthetic,
        count(*) as expected_kind_count,
        count(*) filter (where status in ('found', 'empty_declared'))
            as found_kind_count
    from {{ ref('disclosure_matrix') }}
    group by all

),

copied_counts as (

    select
        department_year_key,
        count(*) filter (where is_target_shared) as shared_target_count,
        count(*) filter (where is_target_repeated) as repeated_target_count
    from {{ ref('int_indicators_copied') }}
    group by all

),

joined as (

    select
        summed.*,
        comparability.continuity_key,
        comparability.previous_year,
        comparability.is_comparable as is_same_body,
        comparability.break_reason as body_break_reason,
        profiles.sector_class_code,
        profiles.peer_group_key,
        disclosures.expected_kind_count,
        disclosures.found_kind_count,
        {{ share_of(
            'disclosures.found_kind_count', 'disclosures.expected_kind_count'
        ) }} as disclosure_share,
        coalesce(copied_counts.shared_target_count, 0) as shared_target_count,
        coalesce(copied_counts.repeated_target_count, 0) as repeated_target_count,
        price_levels.base_year as price_base_year,
        price_levels.price_factor,
        count(*) over (
            partition by
                comparability.continuity_key, summed.fiscal_year, summed.is_synthetic
        ) as body_count,
        coalesce(summed.caliber, 'department') = 'department' as is_consolidated
    from summed
    left join profiles using (department_key, is_synthetic)
    left join disclosures using (department_key, fiscal_year, is_synthetic)
    left join copied_counts using (department_year_key)
    left join price_levels using (fiscal_year)
    left join comparability using (department_year_key)

),

-- What the year before says of the same body, under whatever name it then had. One that
-- tells no caliber speaks for the department.
compared as (

    select
        joined.*,
        previous.price_factor as previous_price_factor,
        case
            when joined.continuity_key is null then 'no_department'
            when not joined.is_same_body then joined.body_break_reason
            when joined.is_caliber_mixed or previous.is_caliber_mixed
                then 'caliber_mixed'
            when joined.is_consolidated <> previous.is_consolidated
                then 'caliber_changed'
            else joined.body_break_reason
        end as break_reason,
        coalesce(break_reason, 'renamed') = 'renamed' as is_comparable,
        {%- for measure in changing %}
            case
                when
                    is_comparable
                    {%- if measure == 'three_public' %}
                        and joined.three_public_fund_basis
                        = previous.three_public_fund_basis
                    {%- endif %}
                    then previous.{{ measure }}_yuan
            end as comparable_{{ measure }}_yuan{% if not loop.last %},{% endif %}
        {%- endfor %}
    from joined
    left join joined as previous
        on
            joined.continuity_key = previous.continuity_key
            and joined.is_synthetic = previous.is_synthetic
            and joined.previous_year = previous.fiscal_year
            and joined.is_same_body
            and (
                joined.department_key = previous.department_key
                or (joined.body_count = 1 and previous.body_count = 1)
            )

),

-- Ranks and shares are among consolidated accounts: a unit is part of its department.
final as (

    select
        * exclude (
            {%- for measure in changing %}
                comparable_{{ measure }}_yuan,
            {%- endfor %}
            previous_year,
            previous_price_factor,
            is_same_body,
            body_break_reason,
            body_count,
            is_consolidated,
            price_factor
        ),
        {{ share_of('three_public_yuan', 'total_spending_yuan') }}
            as three_public_share,
        case
            when is_consolidated and region_code is not null
                then
                    {{ share_of(
                        'total_spending_yuan',
                        'sum(case when is_consolidated then total_spending_yuan end)'
                        ~ ' over (partition by region_code, fiscal_year, is_synthetic)'
                    ) }}
        end as region_spending_share,
        {{ share_of('shared_target_count', 'indicator_count') }}
            as shared_target_share,
        {{ share_of('repeated_target_count', 'indicator_count') }}
            as repeated_target_share,
        case
            when peer_group_key is not null
                then
                    count(
                        case when is_consolidated then total_spending_yuan end
                    ) over (partition by peer_group_key, fiscal_year)
        end as ranked_peer_count,
        {% for column, value in [
            ('spending', 'total_spending_yuan'),
            ('project_share', 'project_share'),
            ('three_public_share', share_of(
                'three_public_yuan', 'total_spending_yuan'
            )),
            ('execution_rate', 'execution_rate'),
            ('verified_share', 'verified_share')
        ] %}
            {{ rank_among(
                value,
                'peer_group_key, fiscal_year',
                'peer_group_key is not null and is_consolidated'
            ) }} as {{ column }}_rank,
        {% endfor %}
        comparable_total_spending_yuan as previous_total_spending_yuan,
        {%- for measure in changing %}
            {{ change_of(measure ~ '_yuan', 'comparable_' ~ measure ~ '_yuan') }}
                as {{ measure | replace('total_', '') }}_change_rate,
        {%- endfor %}
        {{ real_yuan('total_revenue_yuan', 'price_factor') }}
            as real_total_revenue_yuan,
        {{ real_yuan('total_spending_yuan', 'price_factor') }}
            as real_total_spending_yuan,
        {{ change_of(
            'total_spending_yuan * price_factor',
            'comparable_total_spending_yuan * previous_price_factor'
        ) }} as real_spending_change_rate
    from compared

)

select * from final  -- noqa: AM04

with

facts as (select * from {{ ref('stated_facts') }}),

departments as (select * from {{ ref('dim_departments') }}),

continued as (select * from {{ ref('int_departments_continued') }}),

regions as (select * from {{ ref('dim_regions') }}),

classes as (select * from {{ ref('function_classes') }}),

class_sums as (

    select
        department_key,
        is_synthetic,
        fact_name,
        substr(code, 1, 3) as class_code,
        count(distinct fiscal_year) as year_count,
        sum(amount_yuan) as amount_yuan
    from facts
    where
        is_chosen
        and department_key is not null
        and code is not null
        and (
            fact_name = 'spending'
            or (fact_name = 'budget' and phase = 'approved')
        )
    group by department_key, is_synthetic, fact_name, substr(code, 1, 3)

),

totalled as (

    select
        *,
        sum(amount_yuan) over (
            partition by department_key, is_synthetic, fact_name
        ) as total_yuan
    from class_sums

),

-- What was spent goes before what was planned; of two classes alike, the lower code.
ranked as (

    select
        *,
        row_number() over (
            partition by department_key, is_synthetic
            order by
                case fact_name when 'spending' then 1 else 2 end,
                amount_yuan desc,
                class_code asc
        ) as profile_rank
    from totalled
    where total_yuan > 0

),

profiled as (

    select
        departments.department_key,
        ranked.is_synthetic,
        departments.department_name,
        departments.body_name,
        departments.region_code,
        regions.region_level,
        continued.continuity_key,
        ranked.class_code as sector_class_code,
        classes.class_name as sector_class_name,
        cast(ranked.amount_yuan / ranked.total_yuan as decimal(18, 6))
            as sector_share,
        case ranked.fact_name
            when 'spending' then 'executed' else 'approved'
        end as sector_phase,
        ranked.year_count,
        {{ key_of([
            'ranked.class_code', 'regions.region_level', 'ranked.is_synthetic'
        ]) }} as peer_group_key
    from ranked
    left join departments using (department_key)
    left join regions on departments.region_code = regions.region_code
    left join continued using (department_key)
    left join classes using (class_code)
    where ranked.profile_rank = 1

),

final as (

    select
        *,
        count(*) over (partition by peer_group_key) - 1 as peer_count
    from profiled

)

select * from final

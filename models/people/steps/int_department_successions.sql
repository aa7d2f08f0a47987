{%- set hops = 4 -%}
with recursive

departments as (select * from {{ ref('dim_departments') }}),

mentions as (select * from {{ ref('int_department_years_mentioned') }}),

successions as (select * from {{ ref('department_successions') }}),

chains as (select * from {{ ref('int_region_chains') }}),

bodies as (

    select
        departments.department_key,
        departments.region_code,
        departments.credit_code,
        {{ match_name('departments.body_name') }} as body_match,
        min(mentions.fiscal_year) as first_year,
        max(mentions.fiscal_year) as last_year
    from departments
    left join mentions using (department_key)
    where departments.region_code is not null
    group by all

),

-- The declared changes that hold in each region that has documents.
declared as (

    select distinct
        bodies.region_code,
        {{ match_name('successions.old_body_name') }} as old_match,
        {{ match_name('successions.new_body_name') }} as new_match,
        successions.kind,
        successions.from_year,
        successions.to_year,
        successions.source
    from bodies
    left join chains using (region_code)
    inner join successions
        on
            successions.region_code is null
            or chains.ancestor_region_code = successions.region_code
    where successions.old_body_name is not null

),

-- From each body along the declared changes to the first one that documents name; a
-- body in between may have no documents of its own.
paths as (

    select
        bodies.department_key as predecessor_key,
        bodies.region_code,
        declared.new_match as reached_match,
        declared.kind,
        declared.from_year,
        declared.to_year,
        declared.source,
        1 as hop_count
    from bodies
    inner join declared
        on
            bodies.region_code = declared.region_code
            and bodies.body_match = declared.old_match
    where declared.new_match is not null

    union all

    select
        paths.predecessor_key,
        paths.region_code,
        declared.new_match as reached_match,
        case
            when 'split' in (paths.kind, declared.kind) then 'split'
            when 'merge' in (paths.kind, declared.kind) then 'merge'
            else 'rename'
        end as kind,
        declared.from_year,
        declared.to_year,
        declared.source,
        paths.hop_count + 1 as hop_count
    from paths
    left join bodies
        on
            paths.region_code = bodies.region_code
            and paths.reached_match = bodies.body_match
    inner join declared
        on
            paths.region_code = declared.region_code
            and paths.reached_match = declared.old_match
    where
        bodies.department_key is null
        and declared.new_match is not null
        and paths.hop_count < {{ hops }}

),

-- Of several declared ways between two bodies the plainest: a rename before a merge.
plainest as (

    select
        paths.predecessor_key,
        bodies.department_key as successor_key,
        paths.kind,
        'declared' as rule,
        paths.from_year,
        paths.to_year,
        paths.source
    from paths
    inner join bodies
        on
            paths.region_code = bodies.region_code
            and paths.reached_match = bodies.body_match
    where bodies.department_key <> paths.predecessor_key
    qualify row_number() over (
        partition by paths.predecessor_key, bodies.department_key
        order by
            case paths.kind when 'rename' then 1 when 'merge' then 2 else 3 end,
            paths.from_year,
            paths.source
    ) = 1

),

-- One credit code under two names, one after the other: the body was renamed.
recoded as (

    select
        older.department_key as predecessor_key,
        newer.department_key as successor_key,
        'rename' as kind,
        'credit_code' as rule
    from bodies as older
    inner join bodies as newer
        on
            older.credit_code = newer.credit_code
            and older.department_key <> newer.department_key
            and older.last_year < newer.first_year
    qualify row_number() over (
        partition by older.department_key
        order by newer.first_year, newer.department_key
    ) = 1

),

united as (

    select * from plainest

    union all by name

    select recoded.* from recoded
    left join plainest using (predecessor_key, successor_key)
    where plainest.predecessor_key is null

),

dated as (

    select
        united.*,
        older.last_year as predecessor_last_year,
        newer.first_year as successor_first_year,
        -- A name that ends after the other began is another body's, or a late one.
        coalesce(older.last_year >= newer.last_year, false) as is_backwards,
        united.kind in ('rename', 'merge') and not is_backwards as can_continue,
        -- Where the one after was there all along, not before the plan.
        case
            when newer.first_year > older.last_year then newer.first_year
            else greatest(older.last_year + 1, united.from_year)
        end as succession_year
    from united
    left join bodies as older on united.predecessor_key = older.department_key
    left join bodies as newer on united.successor_key = newer.department_key

),

-- A body goes on in one other at most.
final as (

    select
        * exclude (can_continue),
        can_continue
        and row_number() over (
            partition by predecessor_key
            order by
                case when can_continue then 1 else 2 end,
                case rule when 'declared' then 1 else 2 end,
                case kind when 'rename' then 1 else 2 end,
                successor_first_year,
                successor_key
        ) = 1 as is_continuing
    from dated

)

select * from final  -- noqa: AM04

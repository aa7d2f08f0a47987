with

successions as (select * from {{ ref('int_department_successions') }}),

departments as (select * from {{ ref('dim_departments') }}),

continued as (select * from {{ ref('int_departments_continued') }}),

final as (

    select
        {{ key_of(['successions.predecessor_key', 'successions.successor_key']) }}
            as lineage_key,
        successions.predecessor_key,
        predecessors.department_name as predecessor_name,
        successions.successor_key,
        successors.department_name as successor_name,
        predecessors.region_code,
        successions.kind,
        successions.rule,
        successions.source,
        successions.from_year,
        successions.to_year,
        cast(successions.predecessor_last_year as integer) as predecessor_last_year,
        cast(successions.successor_first_year as integer) as successor_first_year,
        cast(successions.succession_year as integer) as succession_year,
        successions.is_backwards,
        successions.is_continuing,
        continued.continuity_key
    from successions
    left join departments as predecessors
        on successions.predecessor_key = predecessors.department_key
    left join departments as successors
        on successions.successor_key = successors.department_key
    left join continued on successions.predecessor_key = continued.department_key

)

select * from final

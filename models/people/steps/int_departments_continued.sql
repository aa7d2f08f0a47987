{%- set hops = 10 -%}
with recursive

departments as (select * from {{ ref('dim_departments') }}),

successions as (select * from {{ ref('int_department_successions') }}),

-- Each body with the ones it went on in, one after the other.
followed as (

    select
        department_key,
        department_key as reached_key,
        0 as hop_count
    from departments

    union all

    select
        followed.department_key,
        successions.successor_key as reached_key,
        followed.hop_count + 1 as hop_count
    from followed
    inner join successions
        on
            followed.reached_key = successions.predecessor_key
            and successions.is_continuing
    where successions.successor_key is not null and followed.hop_count < {{ hops }}

)

select
    department_key,
    reached_key as continuity_key,
    hop_count
from followed
qualify row_number() over (
    partition by department_key
    order by hop_count desc
) = 1

with

mentions as (select * from {{ ref('int_departments_resolved') }}),

spellings as (

    select
        department_key,
        department_name,
        count(distinct document_id) as document_count
    from mentions
    where department_key is not null
    group by department_key, department_name

),

-- The spelling that most documents use; of two as common, the fuller.
ranked_spellings as (

    select
        department_key,
        department_name,
        row_number() over (
            partition by department_key
            order by
                document_count desc, length(department_name) desc, department_name asc
        ) as spelling_rank
    from spellings

),

keyed as (

    select
        department_key,
        max(body_name) as body_name,
        max(region_code) as region_code,
        max(credit_code) as credit_code,
        count(distinct department_name) as spelling_count,
        max(
            case region_status
                when 'resolved' then 4
                when 'host_of_unlisted_zone' then 3
                when 'ambiguous' then 2
                else 1
            end
        ) as status_rank
    from mentions
    where department_key is not null
    group by department_key

),

final as (

    select
        keyed.department_key,
        ranked_spellings.department_name,
        keyed.region_code,
        keyed.credit_code,
        keyed.body_name,
        keyed.spelling_count,
        case keyed.status_rank
            when 4 then 'resolved'
            when 3 then 'host_of_unlisted_zone'
            when 2 then 'ambiguous'
            else 'unknown'
        end as region_status
    from keyed
    left join ranked_spellings
        on
            keyed.department_key = ranked_spellings.department_key
            and ranked_spellings.spelling_rank = 1

)

select * from final

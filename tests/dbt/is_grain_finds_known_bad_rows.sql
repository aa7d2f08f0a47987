-- Two rows alike, two alike with a missing value, one of its own: two groups are bad.
with

known_bad as (

    select
        'a' as document_id,
        '201' as code
    union all
    select
        'a' as document_id,
        '201' as code
    union all
    select
        'a' as document_id,
        null as code
    union all
    select
        'a' as document_id,
        null as code
    union all
    select
        'b' as document_id,
        '201' as code

),

found as (

    {{ test_is_grain('known_bad', ['document_id', 'code']) }}

),

counted as (

    select count(*) as group_count from found

)

select * from counted
where group_count <> 2

-- Each generic test finds its bad rows in a table that has some of each kind, and no others.
with

known_bad as (

    select
        'p1' as project_reference,
        'basic' as nature,
        '元' as unit
    union all
    select
        null as project_reference,
        'project' as nature,
        '万元' as unit
    union all
    select
        'p2' as project_reference,
        'misc' as nature,
        '里' as unit
    union all
    select
        'p3' as project_reference,
        null as nature,
        null as unit

),

empty as (

    {{ test_is_filled('known_bad', ['project_reference', 'nature']) }}

),

unknown as (

    {{ test_joins('known_bad', {'unit': 'units.unit_text'}) }}

),

other as (

    {{ test_has_values('known_bad', {
        'nature': ['basic', 'project'],
        'unit': ['元', '万元', '里'],
    }) }}

),

counted as (

    select
        (select count(*) from empty) as empty_count,
        (select count(*) from unknown) as unknown_count,
        (select count(*) from other) as other_count

)

select * from counted
where empty_count <> 2 or unknown_count <> 1 or other_count <> 1

-- The macro yuan_factor and data/reference/units.csv say the same.
with

units as (

    select * from {{ ref('units') }}

),

compared as (

    select
        unit_text,
        factor,
        {{ yuan_factor('unit_text') }} as macro_factor
    from units
    where base_unit = 'yuan'

)

select * from compared
where macro_factor is null or macro_factor <> factor

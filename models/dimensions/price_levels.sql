with recursive

indices as (select * from {{ ref('price_indices') }}),

first_years as (

    select min(fiscal_year) as first_year from indices

),

-- Prices of each year, those of the first being 1; a year that is left out ends them.
levels as (

    select
        first_year as fiscal_year,
        cast(1 as decimal(20, 12)) as price_level
    from first_years

    union all

    select
        indices.fiscal_year,
        cast(
            levels.price_level * indices.previous_year_100 * 0.01 as decimal(20, 12)
        ) as price_level
    from levels
    inner join indices
        on levels.fiscal_year + 1 = indices.fiscal_year

),

paired as (

    select
        {{ key_of(['levels.fiscal_year', 'bases.fiscal_year']) }} as price_level_key,
        levels.fiscal_year,
        bases.fiscal_year as base_year,
        cast(bases.price_level / levels.price_level as decimal(12, 8))
            as price_factor,
        bases.fiscal_year = coalesce(
            {{ var('price_base_year', 'null') }}, max(bases.fiscal_year) over ()
        ) as is_default_base
    from levels
    cross join levels as bases

)

select * from paired

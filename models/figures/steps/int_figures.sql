with

figures as (select * from {{ ref('int_figures_read') }}),

current_figures as (

    select * exclude (is_current) from figures
    where is_current

)

select * from current_figures  -- noqa: AM04

with

figures as (

    select * from {{ ref('int_figures_read') }}

),

stated as (

    select * from figures
    where coalesce(set_aside_reason, 'unreconciled') = 'unreconciled'

)

select * from stated  -- noqa: AM04

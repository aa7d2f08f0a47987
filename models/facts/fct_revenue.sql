with

statements as (

    select * from {{ ref('fct_revenue_all') }}
    where is_chosen

)

{{ without_choice() }}

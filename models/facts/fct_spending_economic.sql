with

statements as (

    select * from {{ ref('fct_spending_economic_all') }}
    where is_chosen

)

{{ without_choice() }}

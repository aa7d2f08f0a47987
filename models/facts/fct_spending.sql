with

statements as (

    select * from {{ ref('fct_spending_all') }}
    where is_chosen

)

{{ without_choice() }}

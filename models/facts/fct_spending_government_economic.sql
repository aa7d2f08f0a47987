with

statements as (

    select * from {{ ref('fct_spending_government_economic_all') }}
    where is_chosen

)

{{ without_choice() }}

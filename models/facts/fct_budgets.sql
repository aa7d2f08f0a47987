with

statements as (

    select * from {{ ref('fct_budgets_all') }}
    where is_chosen

)

{{ without_choice() }}

with

statements as (

    select * from {{ ref('fct_disclosed_items_all') }}
    where is_chosen

)

{{ without_choice() }}

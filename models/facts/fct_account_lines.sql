with

statements as (

    select * from {{ ref('fct_account_lines_all') }}
    where is_chosen

)

{{ without_choice() }}

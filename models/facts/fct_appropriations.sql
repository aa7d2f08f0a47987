with

statements as (

    select * from {{ ref('fct_appropriations_all') }}
    where is_chosen

)

{{ without_choice() }}

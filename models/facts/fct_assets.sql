with

statements as (

    select * from {{ ref('fct_assets_all') }}
    where is_chosen

)

{{ without_choice() }}

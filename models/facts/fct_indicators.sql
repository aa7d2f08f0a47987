with

indicators as (select * from {{ ref('int_indicators_named') }}),

statements as (select * from {{ ref('int_indicators_chosen') }}),

final as (

    select
        indicators.*,
        statements.is_chosen
    from indicators
    inner join statements
        on
            indicators.document_id = statements.document_id
            and indicators.department_year_key = statements.department_year_key
            and indicators.project_key is not distinct from statements.project_key

)

select * from final  -- noqa: AM04

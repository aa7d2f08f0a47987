with

figures as (select * from {{ ref('int_project_figures') }}),

projects as (select * from {{ ref('stg_projects') }}),

receipts as (select * from {{ ref('receipts') }}),

own as (

    select receipt_id from figures
    union
    select receipt_id from projects
    union
    select grade_receipt_id as receipt_id from projects

)

select * from receipts  -- noqa: AM04
where receipt_id in (select own.receipt_id from own)

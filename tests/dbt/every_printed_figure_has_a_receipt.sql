-- Figures read = receipts: none is lost between reading and publishing.
with

amounts as (

    select * from {{ ref('stg_amounts') }}

),

receipts as (

    select * from {{ ref('receipts') }}

)

select amounts.receipt_id
from amounts
left join receipts
    on amounts.receipt_id = receipts.receipt_id
where receipts.receipt_id is null

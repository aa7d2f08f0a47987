-- Figures read = receipts: none is lost between reading and publishing. What a table's
-- cell was taken for is known from the reading itself, not from what became of it.
with

amounts as (

    select * from {{ ref('stg_amounts') }}

),

cells as (

    select * from {{ ref('stg_cells') }}

),

receipts as (

    select * from {{ ref('receipts') }}

),

printed as (

    select
        document_id,
        receipt_id
    from amounts

    union

    select
        document_id,
        receipt_id
    from cells
    where role = 'figure' and {{ matches('printed_text', "'[0-9０-９]'") }}

)

select printed.receipt_id
from printed
left join receipts
    on printed.receipt_id = receipts.receipt_id
where receipts.receipt_id is null

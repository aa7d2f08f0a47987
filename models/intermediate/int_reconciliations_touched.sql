with

compared as (

    select * from {{ ref('reconciliation_receipts') }}

),

reconciliations as (

    select * from {{ ref('fct_reconciliations') }}

),

touched as (

    select distinct
        reconciliation_id,
        receipt_id
    from compared

),

final as (

    select
        touched.reconciliation_id,
        touched.receipt_id,
        reconciliations.document_id,
        reconciliations.identity_id,
        reconciliations.axis,
        reconciliations.status
    from touched
    left join reconciliations
        on touched.reconciliation_id = reconciliations.reconciliation_id

)

select * from final

-- int_reconciliations_touched builds the ledger's key anew: it must find every row.
with

reconciliations as (

    select * from {{ ref('fct_reconciliations') }}

),

touches as (

    select * from {{ ref('int_reconciliations_touched') }}

)

select reconciliations.reconciliation_id
from reconciliations
left join touches
    on reconciliations.reconciliation_id = touches.reconciliation_id
where touches.reconciliation_id is null

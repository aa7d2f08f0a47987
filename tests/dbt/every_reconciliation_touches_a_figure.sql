-- A row of the ledger compares at least one printed figure, or is not applicable.
with

reconciliations as (

    select * from {{ ref('fct_reconciliations') }}

),

compared as (

    select distinct reconciliation_id from {{ ref('reconciliation_receipts') }}

)

select reconciliations.reconciliation_id
from reconciliations
left join compared
    on reconciliations.reconciliation_id = compared.reconciliation_id
where
    (compared.reconciliation_id is null)
    <> (reconciliations.status = 'not_applicable')

select
    reconciliation_id,
    side,
    term,
    receipt_id
from {{ ref('int_reconciliation_receipts') }}

select
    reconciliation_id,
    side,
    term,
    receipt_id,
    document_id
from {{ ref('int_reconciliation_receipts') }}

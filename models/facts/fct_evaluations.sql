{{ with_proof(
    ref('int_evaluations'),
    is_money=false,
    receipts=ref('int_receipts_of_projects')
) }}

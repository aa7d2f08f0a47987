{{ with_proof(
    ref('int_project_funding_chosen'),
    receipts=ref('int_receipts_of_projects')
) }}

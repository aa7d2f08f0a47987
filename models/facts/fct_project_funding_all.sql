{{ with_proof(ref('int_project_funding'), receipts=ref('int_receipts_of_projects')) }}

{{ with_proof(ref('int_project_funding')) }}

{{ with_proof(ref('int_facts_stated')) }}

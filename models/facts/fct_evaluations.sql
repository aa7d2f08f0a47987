{{ with_proof(ref('int_evaluations'), is_money=false) }}

select document_id, '' as department_reference, '530114' as region_code,
    'title' as region_evidence, 'resolved' as region_status
from (
    select 'a' as document_id union all select 'b' union all select 'c'
    union all select 'd' union all select 'e' union all select 'f'
    union all select 'g' union all select 'h' union all select 'i'
    union all select 'j' union all select 'k' union all select 'l'
) as documents

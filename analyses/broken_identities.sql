-- zh: 不成立或缺数的勾稽关系
-- en: Identities that are broken or lack a part
select r.identity_id, d.file_name, r.subject, r.status, r.left_yuan, r.right_yuan,
    r.difference_yuan, r.receipt_id
from marts.fct_reconciliations as r
inner join marts.dim_documents as d on r.document_id = d.document_id
where d.is_current and d.is_synthetic = coalesce(getvariable('synthetic'), false)
    and r.status in ('broken', 'error', 'insufficient')
order by r.status, r.identity_id, r.receipt_id, r.subject

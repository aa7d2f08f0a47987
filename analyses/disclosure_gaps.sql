-- zh: 应公开而未找到的文件
-- en: Documents that should be there and were not found
select department_name, fiscal_year, document_kind, status, expectation, reason_code
from marts.disclosure_matrix
where is_synthetic = coalesce(getvariable('synthetic'), false) and status <> 'found'
order by department_name, fiscal_year, document_kind

-- zh: 文件按种类和年度
-- en: Documents by kind and year
select document_kind, fiscal_year, count(*) as document_count,
    count(*) filter (where is_current) as current_count
from marts.dim_documents
where is_synthetic = coalesce(getvariable('synthetic'), false)
group by document_kind, fiscal_year
order by document_kind, fiscal_year

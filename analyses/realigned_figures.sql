-- zh: 由算术移位的数字，按文件
-- en: Figures realigned by arithmetic, by document
select d.file_name, count(*) as figure_count,
    count(*) filter (where r.reading = 'realigned') as moved_count,
    count(*) filter (where r.reading = 'unreconciled') as unreconciled_count
from marts.receipts as r
inner join marts.dim_documents as d on r.document_id = d.document_id
where d.is_synthetic = coalesce(getvariable('synthetic'), false)
group by d.file_name
order by moved_count desc, d.file_name

-- zh: 勾稽关系的结果
-- en: Results of the identities
select identity_id, sum(applicable_count) as applicable, sum(held_count) as held,
    sum(rounding_count) as rounding, sum(broken_count) as broken,
    sum(insufficient_count) as insufficient
from marts.reconciliation_coverage
where is_synthetic = coalesce(getvariable('synthetic'), false)
group by identity_id
order by identity_id

-- zh: 多处使用的同类指标及其目标
-- en: Like indicators in several places, and their targets
select family_name, family_unit, member_count, department_count, min_target_value,
    max_target_value, met_share
from marts.indicator_families
where is_synthetic = coalesce(getvariable('synthetic'), false) and member_count > 1
order by member_count desc, family_name, family_unit

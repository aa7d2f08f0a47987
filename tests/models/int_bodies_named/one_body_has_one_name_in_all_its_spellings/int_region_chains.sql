select '530114' as region_code, '530114' as ancestor_region_code
union all select '530114', '530100'

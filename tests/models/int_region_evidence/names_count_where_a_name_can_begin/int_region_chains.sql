select '630203' as region_code, '630203' as ancestor_region_code
union all select '630203', '630200'
union all select '630200', '630200'
union all select '530300', '530300'

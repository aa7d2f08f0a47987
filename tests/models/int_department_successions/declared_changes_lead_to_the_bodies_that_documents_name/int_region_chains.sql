select '530114' as region_code, '530114' as ancestor_region_code
union all select '530114', '530100'
union all select '310107', '310107'
union all select '530300', '530300'

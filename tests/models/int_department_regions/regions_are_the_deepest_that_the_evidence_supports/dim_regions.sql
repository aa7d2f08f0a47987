select '530100' as region_code, '昆明市' as region_name,
    false as is_development_zone
union all select '530114', '呈贡区', false
union all select '530114Z01', '云南省数字经济开发区', true
union all select '220104', '朝阳区', false

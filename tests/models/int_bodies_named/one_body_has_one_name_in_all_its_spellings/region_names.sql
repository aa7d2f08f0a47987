select '呈贡区' as printed_name, '530114' as region_code
union all select '呈贡县', '530114'
union all select '呈贡', '530114'
union all select '昆明市', '530100'
union all select '昆明', '530100'

select 'function' as code_system, '211' as code,
    '环境保护支出' as official_name, 2007 as valid_from_year,
    2010 as valid_to_year
union all select 'function', '211', '节能环保支出', 2011, null
union all select 'function', '20115', '工商行政管理事务', null, 2018

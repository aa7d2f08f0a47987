select 'a' as document_id, '' as department_reference,
    '昆明市呈贡区发展和改革局' as printed_name,
    '昆明市呈贡区发展和改革局' as department_name,
    '昆明市呈贡区发展和改革局' as first_plate_name,
    cast(null as varchar) as second_plate_name,
    cast(null as varchar) as named_caliber,
    cast(null as varchar) as credit_code,
    2020 as fiscal_year, 'budget' as document_kind
union all select 'b', '', '发改局（本级）', '发改局', '发改局', null, 'unit',
    null, 2021, 'budget'
union all select 'c', '', '呈贡县发改局', '呈贡县发改局', '呈贡县发改局', null,
    null, null, 2009, 'budget'
union all select 'd', '', '中国共产党昆明市呈贡区委员会宣传部',
    '中国共产党昆明市呈贡区委员会宣传部',
    '中国共产党昆明市呈贡区委员会宣传部', null, null, null, 2020, 'budget'
union all select 'e', '', '呈贡区委宣传部', '呈贡区委宣传部', '呈贡区委宣传部',
    null, null, null, 2021, 'budget'
union all select 'f', '', '区委宣传部', '区委宣传部', '区委宣传部', null, null,
    null, 2022, 'budget'
union all select 'g', '', '区市场监管局', '区市场监管局', '区市场监管局', null,
    null, null, 2022, 'budget'
union all select 'h', '', '呈贡区发展和改革局（呈贡区粮食局）',
    '呈贡区发展和改革局（呈贡区粮食局）', '呈贡区发展和改革局', '呈贡区粮食局',
    null, null, 2022, 'budget'
union all select 'i', '', '呈贡区粮食局', '呈贡区粮食局', '呈贡区粮食局', null,
    null, null, 2023, 'budget'
union all select 'j', '', '呈贡区卫健局（呈贡区老龄办公室）',
    '呈贡区卫健局（呈贡区老龄办公室）', '呈贡区卫健局', '呈贡区老龄办公室',
    null, null, 2022, 'budget'
union all select 'k', '', '呈贡区老龄办公室', '呈贡区老龄办公室',
    '呈贡区老龄办公室', null, null, null, 2022, 'budget'
union all select 'l', '', '呈贡区城建处', '呈贡区城建处', '呈贡区城建处', null,
    null, null, 2022, 'budget'

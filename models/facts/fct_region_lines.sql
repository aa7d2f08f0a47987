{{ region_facts(
    "figures.is_money and figures.side <> 'debt'",
    [
        'account',
        'side',
        'classification',
        'line_code',
        'line_name',
        'column_item',
        'part',
        'parent_line_no',
        'level',
        'total_kind',
        'figures.total_kind is not null as is_total',
        'is_of_which',
        'is_leaf',
        'amount_yuan',
        'half_unit_yuan'
    ]
) }}

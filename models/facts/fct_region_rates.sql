{{ region_facts(
    'not figures.is_money',
    [
        'account',
        'side',
        'classification',
        'line_code',
        'line_name',
        'column_item',
        'part',
        'total_kind',
        'measure',
        'base_phase',
        'base_year',
        'figures.rate as value'
    ]
) }}

{{ region_facts(
    "figures.is_money and figures.side = 'debt'",
    ['debt_kind', 'debt_measure', 'label_text', 'column_text', 'amount_yuan', 'half_unit_yuan']
) }}

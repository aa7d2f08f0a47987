"""Whole areas, as their governments state them."""

WORDS = {
    "section_areas": ("地区财政", "Whole areas"),
    "s_area": (
        "{area} {year} 年一般公共预算收入 {revenue}、支出 {spending}，据政府自己的陈述。",
        (
            "{area}, {year}: general revenue of {revenue} and spending of {spending}, as the "
            "government states them."
        ),
    ),
    "area_named": ("{region}（{scope}）", "{region} ({scope})"),
    "area_whole_region": ("全地区", "whole region"),
    "area_own_level": ("本级", "own level"),
    "area_city_level": ("市级，含开发区", "city level with its zones"),
    "table_area_revenue": ("一般公共预算收入", "General revenue"),
    "table_area_spending": ("一般公共预算支出", "General spending"),
    "table_area_accounts": ("其他三本账", "The three other accounts"),
    "table_area_debt": ("政府债务", "Debt of governments"),
    "sub_area": (
        "单位：元；预算取调整后的，没有时取年初；全地区包含本级，不可相加；比率为印出的",
        (
            "unit: yuan; budget as adjusted, else as approved; a whole region holds its own "
            "level: never add the two; rates as printed"
        ),
    ),
    "sub_area_came": (
        "单位：元；决算数，没有时取执行数；全地区包含本级，不可相加",
        (
            "unit: yuan; of the final account, else as executed; a whole region holds its own "
            "level: never add the two"
        ),
    ),
    "col_area": ("地区", "Area"),
    "col_area_budget": ("预算", "Budget"),
    "col_area_came": ("决算或执行", "Final or executed"),
    "col_area_completion": ("完成", "Completed"),
    "col_area_growth": ("比上年", "Growth"),
    "area_item_fund_revenue": ("政府性基金收入", "Funds, revenue"),
    "area_item_fund_spending": ("政府性基金支出", "Funds, spending"),
    "area_item_capital_revenue": ("国有资本经营收入", "State capital, revenue"),
    "area_item_capital_spending": ("国有资本经营支出", "State capital, spending"),
    "area_item_insurance_revenue": ("社会保险基金收入", "Social insurance, revenue"),
    "area_item_insurance_spending": ("社会保险基金支出", "Social insurance, spending"),
    "area_item_debt_limit": ("限额", "Limit"),
    "area_item_debt_balance": ("余额", "Balance"),
    "reason_area": ("政府文件没有陈述", "no government's document states it"),
    "reason_area_rate": ("合计行没有印出", "not printed of the total"),
}

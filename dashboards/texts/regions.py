"""Whole areas as their governments state them."""

WORDS = {
    "regions_title": ("各地政府收了多少，花了多少？", "What do governments take in and spend?"),
    "regions_lead": (
        (
            "政府预算、执行与决算对整个地区的陈述，与部门数据分开，不相加。"
            "全市（全省）包含本级，也不相加。"
        ),
        (
            "Whole areas as budgets and accounts of their governments state them, apart from"
            " departments' figures. A whole region holds its own level: never add the two."
        ),
    ),
    "regions_none": (
        "还没有读入政府预算或决算。把各地公开的预算报告、预算表、决算交给 mingzhang build。",
        "No government budget or account has been read. Give some to mingzhang build.",
    ),
    "regions_no_figure": (
        "这一年、这一级次和口径没有这一指标的数字。换一个年度、级次或口径。",
        "No figure for this year, level and scope. Choose another of them.",
    ),
    "regions_level": ("级次", "Level"),
    "regions_scope": ("口径", "Scope"),
    "metric_regions": ("有数的地区", "Regions with a figure"),
    "help_regions": (
        "同一级次、口径与年度中有这一指标的地区。",
        "Regions of the level, scope and year that have the measure.",
    ),
    "regions_verified_help": (
        "构成这些行的金额中，由勾稽关系证明的个数占比。",
        "Of the amounts that these rows are made of, the share that identities prove.",
    ),
    "regions_highest": ("最高：{name}", "Highest: {name}"),
    "regions_ranking_title": (
        "{year} 年，哪里的{measure}最高？",
        "{year}: where is {measure} highest?",
    ),
    "regions_subtitle": (
        "{measure}，{unit} · {level}，{scope}口径 · {shown} 个地区",
        "{measure}, {unit} · {level}, {scope} · regions: {shown}",
    ),
    "regions_open": ("展开「{name}」", "Open '{name}'"),
    "regions_tiles_title": (
        "{year} 年，各省{measure}是多少？",
        "{year}: {measure} by province",
    ),
    "regions_tiles_count_title": (
        "{year} 年，各省有几个政府公布了{measure}？",
        "{year}: how many governments of each province state {measure}?",
    ),
    "regions_tiles_subtitle": (
        "{unit} · {level}，{scope}口径 · 每省一格，只示意位置；斜纹为无数据",
        "{unit} · {level}, {scope} · a tile a province, about where it lies; hatched: no data",
    ),
    "regions_unit_governments": ("个政府", "governments"),
    "regions_small_title": (
        "各地{measure}逐年怎样变化？",
        "How does {measure} change from year to year?",
    ),
    "regions_small_subtitle": (
        "{unit} · {level}，{scope}口径 · 各图同一刻度 · {all} 个地区中年度最多的 {shown} 个",
        (
            "{unit} · {level}, {scope} · all on one scale · the {shown} with most years"
            " of {all} regions"
        ),
    ),
    "regions_table_title": ("{year} 年各地账目一览", "{year}: the regions' accounts"),
    "regions_table_subtitle": (
        "{level}，{scope}口径 · 点选一行查看凭据",
        "{level}, {scope} · select a row for its receipts",
    ),
    "regions_of": ("展开哪个地区", "Region to open"),
    "regions_one_title": ("{name}，{year} 年", "{name}, {year}"),
    "regions_one_subtitle": ("{scope}口径", "{scope}"),
    "regions_accounts_title": (
        "{year} 年四本账，预算与结果各是多少？",
        "{year}: the four accounts, budget and result",
    ),
    "regions_accounts_subtitle": (
        "{unit} · 浅色为预算（调整后，没有时年初），深色为决算或执行",
        "{unit} · pale: budget (as adjusted, else approved); dark: final or executed",
    ),
    "regions_budget": ("预算", "budget"),
    "regions_executed": ("结果", "result"),
    "account_of_area": ("账目", "Account"),
    "regions_phase": ("阶段", "Stage"),
    "regions_line": ("印出的行", "Printed line"),
    "regions_side": ("收支", "Side"),
    "area_side_expenditure": ("支出", "spending"),
    "area_side_revenue": ("收入", "revenue"),
    "regions_classes_title": (
        "{name} {year} 年，{node}由什么组成？",
        "{name}, {year}: what is {node} made of?",
    ),
    "regions_classes_subtitle": (
        "{account}，{scope}口径，{phase} · 面积为金额，{count} 行合计 {total} · 点选展开",
        "{account}, {scope}, {phase} · area: amount; {count} lines, {total} · select to open",
    ),
    "regions_classes_none": (
        "这里没有按科目列出的数字。换一本账、收支或年度。",
        "No lines by class here. Choose another account, side or year.",
    ),
    "regions_debt_title": (
        "{year} 年，债务离限额有多远？",
        "{year}: how near is debt to its limit?",
    ),
    "regions_debt_subtitle": (
        "{unit} · 浅色为限额，深色为余额",
        "{unit} · pale: limit; dark: balance",
    ),
    "regions_debt_kind": ("债务", "Debt"),
    "regions_places_title": (
        "{name} {year} 年，下辖各地各是多少？",
        "{name}, {year}: its places side by side",
    ),
    "regions_places_subtitle": (
        "{unit} · {count} 个地方，按印出的名称 · 点选条形查看凭据",
        "{unit} · places as printed: {count} · select a bar for its receipt",
    ),
    "regions_subject": ("看什么", "Subject"),
    "regions_place": ("地方", "Place"),
    "regions_departments_title": (
        "{name} {year} 年，哪些部门公开了自己的账？",
        "{name}, {year}: which departments published?",
    ),
    "regions_departments_subtitle": (
        "{count} 个部门，总支出合计 {total}，占本级一般公共预算支出 {share}",
        "{count} departments, {total}, over general spending of the own level: {share}",
    ),
    "regions_departments_none": (
        "仓库里没有这一地区、这一年的部门文档。",
        "No department's documents of this region and year are in the warehouse.",
    ),
    "regions_to_departments": ("看这些部门的支出结构", "The structure of their spending"),
    "area_general_revenue_yuan": ("一般公共预算收入", "general revenue"),
    "area_general_revenue_growth": ("一般公共预算收入增长", "growth of general revenue"),
    "area_general_revenue_completion": (
        "一般公共预算收入完成预算",
        "general revenue over its budget",
    ),
    "area_tax_share": ("税收占比", "share of taxes in revenue"),
    "area_general_spending_yuan": ("一般公共预算支出", "general spending"),
    "area_general_spending_growth": ("一般公共预算支出增长", "growth of general spending"),
    "area_general_spending_completion": (
        "一般公共预算支出完成预算",
        "general spending over its budget",
    ),
    "area_general_revenue_approved_yuan": ("一般公共预算收入预算", "budgeted general revenue"),
    "area_general_spending_approved_yuan": (
        "一般公共预算支出预算",
        "budgeted general spending",
    ),
    "area_general_revenue_per_head_yuan": (
        "人均一般公共预算收入",
        "general revenue per resident",
    ),
    "area_general_spending_per_head_yuan": (
        "人均一般公共预算支出",
        "general spending per resident",
    ),
    "area_fund_revenue_yuan": ("政府性基金收入", "revenue of government funds"),
    "area_fund_spending_yuan": ("政府性基金支出", "spending of government funds"),
    "area_debt_balance_yuan": ("政府债务余额", "debt"),
    "area_debt_limit_yuan": ("政府债务限额", "limit of debt"),
    "area_debt_share_of_limit": ("债务余额占限额", "debt over its limit"),
    "area_department_coverage_share": (
        "已公开部门支出占本级支出",
        "departments' spending over the own level's",
    ),
    "area_scope_whole_region": ("全市（全省）", "whole region"),
    "area_scope_own_level": ("本级", "own level"),
    "area_scope_city_level": ("市级（含开发区）", "city level with its zones"),
    "area_account_general_public_budget": ("一般公共预算", "general public budget"),
    "area_account_government_fund": ("政府性基金", "government funds"),
    "area_account_state_capital": ("国有资本经营", "state capital"),
    "area_account_social_insurance": ("社会保险基金", "social insurance"),
    "area_account_all_accounts": ("全口径", "all accounts"),
    "area_item_general_revenue": ("一般公共预算收入", "general revenue"),
    "area_item_general_spending": ("一般公共预算支出", "general spending"),
    "area_item_fund_revenue": ("政府性基金收入", "revenue of government funds"),
    "area_item_fund_spending": ("政府性基金支出", "spending of government funds"),
    "area_item_capital_revenue": ("国有资本经营收入", "revenue of state capital"),
    "area_item_capital_spending": ("国有资本经营支出", "spending of state capital"),
    "area_item_insurance_revenue": ("社会保险基金收入", "revenue of social insurance"),
    "area_item_insurance_spending": ("社会保险基金支出", "spending of social insurance"),
    "area_item_tax_revenue": ("税收收入", "taxes"),
    "area_item_debt_limit": ("债务限额", "limit of debt"),
    "area_item_debt_balance": ("债务余额", "debt"),
    "area_item_general_revenue_growth": ("印出的收入增长", "printed growth of revenue"),
    "area_item_general_spending_growth": ("印出的支出增长", "printed growth of spending"),
    "area_item_general_revenue_completion": (
        "印出的收入完成比例",
        "printed completion of revenue",
    ),
    "area_item_general_spending_completion": (
        "印出的支出完成比例",
        "printed completion of spending",
    ),
    "phase_approved": ("年初预算", "approved"),
    "phase_adjusted": ("调整预算", "adjusted"),
    "phase_executed": ("执行", "executed"),
    "phase_final": ("决算", "final"),
    "debt_total": ("合计", "total"),
    "debt_general": ("一般债务", "general"),
    "debt_special": ("专项债务", "special"),
    "debt_external": ("外债", "external"),
    "owed_limit": ("限额", "limit"),
    "owed_new_limit": ("新增限额", "new limit"),
    "owed_balance": ("余额", "balance"),
    "owed_issued": ("发行", "issued"),
    "owed_issued_new": ("新增债券发行", "new bonds issued"),
    "owed_issued_refinancing": ("再融资债券发行", "refinancing bonds issued"),
    "owed_principal_paid": ("还本", "principal paid"),
    "owed_interest_paid": ("付息", "interest paid"),
}

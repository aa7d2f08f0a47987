"""Income and spending."""

WORDS = {
    "section_money": ("收入与支出", "Income and spending"),
    "s_totals": (
        "{year} 年，{departments} 个部门的决算列示本年收入 {income}、本年支出 {spending}。",
        (
            "Final accounts of {year} (departments: {departments}) state income of "
            "{income} and spending of {spending}."
        ),
    ),
    "s_totals_spending": (
        "{year} 年，{departments} 个部门的决算列示本年支出 {spending}。",
        "Final accounts of {year} (departments: {departments}) state spending of {spending}.",
    ),
    "s_growth_spending": (
        (
            "本年支出比 {earlier_year} 年{direction} {amount}（{change}），"
            "按两年都有数据的 {count} 个部门计算。"
        ),
        (
            "Spending {direction} by {amount} ({change}) on {earlier_year}, over the "
            "departments that have both years ({count})."
        ),
    ),
    "s_growth_income": (
        (
            "本年收入比 {earlier_year} 年{direction} {amount}（{change}），"
            "按两年都有数据的 {count} 个部门计算。"
        ),
        (
            "Income {direction} by {amount} ({change}) on {earlier_year}, over the "
            "departments that have both years ({count})."
        ),
    ),
    "increase": ("增加", "rose"),
    "decrease": ("减少", "fell"),
    "s_source": (
        "{source} {amount}，占本年收入 {share}。",
        "{source}: {amount}, {share} of income.",
    ),
    "s_nature": (
        "项目支出 {project}，占本年支出 {project_share}；基本支出 {basic}，占 {basic_share}。",
        (
            "Project spending is {project}, {project_share} of spending; basic spending is "
            "{basic}, {basic_share}."
        ),
    ),
    "s_class_one": (
        "按功能分类，{name} {amount}，占本年支出 {share}。",
        "By function, {name} takes {amount}, {share} of spending.",
    ),
    "s_class_two": (
        (
            "按功能分类，{name} {amount} 最多，占本年支出 {share}；其次{second} "
            "{second_amount}，占 {second_share}。"
        ),
        (
            "By function, {name} is the largest with {amount}, {share} of spending; then "
            "{second} with {second_amount}, {second_share}."
        ),
    ),
    "s_budget": (
        "年初批复的支出预算 {amount}，其中项目支出 {project}，占 {share}。",
        "The approved spending budget is {amount}, of which projects {project}, {share}.",
    ),
    "s_budget_only": (
        "年初批复的支出预算 {amount}。",
        "The approved spending budget is {amount}.",
    ),
    "table_income_department": ("收入：按部门", "Income by department"),
    "table_income_source": ("收入：按来源", "Income by source"),
    "table_spending_department": ("支出：按部门与性质", "Spending by department and nature"),
    "table_nature": ("支出：按性质", "Spending by nature"),
    "table_class": ("支出：按功能分类", "Spending by function"),
    "table_budget": (
        "支出预算（年初批复）：按部门与性质",
        "Approved spending budget by department and nature",
    ),
    "sub_executed": (
        "决算数，单位：元；占比为占合计的百分数",
        "final accounts, unit: yuan; shares of the total in percent",
    ),
    "sub_executed_yuan": ("决算数，单位：元", "final accounts, unit: yuan"),
    "sub_approved": ("年初批复数，单位：元", "approved at the start of the year, unit: yuan"),
    "col_amount": ("金额", "Amount"),
    "col_source": ("来源", "Source"),
    "col_nature": ("性质", "Nature"),
    "col_class": ("功能分类", "Function"),
    "nature_basic": ("基本支出", "Basic"),
    "nature_project": ("项目支出", "Projects"),
    "nature_remitted_upward": ("上缴上级支出", "Remitted upward"),
    "nature_operating": ("经营支出", "Operating"),
    "nature_subsidy_to_affiliates": ("对附属单位补助支出", "Subsidies to affiliates"),
    "nature_other": ("其他性质", "Other nature"),
    "source_fiscal_appropriation": ("财政拨款收入", "Fiscal appropriation"),
    "source_superior_subsidy": ("上级补助收入", "Subsidy from superiors"),
    "source_institutional": ("事业收入", "Institutional income"),
    "source_operating": ("经营收入", "Operating income"),
    "source_affiliate_remittance": ("附属单位上缴收入", "Remitted by affiliates"),
    "source_other": ("其他收入", "Other income"),
    "chart_class_title": (
        "{year} 年支出花在哪里：{name}占 {share}",
        "Where did the money of {year} go: {name} takes {share}",
    ),
    "chart_class_sub": (
        "本年支出，按功能分类，单位：万元；决算数，全部资金",
        "spending of the year by function, unit: 10,000 yuan; final accounts, all funds",
    ),
    "chart_other": ("其他", "other"),
    "chart_footer": (
        "来源：{documents} 份公开文件；金额证实 {share}；{build}",
        "Source: published documents ({documents}); {share} of the money verified; {build}",
    ),
}

"""The comparison of departments."""

WORDS = {
    "compare_title": ("部门之间，谁多谁少？", "How do departments compare?"),
    "compare_chart_title": (
        "{year} 年，哪个部门的{measure}最高？",
        "{year}: which department has the highest {measure}?",
    ),
    "compare_subtitle": (
        "{measure}，{unit} · {shown} 个部门有数据，{missing} 个无数据 · {scope}",
        "{measure}, {unit} · departments with data: {shown}, without: {missing} · {scope}",
    ),
    "scope_spending": (
        "决算，全部资金，部门公开口径",
        "final accounts, all funds, as each department publishes",
    ),
    "scope_appropriation": (
        "决算，财政拨款",
        "final accounts, fiscal appropriations",
    ),
    "scope_three_public": (
        "决算，一般公共预算财政拨款口径，缺则财政拨款口径",
        "final accounts, general public budget basis, else all appropriations",
    ),
    "scope_projects": (
        "已公开项目的合计，非部门全部项目",
        "sum of the published projects, not of all projects",
    ),
    "scope_indicators": ("已公开的绩效指标", "published indicators"),
    "scope_figures": ("部门印出的数字", "figures the department printed"),
    "metric_with_data": ("有数据的部门", "Departments with data"),
    "metric_total": ("合计", "Total"),
    "metric_median": ("中位数", "Median"),
    "metric_highest": ("最高", "Highest"),
    "structure_title": (
        "{year} 年，钱花在哪里？",
        "{year}: what was the money spent on?",
    ),
    "structure_subtitle": (
        "决算支出按{by}，{unit} · {shown} 个部门 · 全部资金",
        "Executed spending by {by}, {unit} · departments: {shown} · all funds",
    ),
    "structure_by": ("结构", "Structure"),
    "structure_as": ("显示", "Show as"),
    "as_amount": ("金额", "Amount"),
    "as_share": ("占比", "Share"),
    "share_unit": ("占本部门支出的 %", "% of the department's spending"),
    "by_nature": ("支出性质", "nature"),
    "by_function": ("功能分类", "function class"),
    "compare_table_title": (
        "{year} 年各部门的主要数字",
        "{year}: main figures by department",
    ),
    "compare_table_subtitle": (
        "金额单位：元。缺者为「无数据」，不是零。",
        "Amounts in yuan; missing is 'no data', not zero.",
    ),
    "reason_missing": ("仓库中没有该年度的{kind}", "no {kind} for this year in the warehouse"),
    "reason_empty_declared": ("{kind}声明为空表", "the {kind} declares an empty table"),
    "reason_unreadable": ("{kind}未能读出", "the {kind} could not be read"),
    "reason_found": ("{kind}中没有这一项", "the {kind} does not print it"),
    "reason_unknown": ("没有相应的文档", "no such document"),
}

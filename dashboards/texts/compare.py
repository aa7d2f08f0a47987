"""The comparison of departments."""

WORDS = {
    "compare_title": ("部门之间，谁多谁少？", "How do departments compare?"),
    "compare_chart_title": (
        "{year} 年，哪个部门的{measure}最高？",
        "{year}: which department has the highest {measure}?",
    ),
    "compare_subtitle": (
        "{measure}，{unit} · {level} {shown} 个部门 · {scope}",
        "{measure}, {unit} · departments: {shown} ({level}) · {scope}",
    ),
    "rankings_apart": (
        "级次或资金口径不同的部门不排在一起：分为 {count} 个榜。",
        "Departments of another level or fund basis are not ranked together: {count} rankings.",
    ),
    "absent": (
        "{count} 个部门无数据：{reasons}",
        "No data for {count} departments: {reasons}",
    ),
    "absent_reason": ("{reason}（{count} 个）", "{reason} ({count})"),
    "reason_separator": ("；", "; "),
    "scope_spending": (
        "决算，全部资金，部门公开口径",
        "final accounts, all funds, as each department publishes",
    ),
    "scope_appropriation": (
        "决算，财政拨款",
        "final accounts, fiscal appropriations",
    ),
    "scope_three_public": ("决算，{basis}", "final accounts, {basis}"),
    "scope_projects": (
        "已公开项目的合计，非部门全部项目",
        "sum of the published projects, not of all projects",
    ),
    "scope_indicators": ("已公开的绩效指标", "published indicators"),
    "scope_figures": ("部门印出的数字", "figures the department printed"),
    "metric_with_data": ("有数据的部门", "Departments with data"),
    "metric_total": ("{count} 个已公开部门合计", "Sum of {count} departments"),
    "help_total": (
        "{exact}。所选 {known} 个部门中 {count} 个有数据（{coverage}）；不是全地区的合计。",
        (
            "{exact}. {count} of the {known} departments in view have data ({coverage});"
            " not the whole region."
        ),
    ),
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
    "view_amount": ("金额", "Amount"),
    "view_share": ("占比", "Share"),
    "view_per_head": ("人均（辖区常住人口）", "Per resident of the region"),
    "view_real": ("不变价", "Real terms"),
    "measure_share": ("{measure}占{whole}的比重", "{measure} as a share of {whole}"),
    "measure_per_head": ("辖区人均{measure}", "{measure} per resident of the region"),
    "measure_real": ("{measure}（{base} 年价格）", "{measure} in prices of {base}"),
    "whole_region_spending_share": (
        "本地区已公开部门的支出合计",
        "the spending of the region's departments that published",
    ),
    "whole_basic_share": ("总支出", "total spending"),
    "whole_project_share": ("总支出", "total spending"),
    "whole_three_public_share": ("总支出", "total spending"),
    "whole_personnel_share": ("人员与公用经费", "personnel and running spending"),
    "whole_public_share": ("人员与公用经费", "personnel and running spending"),
    "reason_share": (
        "没有可比的整体，算不出占比",
        "the whole it would be a share of is not known",
    ),
    "reason_per_head": (
        "没有该地区该年度的常住人口",
        "no resident population of the region for this year",
    ),
    "reason_real": ("没有该年度的价格指数", "no price level for this year"),
    "more_filters": ("更多筛选", "More filters"),
    "sector": ("行业（主要支出功能）", "Sector (main function of spending)"),
    "caliber": ("口径", "Caliber"),
    "caliber_department": ("部门汇总", "consolidated"),
    "caliber_unit": ("单位本级", "own accounts"),
    "basis": ("“三公”经费口径", "Basis of three-public spending"),
    "tier": ("级次", "Level"),
    "peer_rank": (
        "{department}：总支出在 {count} 个同级同行业（{sector}）部门中列第 {rank}。",
        "{department}: number {rank} of {count} peers (same level, {sector}) by spending.",
    ),
    "peers_add": (
        "加入规模最近的 {count} 个同类部门：{names}",
        "Add the {count} peers nearest in size: {names}",
    ),
    "peers_none": (
        "该年度没有其他同级同行业的部门可供对比。",
        "No other department of the same level and sector has accounts of this year.",
    ),
    "receipts_part_hint": (
        "点选条中的一段，查看这一部分每一行的凭据。",
        "Select a part of a bar to see the receipts of its lines.",
    ),
    "reason_missing": ("仓库中没有该年度的{kind}", "no {kind} for this year in the warehouse"),
    "reason_empty_declared": ("{kind}声明为空表", "the {kind} declares an empty table"),
    "reason_unreadable": ("{kind}未能读出", "the {kind} could not be read"),
    "reason_found": ("{kind}中没有这一项", "the {kind} does not print it"),
    "reason_unknown": ("没有相应的文档", "no such document"),
}

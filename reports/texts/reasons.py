"""Why a figure is missing."""

WORDS = {
    "reason_not_printed": ("文件未印此数", "the document prints no such figure"),
    "reason_no_accounts": (
        "范围内没有印出决算收支的文件",
        "no document in scope prints final accounts",
    ),
    "reason_no_revenue": (
        "范围内没有印出决算收入的文件",
        "no document in scope prints executed income",
    ),
    "reason_no_economic": (
        "范围内没有印出经济分类支出的文件",
        "no document in scope prints spending by economic class",
    ),
    "reason_no_budget": (
        "范围内没有印出支出预算的文件",
        "no document in scope prints a spending budget",
    ),
    "reason_no_projects": ("范围内没有印出项目的文件", "no document in scope prints projects"),
    "reason_no_both": (
        "没有同时印出预算数和执行数的项目",
        "no project prints both its budget and its execution",
    ),
    "reason_no_scores": (
        "范围内没有印出总分的自评或评价",
        "no evaluation in scope prints a total score",
    ),
    "reason_no_indicators": (
        "范围内没有印出绩效指标的文件",
        "no document in scope prints indicators",
    ),
    "reason_no_actuals": (
        "指标没有印出可以比较的实际完成值",
        "the indicators print no actual value to compare",
    ),
    "reason_no_findings": ("范围内没有点名问题的文件", "no document in scope names problems"),
    "reason_no_three_public": (
        "范围内没有印出“三公”经费的文件",
        "no document in scope prints the three public expenses",
    ),
    "reason_none_leads": ("范围内没有线索", "there are no leads in scope"),
    "reason_no_ledger": ("范围内没有适用的勾稽关系", "no identity applies in this scope"),
    "reason_no_receipts": ("本报告没有引用印出的数", "this report cites no printed figure"),
    "reason_zero_budget": (
        "预算数为零，比率无意义",
        "the budget is zero: a rate has no meaning",
    ),
}

"""The SQL console."""

WORDS = {
    "console_title": ("用 SQL 自己问", "Ask in SQL"),
    "console_lead": (
        "只读；读不到文件与网络，改不了设置；最长 {seconds} 秒，最多 {rows} 行。",
        (
            "Read-only, without files, network or settings; at most {seconds} seconds and"
            " {rows} rows."
        ),
    ),
    "console_synthetic": (
        "仓库里有合成数据，查询会一并读到；用 is_synthetic 分开。",
        "The warehouse holds synthetic data, which queries read too: is_synthetic tells.",
    ),
    "console_query": ("查询", "Query"),
    "console_run": ("运行", "Run"),
    "console_examples": ("现成的查询", "Examples"),
    "console_choose_example": ("选一个开始", "Choose one to start"),
    "console_schema": ("表与列", "Tables and columns"),
    "console_table": ("表", "Table"),
    "console_type": ("类型", "Type"),
    "console_meaning": ("含义", "Meaning"),
    "console_rows": ("{rows} 行 · {seconds} 秒", "{rows} rows · {seconds} s"),
    "console_truncated": (
        "只显示前 {rows} 行；用 limit 或终端的 mingzhang sql 取全部。",
        "Only the first {rows} rows are shown; use limit, or mingzhang sql in a terminal.",
    ),
    "console_refused": ("查询没有运行", "The query did not run"),
    "console_refused_schema": (
        "此页不能读取 {table}，只能读取模式 {schemas}。",
        "{table} may not be read on this page, only the schemas {schemas}.",
    ),
    "console_timeout": (
        "超过 {seconds} 秒，已停止。请缩小范围。",
        "Stopped after {seconds} seconds. Narrow it down.",
    ),
    "console_empty": ("请先写一个查询。", "Write a query first."),
    "console_link": (
        "地址栏的链接会显示同一个查询。",
        "The address of this page shows the same query.",
    ),
    "console_chart": ("画成图", "Chart"),
    "console_x": ("名称", "Names"),
    "console_y": ("数值", "Values"),
    "console_no_chart": (
        "结果里没有一列文字和一列数字，画不成图。",
        "A chart needs a column of names and a column of numbers.",
    ),
    "example_departments": ("各部门各年总支出", "Total spending by department and year"),
    "example_functions": ("各功能类支出", "Spending by function class"),
    "example_broken": ("不符的勾稽", "Broken identities"),
    "example_projects": ("执行率最低的项目", "Projects with the lowest execution"),
    "example_receipts": ("数字与其原文", "Figures and their printed text"),
}

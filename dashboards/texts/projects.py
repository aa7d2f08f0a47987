"""Projects and their indicators."""

WORDS = {
    "projects_title": ("钱花出去了，目标达到了吗？", "Money spent: were the targets met?"),
    "view": ("视图", "View"),
    "project": ("项目", "Project"),
    "project_unknown": ("没有这个项目", "There is no such project"),
    "back_to_projects": ("返回全部项目", "Back to all projects"),
    "open_project": ("打开项目：{name}", "Open the project: {name}"),
    "metric_projects": ("项目", "Projects"),
    "metric_with_budget": ("印有预算", "With a budget"),
    "metric_with_execution": ("印有执行数", "With execution"),
    "metric_with_score": ("有评分", "With a score"),
    "metric_findings": ("指出的问题", "Problems named"),
    "scatter_title": (
        "执行率高的项目，得分也高吗？",
        "Do projects that spend their budget also score well?",
    ),
    "scatter_subtitle": (
        "执行率（%）与自评总分（分） · {shown} 个项目两者都有，{missing} 个缺一项 · 只标离群者",
        (
            "Execution rate (%) against total score (points) · {shown} projects have both;"
            " {missing} lack one and are not drawn · only outliers are named"
        ),
    ),
    "execution_title": (
        "哪些项目的钱没有花完？",
        "Which projects did not spend their budget?",
    ),
    "execution_subtitle": (
        (
            "执行率（%）= 执行数 ÷ 调整预算（无则年初预算） · 由低到高前 {shown} 个，"
            "另有 {missing} 个项目无数据"
        ),
        (
            "Execution rate (%) = executed ÷ adjusted (else approved) · the {shown} lowest;"
            " {missing} projects have no data"
        ),
    ),
    "projects_table_title": ("全部项目", "All projects"),
    "projects_table_subtitle": (
        "金额单位：元。缺者为「无数据」，不是零。选一行打开项目。",
        "Amounts in yuan; missing is 'no data', not zero. Select a row to open a project.",
    ),
    "approved": ("年初预算", "Approved"),
    "adjusted": ("调整预算", "Adjusted"),
    "executed": ("执行数", "Executed"),
    "execution_rate": ("执行率", "Execution rate"),
    "execution_rate_percent": ("执行率（%）", "Execution rate (%)"),
    "score": ("得分", "Score"),
    "grade": ("等级", "Grade"),
    "findings": ("问题", "Problems"),
    "project_subtitle": ("{department} · {years}", "{department} · {years}"),
    "funding_title": ("预算执行了多少？", "How much of the budget was executed?"),
    "funding_subtitle": (
        "{unit} · {year} 年 · 浅色为预算，深色为执行",
        "{unit} · {year} · pale: budget, dark: executed",
    ),
    "funding_none": (
        "文档没有印出这个项目的金额。",
        "The document prints no amounts for this project.",
    ),
    "attainment_title": ("目标完成了多少？", "How far were the targets met?"),
    "attainment_subtitle": (
        (
            "实际值 ÷ 目标值（%），虚线为目标；超过 {cap}% 的截到 {cap}% · {shown} 个可比，"
            "{missing} 个为定性或未印实际值"
        ),
        (
            "Actual ÷ target (%), dashed: the target; cut at {cap}% · {shown} comparable,"
            " {missing} qualitative or without an actual"
        ),
    ),
    "indicators_table_title": ("目标与实际", "Targets and actuals"),
    "findings_title": ("文档指出了哪些问题？", "Which problems does the document name?"),
    "findings_none": ("文档没有指出问题。", "The document names no problem."),
    "indicators_title": (
        "各类指标，达标的有多少？",
        "How many indicators of each kind were met?",
    ),
    "indicators_subtitle": (
        "指标个数，按一级指标 · 共 {shown} 个，其中 {judged} 个印有可判断的实际值",
        (
            "Number of indicators by first level · {shown} in all, {judged} with an actual"
            " that can be judged"
        ),
    ),
    "indicator": ("指标", "Indicator"),
    "level1": ("一级指标", "Level 1"),
    "level2": ("二级指标", "Level 2"),
    "target": ("目标", "Target"),
    "target_unit": ("单位", "Unit"),
    "actual": ("实际", "Actual"),
    "attainment": ("完成率（%）", "Attainment (%)"),
    "weight": ("分值", "Weight"),
    "met": ("达标", "Met"),
    "met_yes": ("达标", "met"),
    "met_no": ("未达标", "not met"),
    "met_unknown": ("无实际值或不可比", "no actual, or not comparable"),
    "search_indicators": ("查找指标", "Search indicators"),
    "whole_department": ("部门整体", "the whole department"),
    "count": ("个数", "Number"),
}

"""The summary."""

WORDS = {
    "section_summary": ("摘要", "Summary"),
    "headline_income": ("本年收入", "Income of the year"),
    "headline_spending": ("本年支出", "Spending of the year"),
    "headline_budget": ("支出预算（年初批复）", "Approved spending budget"),
    "headline_project_budget": ("项目预算", "Project budgets"),
    "headline_rate": ("项目预算执行率", "Projects: execution rate"),
    "headline_indicators": ("定量指标达到目标", "Quantitative targets met"),
    "headline_targets": ("公布的绩效指标", "Published indicators"),
    "headline_findings": ("文件点名的问题", "Problems named"),
    "headline_score": ("平均总分", "Mean total score"),
    "findings_title": ("三项发现", "Three findings"),
    "findings_title_some": ("发现", "Findings"),
    "coverage_title": ("覆盖范围", "Coverage"),
    "cmp_departments": (
        "{count} 个已公开部门的合计；",
        "summed over {count} departments that published; ",
    ),
    "cmp_growth": (
        "比 {year} 年 {change}（{count} 个可比部门）",
        "{change} on {year} (comparable departments: {count})",
    ),
    "cmp_no_earlier": ("{year} 年无可比数据", "no comparable data of {year}"),
    "cmp_execution": ("执行 {executed}，预算 {budget}", "{executed} executed of {budget}"),
    "cmp_indicators": ("{met} 个，可比较 {judged} 个", "met {met}, comparable {judged}"),
    "cmp_findings": ("涉及 {projects} 个项目", "projects concerned: {projects}"),
    "cmp_projects": ("{count} 个项目", "projects: {count}"),
    "cmp_scores": ("{count} 个总分，{low} 至 {high}", "scores: {count}, from {low} to {high}"),
    "cmp_targets": (
        "定量 {quantitative} 个，定性 {qualitative} 个",
        "{quantitative} quantitative, {qualitative} qualitative",
    ),
    "cmp_budget": (
        "{departments} 个已公开部门的合计",
        "summed over {departments} departments that published",
    ),
}

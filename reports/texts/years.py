"""Years and departments side by side."""

WORDS = {
    "section_years": ("历年对比", "The years compared"),
    "table_years": ("历年总量", "Totals by year"),
    "table_years_sub": (
        "单位：元；变化只计相邻两年都有数的部门",
        "unit: yuan; changes count departments that state both years",
    ),
    "col_measure": ("指标", "Measure"),
    "row_change": ("比上年（可比部门）", "Change (same departments)"),
    "reason_one_year": (
        "范围内只有一个年度的总量，不作比较",
        "totals of one year only: nothing is compared",
    ),
    "reason_no_amount_year": (
        "该年度范围内没有印出此数",
        "not printed in the scope of that year",
    ),
    "reason_no_earlier": (
        "没有相邻两年都印出此数的部门",
        "no department states this year and the one before",
    ),
    "reason_no_departments": (
        "范围内没有按部门汇总的数据",
        "the scope has no department totals",
    ),
    "no_code": ("未列科目", "no code given"),
    "chart_years_title": (
        "{first} 至 {last} 年支出与预算如何变化",
        "How spending and budgets changed, {first} to {last}",
    ),
    "chart_years_sub": (
        "范围内各部门合计，万元；缺数的年度断开；部门范围逐年可能不同",
        (
            "sum of the departments in scope, 10,000 yuan; broken where a year is missing; "
            "the departments may differ from year to year"
        ),
    ),
    "table_class_years": ("历年功能分类支出", "Spending by function class and year"),
    "table_economic_years": ("历年经济分类支出", "Spending by economic class and year"),
    "table_class_years_sub": (
        "单位：元；占比＝该类÷当年各类合计",
        "unit: yuan; share = class ÷ all classes of the year",
    ),
    "s_years": (
        "{measure}（两年均有数的部门）：{first_year} 年 {first}，{year} 年 {now}，{change}。",
        (
            "{measure} (departments that state both years): {first} in {first_year}, {now} "
            "in {year}, {change}."
        ),
    ),
    "total_departments": ("部门数", "Departments"),
    "total_total_revenue_yuan": ("决算收入", "Income executed"),
    "total_approved_budget_yuan": ("年初支出预算", "Approved budget"),
    "total_total_spending_yuan": ("决算支出", "Spending executed"),
    "total_basic_yuan": ("基本支出", "Basic spending"),
    "total_project_yuan": ("项目支出", "Project spending"),
    "total_executed_project_yuan": ("项目执行数", "Projects executed"),
    "section_comparison": ("部门比较", "Departments compared"),
    "table_comparison": ("部门比较表", "Departments side by side"),
    "table_comparison_sub": (
        "金额单位：元；执行率为项目合计；达标率只计可比的定量指标",
        (
            "money in yuan; the rate is of all projects; share met counts comparable "
            "quantitative indicators"
        ),
    ),
    "col_budget_all": ("年初预算", "Approved budget"),
    "col_spending": ("决算支出", "Spending"),
    "col_execution_all": ("决算÷预算", "Spent ÷ budget"),
    "col_three_public": ("三公经费", "Three public"),
    "col_rate_projects": ("项目执行率", "Projects' rate"),
    "col_mean_score": ("平均得分", "Mean score"),
    "f_years_change": (
        "（末年 − 首年）÷ 首年，取自 {0}",
        "(last year − first) ÷ first, from {0}",
    ),
    "f_sum_years": ("同年各类之和：{all}", "sum of the year's classes: {all}"),
    "f_budget_share": ("决算支出 ÷ 年初预算，取自 {0}", "spending ÷ approved budget, from {0}"),
}

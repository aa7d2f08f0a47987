"""Projects: their execution, their performance, the problems named."""

WORDS = {
    # execution
    "section_execution": ("预算与执行", "Budget and execution"),
    "s_execution": (
        (
            "{count} 个项目同时印出预算数和执行数：预算 {budget}，执行 {executed}，执行率 "
            "{rate}。"
        ),
        (
            "Projects that print both figures: {count}; budget {budget}, executed "
            "{executed}, execution rate {rate}."
        ),
    ),
    "s_execution_full": (
        "其中 {count} 个执行率为 100.00%，占 {share}。",
        "Executed to 100.00%: {count} of them, {share}.",
    ),
    "s_execution_lowest": (
        (
            "执行率最低的是“{name}”：预算 {budget}，执行 {executed}，执行率 {rate}，"
            "比合计低 {points} 个百分点。"
        ),
        (
            "The lowest rate is that of “{name}”: budget {budget}, executed {executed}, "
            "{rate}, {points} percentage points below the total."
        ),
    ),
    "s_execution_missing": (
        "另有 {count} 个项目没有同时印出预算数和执行数，不在合计之内。",
        "Projects that do not print both figures and are not in the total: {count}.",
    ),
    "s_adjusted": (
        (
            "有 {count} 个项目的全年预算数与年初不同：年初 {approved}，全年 {adjusted}，"
            "为年初的 {rate}。"
        ),
        (
            "Projects whose adjusted budget differs from the first: {count}; {approved} "
            "approved, {adjusted} adjusted, {rate} of the first."
        ),
    ),
    "s_project_budget": (
        "{count} 个项目印出预算，共 {budget}。",
        "Projects that print a budget: {count}; {budget} in all.",
    ),
    "table_projects": ("项目：预算与执行", "Projects: budget and execution"),
    "table_projects_sub": (
        "单位：元；执行率 = 执行数 ÷ 全年预算数（没有则 ÷ 年初预算数）",
        "unit: yuan; rate = executed ÷ adjusted budget (where none: ÷ approved)",
    ),
    "col_approved": ("年初预算数", "Approved"),
    "col_rate": ("执行率", "Rate"),
    "col_rate_published": ("印出的执行率", "Rate printed"),
    "row_both": (
        "合计（两数都有的 {count} 个；预算取全年数，没有则取年初数）",
        "Total ({count} with both; budget adjusted, else approved)",
    ),
    "chart_projects_title": (
        "{year} 年项目钱花完了吗：合计执行率 {rate}",
        "Was the projects' money of {year} spent: {rate} in all",
    ),
    "chart_projects_title_budget": (
        "{year} 年项目预算有多大：{count} 个项目共 {budget}",
        "How large are the project budgets of {year}: {budget} (projects: {count})",
    ),
    "chart_projects_sub": (
        "预算数（浅色宽条）与执行数（深色窄条），右侧为执行率；单位：万元；按预算数排列",
        (
            "budget (wide, light) and executed (narrow, dark), execution rate at the "
            "right; 10,000 yuan; by size of budget"
        ),
    ),
    "chart_projects_sub_top": (
        (
            "预算数（浅色宽条）与执行数（深色窄条），右侧为执行率；单位：万元；预算最大的 "
            "{shown} 个，共 {count} 个"
        ),
        (
            "budget (wide, light) and executed (narrow, dark), execution rate at the "
            "right; 10,000 yuan; the {shown} largest budgets of {count}"
        ),
    ),
    # performance
    "section_performance": ("绩效", "Performance"),
    "s_scores": (
        (
            "{count} 个总分，平均 {mean}，最高 {high}，最低 {low}；"
            "按分数段推算的等级与印出的等级一致的有 {agree} 个。"
        ),
        (
            "Total scores: {count}; mean {mean}, highest {high}, lowest {low}; the grade "
            "of the band equals the printed grade in {agree}."
        ),
    ),
    "s_indicators": (
        (
            "可以比较的定量指标 {judged} 个，达到目标 {met} 个，占 {share}；定性指标 "
            "{qualitative} 个，另计。"
        ),
        (
            "Quantitative indicators that can be compared: {judged}; {met} met their "
            "target, {share}; qualitative ones, counted apart: {qualitative}."
        ),
    ),
    "s_targets": (
        "公布的绩效指标 {targets} 个：定量 {quantitative} 个，定性 {qualitative} 个。",
        (
            "Indicators published: {targets}, quantitative {quantitative}, qualitative "
            "{qualitative}."
        ),
    ),
    "s_qualitative": (
        "定性指标中，实际完成与目标文字一致的 {met} 个，占 {share}。",
        (
            "Qualitative indicators that print the words of the target as their actual: "
            "{met}, {share}."
        ),
    ),
    "table_scores": ("总分与等级", "Scores and grades"),
    "table_scores_sub": (
        "单位：分；重算 = 各指标得分与执行率得分之和",
        "points; recomputed = points of indicators and for execution",
    ),
    "col_score": ("总分", "Score"),
    "col_grade": ("印出等级", "Grade printed"),
    "col_grade_derived": ("分数段等级", "Grade of band"),
    "col_recomputed": ("重算", "Recomputed"),
    "table_attainment": ("指标达到目标的情况", "Indicators that met their targets"),
    "table_attainment_sub": (
        "单位：个；达到率 = 达到 ÷ 可比较；定性指标不计入达到率",
        "counts; share = met ÷ comparable; qualitative indicators are not in the share",
    ),
    "col_targets": ("指标", "Indicators"),
    "col_judged": ("可比较", "Comparable"),
    "col_met": ("达到", "Met"),
    "col_met_share": ("达到率", "Share met"),
    "col_qualitative": ("定性", "Qualitative"),
    "col_qualitative_met": ("文字一致", "Same words"),
    "table_unmet": (
        "未达到目标的定量指标",
        "Quantitative indicators that missed their targets",
    ),
    "table_unmet_sub": (
        (
            "目标与实际按印出的单位（万、亿已换算）；达成比 = 实际 ÷ 目标；目标写“=”的，"
            "多于目标也列出"
        ),
        (
            "target and actual in the printed unit, scales resolved; ratio = actual ÷ "
            "target; where the target says “=”, more than the target is listed too"
        ),
    ),
    "col_indicator": ("指标", "Indicator"),
    "col_target": ("目标", "Target"),
    "col_actual": ("实际", "Actual"),
    "col_attainment": ("达成比", "Ratio"),
    "col_deviation": ("文件写明的原因", "Reason stated"),
    # problems
    "section_findings": ("文件点名的问题", "Problems that documents name"),
    "s_findings": (
        (
            "文件点名问题 {count} 条，涉及 {projects} 个项目；最多的一类是{category}，"
            "{top} 条，占 {share}。"
        ),
        (
            "Problems named: {count}, projects concerned: {projects}; the largest category "
            "is {category} with {top}, {share}."
        ),
    ),
    "table_categories": ("问题：按类别", "Problems by category"),
    "table_categories_sub": (
        "单位：条；类别由词表归入，原文见下表",
        "counts; categories come from a word list, texts below",
    ),
    "col_category": ("类别", "Category"),
    "col_count": ("条数", "Count"),
    "table_findings": ("问题原文", "Problems in their own words"),
    "table_findings_sub": ("文字照印", "text as printed"),
    "col_text": ("原文", "Text"),
}

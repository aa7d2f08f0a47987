"""Every word the dashboards say, in Chinese and in English, side by side."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}

# Each entry: key -> (Chinese, English). Values of closed lists have their list as prefix.
_PAGES = {
    "page_overview": ("总览", "Overview"),
    "page_compare": ("部门对比", "Compare"),
    "page_projects": ("项目绩效与指标", "Projects and indicators"),
    "page_sources": ("溯源", "Sources"),
    "language": ("语言", "Language"),
    "synthetic": ("含合成数据", "Include synthetic data"),
    "synthetic_help": (
        "合成文档只用于演示，默认不与真实文档混在一起。",
        "Synthetic documents are for demonstration; by default they stay out of every view.",
    ),
    "synthetic_badge": ("含合成数据", "Synthetic data included"),
    "empty_title": ("还没有发布的仓库", "Nothing has been published yet"),
    "empty_body": (
        "在终端运行下面的命令，读入文档、核对并发布；完成后刷新本页即可。",
        "Run this in a terminal to read, check and publish documents, then reload this page.",
    ),
    "empty_folder": ("查找的文件夹：{folder}", "Folder looked in: {folder}"),
    "empty_documents_title": ("仓库里还没有文档", "The warehouse holds no documents yet"),
    "broken_title": ("仓库打不开或不完整", "The warehouse cannot be read"),
    "broken_body": (
        "文件 {file} 无法查询。请重新构建；已发布的其他文件不受影响。",
        "File {file} cannot be queried. Build again; other published files are untouched.",
    ),
    "nothing_selected": (
        "当前筛选下没有可显示的内容。请放宽左侧的筛选。",
        "Nothing to show under these filters. Widen them in the sidebar.",
    ),
}

_COMMON = {
    "no_data": ("无数据", "no data"),
    "because": ("（{reason}）", " ({reason})"),
    "all": ("全部", "All"),
    "unit_yuan": ("元", "yuan"),
    "unit_ten_thousand": ("万元", "10k yuan"),
    "unit_hundred_million": ("亿元", "100m yuan"),
    "unit_thousand": ("千元", "thousand yuan"),
    "unit_million": ("百万元", "million yuan"),
    "unit_billion": ("十亿元", "billion yuan"),
    "unit_percent": ("%", "%"),
    "unit_points": ("分", "points"),
    "unit_count": ("个", "count"),
    "footer": (
        "来源：{documents} 份文档 · 已核实占比 {verified} · 构建 {build}",
        "Source documents: {documents} · verified share {verified} · build {build}",
    ),
    "verified_help": (
        "已核实占比：金额中，由勾稽关系证明的份额。",
        "Verified share: the share of the money that an identity proves.",
    ),
    "table": ("数据表", "Table"),
    "download": ("下载 CSV", "Download CSV"),
    "receipt": ("凭据", "Receipt"),
    "actual_receipt": ("实际值的凭据", "Receipt of the actual"),
    "receipts": ("凭据", "Receipts"),
    "open_receipt": ("查看", "open"),
    "receipts_of": ("「{subject}」的凭据", "Receipts of '{subject}'"),
    "receipts_hint": (
        "点选图中的条或表中的行，查看每个数字的凭据。",
        "Select a bar or a row to see the receipt of every figure.",
    ),
    "receipts_column_hint": (
        "「凭据」一栏打开每个数字在原文中的那一行。",
        "The column 'Receipt' opens the printed line of each figure.",
    ),
    "receipts_none": (
        "这个数字没有凭据：{reason}",
        "There is no receipt for this figure: {reason}",
    ),
    "receipts_cut": (
        "共 {count} 条，按金额列出前 {shown} 条；其余见数据表下载。",
        "{count} in all; the {shown} largest are listed.",
    ),
    "department": ("部门", "Department"),
    "departments": ("部门", "Departments"),
    "year": ("年度", "Year"),
    "document": ("文档", "Document"),
    "measure": ("指标", "Measure"),
    "amount": ("金额（元）", "Amount (yuan)"),
    "other": ("其他", "Other"),
    "choose_all": ("全部部门", "All departments"),
    "status": ("状态", "Status"),
    "reading": ("读法", "Reading"),
    "exact": ("精确值", "Exact"),
    "name": ("名称", "Name"),
}

_OVERVIEW = {
    "overview_title": ("仓库里有什么？", "What is in the warehouse?"),
    "overview_lead": (
        "{documents} 份公开文档，{departments} 个部门，{years}；每个数字都能回到原文。",
        (
            "{documents} published documents, {departments} departments, {years};"
            " every figure leads back to the line that prints it."
        ),
    ),
    "metric_documents": ("文档", "Documents"),
    "metric_departments": ("部门", "Departments"),
    "metric_years": ("年度", "Years"),
    "metric_facts": ("事实行", "Facts"),
    "metric_held": ("勾稽成立", "Identities held"),
    "metric_broken": ("勾稽不符", "Identities broken"),
    "metric_verified": ("已核实占比", "Verified share"),
    "metric_conserved": ("金额守恒", "Money conserved"),
    "help_facts": (
        "可加总的最细一级数字；已公布的小计只用于核对。",
        "Figures of the finest level, which add up; published subtotals serve the checks.",
    ),
    "help_held": (
        "含四舍五入以内的差异；另有 {insufficient} 条因缺项无法判断。",
        (
            "Differences within rounding included; {insufficient} more cannot be judged"
            " because parts are missing."
        ),
    ),
    "help_broken": (
        "左右两边的差超过四舍五入可以解释的范围。",
        "The two sides differ by more than rounding explains.",
    ),
    "help_conserved": (
        "读出 {read} = 入库 {published} + 待核 {quarantined} + 排除 {excluded}",
        "read {read} = published {published} + quarantined {quarantined} + excluded {excluded}",
    ),
    "conserved_yes": ("一致", "Yes"),
    "conserved_no": ("不一致", "No"),
    "coverage_title": (
        "哪些部门、哪一年、哪类文档已经公开？",
        "Who has published what, for which year?",
    ),
    "coverage_subtitle": (
        "部门 × 年度 × 文档种类；{found} 格已有，{missing} 格缺。{letters}",
        "Department × year × kind of document; {found} found, {missing} missing. {letters}",
    ),
    "coverage_status": ("公开情况", "Disclosure"),
    "kind": ("文档种类", "Kind"),
    "documents_title": ("每份文档读出了什么？", "What became of each document?"),
    "documents_subtitle": (
        "一行一份文档；「未读」是未能识别或读取失败的表。选一行可查看其原文。",
        (
            "One row per document; 'not read' counts tables that were not recognised or failed."
            " Select a row to see its source."
        ),
    ),
    "column_title": ("标题", "Title"),
    "column_file": ("文件", "File"),
    "column_kind": ("种类", "Kind"),
    "column_parsed": ("已读表", "Tables read"),
    "column_empty": ("空表", "Declared empty"),
    "column_unread": ("未读表", "Not read"),
    "column_records": ("记录", "Records"),
    "column_outcome": ("结果", "Outcome"),
    "open_document": ("打开这份文档：{title}", "Open this document: {title}"),
    "build_title": ("这次构建何时完成？", "When was this built?"),
    "build_line": (
        "构建 {build} · 开始于 {started} · 读入 {read} / {seen} 份文档 · 用时 {seconds} 秒",
        "Build {build} · started {started} · read {read} of {seen} documents · {seconds} s",
    ),
    "build_file": ("仓库文件 {file}", "Warehouse file {file}"),
}

_COMPARE = {
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

_PROJECTS = {
    "projects_title": ("钱花出去了，目标达到了吗？", "Money spent: were the targets met?"),
    "view": ("视图", "View"),
    "view_projects": ("项目", "Projects"),
    "view_indicators": ("指标", "Indicators"),
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
        "执行率（%）与自评总分（分） · {shown} 个项目两者都有，{missing} 个缺一项",
        (
            "Execution rate (%) against total score (points) · {shown} projects have both;"
            " {missing} lack one and are not drawn"
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

_SOURCES = {
    "sources_title": ("这个数字从哪里来？", "Where does this figure come from?"),
    "receipt_id": ("凭据号", "Receipt id"),
    "receipt_help": (
        "形如 b87df991dfc5d294-6-4-5：文档-表-行-列。留空则按文档浏览。",
        "Like b87df991dfc5d294-6-4-5: document, table, row, column. Empty: browse by document.",
    ),
    "receipt_unknown_title": ("没有这张凭据", "There is no such receipt"),
    "receipt_unknown_body": (
        "凭据 {receipt} 不在这次构建里。文档可能已被替换或撤下；请清空凭据号，按文档查找。",
        (
            "Receipt {receipt} is not in this build. Its document may have been replaced or"
            " withdrawn; clear the field and look it up by document."
        ),
    ),
    "browse_title": ("这份文档读出了什么？", "What was read from this document?"),
    "browse_subtitle": (
        "{tables} 个表或段落，{figures} 张凭据。选一行查看它在原文中的位置。",
        "{tables} tables or passages, {figures} receipts. Select a row to see its place.",
    ),
    "choose_document": ("文档", "Document"),
    "choose_table": ("表或段落", "Table or passage"),
    "printed": ("印出的文字", "As printed"),
    "value": ("换算为元", "In yuan"),
    "place": ("位置", "Place"),
    "row": ("行", "Row"),
    "column": ("列", "Column"),
    "form": ("表种", "Form"),
    "unit": ("单位", "Unit"),
    "unit_found": ("{unit}（印于{place}）", "{unit} (printed at {place})"),
    "unit_of_form": ("{unit}（依表式）", "{unit} (by the form)"),
    "unit_none": ("没有印出单位", "no unit is printed"),
    "proof": ("位置由此证明", "Place proved by"),
    "verdict": ("是否证明", "Proven"),
    "proven_by": ("已由 {identities} 证明", "proven by {identities}"),
    "not_proven_broken": (
        "未证明：{identities} 不成立",
        "not proven: {identities} is broken",
    ),
    "proof_none": (
        "未证明：没有成立的勾稽涉及它",
        "not proven: no identity that holds compares it",
    ),
    "printed_title": ("原文中的这一行", "The printed line"),
    "printed_subtitle": (
        "表 {block}：{title}。标出的是这个数字，上下各留几行。",
        "Table {block}: {title}. The figure is marked, with the rows around it.",
    ),
    "passage_title": ("原文中的这一段", "The printed passage"),
    "passage_subtitle": ("{heading} · {place}", "{heading} · {place}"),
    "passage_none": (
        "这张凭据的原文没有存入仓库。",
        "The text of this receipt is not kept in the warehouse.",
    ),
    "masked": (
        "个人姓名与电话已隐去（▇▇▇）。",
        "Names and telephone numbers of persons are masked (▇▇▇).",
    ),
    "checks_title": ("它通过了哪些勾稽？", "Which identities does it take part in?"),
    "checks_subtitle": (
        "{held} 条成立，{broken} 条不符，{insufficient} 条缺项。",
        "{held} hold, {broken} broken, {insufficient} insufficient.",
    ),
    "checks_none": ("没有勾稽涉及这个数字。", "No identity touches this figure."),
    "identity": ("勾稽", "Identity"),
    "subject": ("内容", "Subject"),
    "left": ("左边", "Left"),
    "right": ("右边", "Right"),
    "difference": ("差", "Difference"),
    "tolerance": ("容差", "Tolerance"),
    "facts_title": ("由它得到了哪些事实？", "Which facts were made from it?"),
    "facts_none": (
        "没有事实直接取自这个数字：它可能是小计，只用于核对。",
        "No fact is taken from it: it may be a subtotal, which serves the checks only.",
    ),
    "fact": ("事实表", "Fact table"),
    "fact_column": ("列", "Column"),
    "fact_value": ("值", "Value"),
    "description": ("内容", "What"),
    "locator_line": ("第 {number} 行", "line {number}"),
    "locator_cell": ("第 {number} 格", "cell {number}"),
    "locator_page": ("第 {number} 页", "page {number}"),
    "locator_table": ("第 {number} 表", "table {number}"),
    "locator_row": ("第 {number} 排", "row {number}"),
}

_CLOSED = {
    "kind_final_accounts": ("决算", "final accounts"),
    "kind_budget": ("预算", "budget"),
    "kind_project_targets": ("项目绩效目标", "project targets"),
    "kind_department_targets": ("部门整体目标", "department targets"),
    "kind_self_evaluation": ("绩效自评", "self-evaluation"),
    "kind_evaluation_results": ("绩效评价结果", "evaluation results"),
    "kind_government_report": ("政府报告", "government report"),
    "kind_other": ("其他", "other"),
    "letter_final_accounts": ("决", "F"),
    "letter_budget": ("预", "B"),
    "letter_project_targets": ("项", "P"),
    "letter_department_targets": ("整", "D"),
    "letter_self_evaluation": ("自", "S"),
    "letter_evaluation_results": ("评", "E"),
    "letter_government_report": ("政", "G"),
    "letter_other": ("他", "O"),
    "disclosure_found": ("已有", "found"),
    "disclosure_missing": ("缺", "missing"),
    "disclosure_empty_declared": ("声明为空", "declared empty"),
    "disclosure_unreadable": ("未能读出", "unreadable"),
    "outcome_parsed": ("已读", "read"),
    "outcome_empty_declared": ("声明为空", "declared empty"),
    "outcome_ignored": ("略过", "ignored"),
    "outcome_unrecognised": ("未识别", "not recognised"),
    "outcome_failed": ("读取失败", "failed"),
    "reading_as_published": ("按印出的列", "as published"),
    "reading_realigned": ("按勾稽归位", "realigned by arithmetic"),
    "reading_unreconciled": ("位置未能核定", "unreconciled"),
    "check_holds": ("成立", "holds"),
    "check_rounding": ("四舍五入以内", "within rounding"),
    "check_broken": ("不符", "broken"),
    "check_insufficient": ("缺项", "insufficient"),
    "check_not_applicable": ("不适用", "not applicable"),
    "check_error": ("出错", "error"),
    "nature_basic": ("基本支出", "basic"),
    "nature_project": ("项目支出", "project"),
    "nature_remitted_upward": ("上缴上级支出", "remitted upward"),
    "nature_operating": ("经营支出", "operating"),
    "nature_subsidy_to_affiliates": ("对附属单位补助", "subsidy to affiliates"),
    "measure_total_revenue_yuan": ("总收入", "total revenue"),
    "measure_total_spending_yuan": ("总支出", "total spending"),
    "measure_basic_yuan": ("基本支出", "basic spending"),
    "measure_project_yuan": ("项目支出", "project spending"),
    "measure_personnel_yuan": ("人员经费", "personnel spending"),
    "measure_public_yuan": ("公用经费", "public (running) spending"),
    "measure_three_public_yuan": ("“三公”经费", "three-public spending"),
    "measure_approved_project_yuan": ("已公开项目的预算", "budget of published projects"),
    "measure_executed_project_yuan": ("已公开项目的执行数", "execution of published projects"),
    "measure_execution_rate": ("项目执行率", "project execution rate"),
    "measure_met_share": ("指标达标率", "share of indicators met"),
    "measure_mean_score": ("项目平均得分", "mean project score"),
    "measure_indicator_count": ("指标数", "number of indicators"),
    "measure_finding_count": ("指出的问题数", "number of problems named"),
}

_ENTRIES: dict[str, tuple[str, str]] = {
    **_PAGES,
    **_COMMON,
    **_OVERVIEW,
    **_COMPARE,
    **_PROJECTS,
    **_SOURCES,
    **_CLOSED,
}

TEXTS: dict[Language, dict[str, str]] = {
    "zh": {key: chinese for key, (chinese, _) in _ENTRIES.items()},
    "en": {key: english for key, (_, english) in _ENTRIES.items()},
}


def say(key: str, language: Language, **values: object) -> str:
    """Return the text of `key` with its places filled. Raises KeyError for an unknown key."""
    return TEXTS[language][key].format(**values)


def term(prefix: str, value: str | None, language: Language) -> str:
    """Return the word for a value of a closed list; one without a word is its own."""
    if value is None:
        return say("no_data", language)
    return TEXTS[language].get(f"{prefix}_{value}", value)

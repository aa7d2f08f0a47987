"""The report's words in Chinese and English: one key, one sentence in each language.

Published texts (names, titles, problems) are never translated. A sentence's places in
braces take words or figures; `fill` keeps the figures' sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from reports.model import Run, Runs, Text

LANGUAGES = ("zh", "en")
_PLACE_WORD = re.compile(r"[a-z]+")

_ZH: Mapping[str, str] = {
    # errors
    "no_receipt": "仓库没有这些凭据：{receipts}。",
    "unknown_format": "报告只写成 .html、.pdf 或 .docx：{file} 不是。",
    "no_font": "没有可以排印中文的字体（例如安装 fonts-noto-cjk）；找过：{fonts}",
    "no_report_file": "{file} 不是明账写出的报告。",
    "unknown_language": "报告没有这种语言：{language}（有 {known}）。",
    "no_year": "仓库在此范围内没有 {year} 年的数据；有数据的年份：{years}。",
    "no_data_at_all": "仓库在此范围内没有任何年份的数据。",
    "no_region": "没有代码为 {code} 的地区。",
    "no_department": "没有名称为“{name}”或包含它的部门。",
    "many_departments": "名称包含“{name}”的部门不止一个，请写全称：{names}。",
    # the frame
    "title": "{year} 年公共预算与绩效年度报告",
    "product": "明账",
    "subtitle": "{region} · {department}",
    "all_regions": "全部地区",
    "all_departments": "全部部门",
    "footer_build": "构建 {build}",
    "footer_build_dated": "构建 {build} · {date}",
    "page_of": "第 {page} 页，共 {pages} 页",
    "synthetic": "本报告全部来自合成文件，不是真实公开数据。",
    "no_data": "无数据",
    "list_separator": "、",
    "colon": "：",
    "not_shown": "另有 {count} 行未列出。",
    "total": "合计",
    "share": "占比",
    "department": "部门",
    "project": "项目",
    "whole_department": "部门整体",
    "unnamed": "（文件未写名称）",
    "code": "代码",
    # years and departments side by side
    "section_years": "历年对比",
    "table_years": "历年总量",
    "table_years_sub": "单位：元；变化只计相邻两年都有数的部门",
    "col_measure": "指标",
    "row_change": "比上年（可比部门）",
    "reason_one_year": "范围内只有一个年度的总量，不作比较",
    "reason_no_amount_year": "该年度范围内没有印出此数",
    "reason_no_earlier": "没有相邻两年都印出此数的部门",
    "reason_no_departments": "范围内没有按部门汇总的数据",
    "no_code": "未列科目",
    "chart_years_title": "{first} 至 {last} 年支出与预算如何变化",
    "chart_years_sub": "范围内各部门合计，万元；缺数的年度断开；部门范围逐年可能不同",
    "table_class_years": "历年功能分类支出",
    "table_economic_years": "历年经济分类支出",
    "table_class_years_sub": "单位：元；占比＝该类÷当年各类合计",
    "s_years": (
        "{measure}（两年均有数的部门）：{first_year} 年 {first}，{year} 年 {now}，{change}。"
    ),
    "total_departments": "部门数",
    "total_total_revenue_yuan": "决算收入",
    "total_approved_budget_yuan": "年初支出预算",
    "total_total_spending_yuan": "决算支出",
    "total_basic_yuan": "基本支出",
    "total_project_yuan": "项目支出",
    "total_executed_project_yuan": "项目执行数",
    "section_comparison": "部门比较",
    "table_comparison": "部门比较表",
    "table_comparison_sub": "金额单位：元；执行率为项目合计；达标率只计可比的定量指标",
    "col_budget_all": "年初预算",
    "col_spending": "决算支出",
    "col_execution_all": "决算÷预算",
    "col_three_public": "三公经费",
    "col_rate_projects": "项目执行率",
    "col_mean_score": "平均得分",
    "f_years_change": "（末年 − 首年）÷ 首年，取自 {0}",
    "f_sum_years": "同年各类之和：{all}",
    "f_budget_share": "决算支出 ÷ 年初预算，取自 {0}",
    # reasons for missing figures
    "reason_not_printed": "文件未印此数",
    "reason_no_accounts": "范围内没有印出决算收支的文件",
    "reason_no_revenue": "范围内没有印出决算收入的文件",
    "reason_no_economic": "范围内没有印出经济分类支出的文件",
    "reason_no_budget": "范围内没有印出支出预算的文件",
    "reason_no_projects": "范围内没有印出项目的文件",
    "reason_no_both": "没有同时印出预算数和执行数的项目",
    "reason_no_scores": "范围内没有印出总分的自评或评价",
    "reason_no_indicators": "范围内没有印出绩效指标的文件",
    "reason_no_actuals": "指标没有印出可以比较的实际完成值",
    "reason_no_findings": "范围内没有点名问题的文件",
    "reason_no_three_public": "范围内没有印出“三公”经费的文件",
    "reason_none_leads": "范围内没有线索",
    "reason_no_ledger": "范围内没有适用的勾稽关系",
    "reason_no_receipts": "本报告没有引用印出的数",
    "reason_zero_budget": "预算数为零，比率无意义",
    # summary
    "section_summary": "摘要",
    "headline_income": "本年收入",
    "headline_spending": "本年支出",
    "headline_budget": "支出预算（年初批复）",
    "headline_project_budget": "项目预算",
    "headline_rate": "项目预算执行率",
    "headline_indicators": "定量指标达到目标",
    "headline_targets": "公布的绩效指标",
    "headline_findings": "文件点名的问题",
    "headline_score": "平均总分",
    "findings_title": "三项发现",
    "findings_title_some": "发现",
    "coverage_title": "覆盖范围",
    "cmp_departments": "{count} 个已公开部门的合计；",
    "cmp_growth": "比 {year} 年 {change}（{count} 个可比部门）",
    "cmp_no_earlier": "{year} 年无可比数据",
    "cmp_execution": "执行 {executed}，预算 {budget}",
    "cmp_indicators": "{met} 个，可比较 {judged} 个",
    "cmp_findings": "涉及 {projects} 个项目",
    "cmp_projects": "{count} 个项目",
    "cmp_scores": "{count} 个总分，{low} 至 {high}",
    "cmp_targets": "定量 {quantitative} 个，定性 {qualitative} 个",
    "cmp_budget": "{departments} 个已公开部门的合计",
    # scope
    "section_scope": "范围与覆盖",
    "s_coverage": (
        "本报告统计 {documents} 份文件、{departments} 个部门，范围内已知 {known} 个；"
        "合计只含已公开的部门，不是全地区。共读出 {figures} 处印出的内容，"
        "其中 {unreconciled} 处位置未定。"
    ),
    "s_verified": (
        "由成立的勾稽关系直接证实的金额 {verified}，占可核金额 {verifiable} 的 {share}。"
    ),
    "s_unread": "这些文件中有 {tables} 张表未能读取。",
    "s_partial": "这些文件中有 {tables} 张表未读全：其中有数字未取用，涉及的合计不作判断。",
    "s_empty": "这些文件中有 {tables} 张表声明为空表。",
    "s_unreadable": "仓库另有 {count} 份文件整份未能读取，不在任何数字之内。",
    "s_caliber_department": (
        "口径：部门汇总与未注明口径的文件；单位本级文件已含在部门汇总内，不相加。"
    ),
    "s_caliber_unit": "口径：范围内只有单位本级文件，未与部门汇总相加。",
    "table_documents": "统计的文件",
    "table_documents_sub": "读出的处数和其中位置未定的；号用于附录",
    "col_no": "号",
    "col_unreconciled": "位置未定",
    "table_verified": "证实的金额：按部门",
    "table_verified_sub": "单位：元；证实 = 位置确定，且有成立的勾稽关系直接比较该数",
    "col_verified_basis": "所核的账",
    "col_verifiable": "可核金额",
    "col_proven": "证实金额",
    "col_verified_share": "证实占比",
    "reason_no_money": "范围内没有可核的金额",
    "verified_spending": "支出决算",
    "verified_revenue": "收入决算",
    "verified_account": "收支总表",
    "verified_budget": "支出预算",
    "verified_project_funding": "项目资金",
    "verified_appropriations": "财政拨款",
    "verified_economic": "经济分类",
    "verified_three_public": "“三公”经费",
    "verified_assets": "资产",
    "lead_execution_far_from_budget_with_full_score": "执行远离预算而得满分",
    "lead_target_far_exceeded": "远超目标",
    "lead_qualitative_target_without_measure": "定量单位而无数值",
    "lead_deadline_before_year": "期限早于年度",
    "lead_task_total_differs": "任务合计不同",
    "lead_documents_of_a_year_differ": "两份文件金额不同",
    "lead_units_differ_from_their_department": "所属单位合计与部门不同",
    "lead_same_target_text_in_other_project": "与其他项目同文",
    "table_excluded": "未计入的文件",
    "table_excluded_sub": "有本年数据而不相加的文件及原因",
    "col_document": "文件",
    "col_kind": "种类",
    "col_caliber": "口径",
    "col_figures": "读出的数",
    "col_empty": "空表",
    "col_unread": "未读",
    "col_partial": "未读全",
    "col_reason": "原因",
    "reason_unit_caliber": "单位本级口径，已含在部门汇总内",
    "caliber_department": "部门",
    "caliber_unit": "单位",
    "caliber_none": "未注明",
    "kind_final_accounts": "决算",
    "kind_budget": "预算",
    "kind_project_targets": "项目绩效目标",
    "kind_department_targets": "部门绩效目标",
    "kind_self_evaluation": "绩效自评",
    "kind_evaluation_results": "绩效评价结果",
    "kind_government": "政府预决算",
    "kind_other": "其他",
    # income and spending
    "section_money": "收入与支出",
    "s_totals": (
        "{year} 年，{departments} 个部门的决算列示本年收入 {income}、本年支出 {spending}。"
    ),
    "s_totals_spending": "{year} 年，{departments} 个部门的决算列示本年支出 {spending}。",
    "s_growth_spending": (
        "本年支出比 {earlier_year} 年{direction} {amount}（{change}），"
        "按两年都有数据的 {count} 个部门计算。"
    ),
    "s_growth_income": (
        "本年收入比 {earlier_year} 年{direction} {amount}（{change}），"
        "按两年都有数据的 {count} 个部门计算。"
    ),
    "increase": "增加",
    "decrease": "减少",
    "s_source": "{source} {amount}，占本年收入 {share}。",
    "s_nature": (
        "项目支出 {project}，占本年支出 {project_share}；基本支出 {basic}，占 {basic_share}。"
    ),
    "s_class_one": "按功能分类，{name} {amount}，占本年支出 {share}。",
    "s_class_two": (
        "按功能分类，{name} {amount} 最多，占本年支出 {share}；其次{second} "
        "{second_amount}，占 {second_share}。"
    ),
    "s_budget": "年初批复的支出预算 {amount}，其中项目支出 {project}，占 {share}。",
    "s_budget_only": "年初批复的支出预算 {amount}。",
    "table_income_department": "收入：按部门",
    "table_income_source": "收入：按来源",
    "table_spending_department": "支出：按部门与性质",
    "table_nature": "支出：按性质",
    "table_class": "支出：按功能分类",
    "table_budget": "支出预算（年初批复）：按部门与性质",
    "sub_executed": "决算数，单位：元；占比为占合计的百分数",
    "sub_executed_yuan": "决算数，单位：元",
    "sub_approved": "年初批复数，单位：元",
    "col_amount": "金额",
    "col_source": "来源",
    "col_nature": "性质",
    "col_class": "功能分类",
    "nature_basic": "基本支出",
    "nature_project": "项目支出",
    "nature_remitted_upward": "上缴上级支出",
    "nature_operating": "经营支出",
    "nature_subsidy_to_affiliates": "对附属单位补助支出",
    "nature_other": "其他性质",
    "source_fiscal_appropriation": "财政拨款收入",
    "source_superior_subsidy": "上级补助收入",
    "source_institutional": "事业收入",
    "source_operating": "经营收入",
    "source_affiliate_remittance": "附属单位上缴收入",
    "source_other": "其他收入",
    "chart_class_title": "{year} 年支出花在哪里：{name}占 {share}",
    "chart_class_sub": "本年支出，按功能分类，单位：万元；决算数，全部资金",
    "chart_other": "其他",
    "chart_footer": ("来源：{documents} 份公开文件；金额证实 {share}；{build}"),
    # structure
    "section_structure": "支出结构",
    "s_economic_one": "{scope}中，{name} {amount}，占 {share}。",
    "s_economic": "按经济分类，{name} {amount} 最多，占列示的经济分类支出 {share}。",
    "s_economic_part": "经济分类表合计 {amount}，为本年支出的 {share}。",
    "table_economic": "支出：按经济分类",
    "col_economic": "经济分类",
    "col_total": "合计",
    "table_three_public": "财政拨款“三公”经费",
    "table_three_public_sub": "单位：元；实物量按印出的单位",
    "s_three_public": "“三公”经费（{basis}）执行 {executed}，为预算 {budget} 的 {rate}。",
    "col_item": "项目",
    "col_basis": "资金口径",
    "basis_fiscal_appropriation": "财政拨款",
    "basis_general_public_budget": "一般公共预算",
    "col_budget": "预算数",
    "col_adjusted": "全年预算数",
    "col_executed": "执行数",
    "col_quantity": "数量",
    "item_abroad": "因公出国（境）费",
    "item_vehicles": "公务用车购置及运行维护费",
    "item_vehicle_purchase": "公务用车购置费",
    "item_vehicle_running": "公务用车运行维护费",
    "item_reception": "公务接待费",
    "item_reception_domestic": "国内接待费",
    "item_reception_foreign": "国（境）外接待费",
    "item_abroad_groups": "因公出国（境）团组",
    "item_abroad_persons": "因公出国（境）人次",
    "item_vehicles_bought": "公务用车购置",
    "item_vehicles_held": "公务用车保有",
    "item_reception_batches": "国内公务接待批次",
    "item_reception_persons": "国内公务接待人次",
    # execution
    "section_execution": "预算与执行",
    "s_execution": (
        "{count} 个项目同时印出预算数和执行数：预算 {budget}，执行 {executed}，执行率 {rate}。"
    ),
    "s_execution_full": "其中 {count} 个执行率为 100.00%，占 {share}。",
    "s_execution_lowest": (
        "执行率最低的是“{name}”：预算 {budget}，执行 {executed}，执行率 {rate}，"
        "比合计低 {points} 个百分点。"
    ),
    "s_execution_missing": "另有 {count} 个项目没有同时印出预算数和执行数，不在合计之内。",
    "s_adjusted": (
        "有 {count} 个项目的全年预算数与年初不同：年初 {approved}，"
        "全年 {adjusted}，为年初的 {rate}。"
    ),
    "s_project_budget": "{count} 个项目印出预算，共 {budget}。",
    "table_projects": "项目：预算与执行",
    "table_projects_sub": "单位：元；执行率 = 执行数 ÷ 全年预算数（没有则 ÷ 年初预算数）",
    "col_approved": "年初预算数",
    "col_rate": "执行率",
    "col_rate_published": "印出的执行率",
    "row_both": "合计（两数都有的 {count} 个；预算取全年数，没有则取年初数）",
    "chart_projects_title": "{year} 年项目钱花完了吗：合计执行率 {rate}",
    "chart_projects_title_budget": "{year} 年项目预算有多大：{count} 个项目共 {budget}",
    "chart_projects_sub": (
        "预算数（浅色宽条）与执行数（深色窄条），右侧为执行率；单位：万元；按预算数排列"
    ),
    "chart_projects_sub_top": (
        "预算数（浅色宽条）与执行数（深色窄条），右侧为执行率；单位：万元；"
        "预算最大的 {shown} 个，共 {count} 个"
    ),
    # performance
    "section_performance": "绩效",
    "s_scores": (
        "{count} 个总分，平均 {mean}，最高 {high}，最低 {low}；"
        "按分数段推算的等级与印出的等级一致的有 {agree} 个。"
    ),
    "s_indicators": (
        "可以比较的定量指标 {judged} 个，达到目标 {met} 个，占 {share}；"
        "定性指标 {qualitative} 个，另计。"
    ),
    "s_targets": "公布的绩效指标 {targets} 个：定量 {quantitative} 个，定性 {qualitative} 个。",
    "s_qualitative": "定性指标中，实际完成与目标文字一致的 {met} 个，占 {share}。",
    "table_scores": "总分与等级",
    "table_scores_sub": "单位：分；重算 = 各指标得分与执行率得分之和",
    "col_score": "总分",
    "col_grade": "印出等级",
    "col_grade_derived": "分数段等级",
    "col_recomputed": "重算",
    "table_attainment": "指标达到目标的情况",
    "table_attainment_sub": "单位：个；达到率 = 达到 ÷ 可比较；定性指标不计入达到率",
    "col_targets": "指标",
    "col_judged": "可比较",
    "col_met": "达到",
    "col_met_share": "达到率",
    "col_qualitative": "定性",
    "col_qualitative_met": "文字一致",
    "table_unmet": "未达到目标的定量指标",
    "table_unmet_sub": (
        "目标与实际按印出的单位（万、亿已换算）；达成比 = 实际 ÷ 目标；"
        "目标写“=”的，多于目标也列出"
    ),
    "col_indicator": "指标",
    "col_target": "目标",
    "col_actual": "实际",
    "col_attainment": "达成比",
    "col_deviation": "文件写明的原因",
    # problems
    "section_findings": "文件点名的问题",
    "s_findings": (
        "文件点名问题 {count} 条，涉及 {projects} 个项目；最多的一类是{category}，"
        "{top} 条，占 {share}。"
    ),
    "table_categories": "问题：按类别",
    "table_categories_sub": "单位：条；类别由词表归入，原文见下表",
    "col_category": "类别",
    "col_count": "条数",
    "table_findings": "问题原文",
    "table_findings_sub": "文字照印",
    "col_text": "原文",
    # leads
    "section_leads": "线索",
    "s_leads_note": "线索是值得查看之处，不是错误，也不是结论。",
    "table_leads": "线索",
    "table_leads_sub": "每条附其依据的注号",
    "col_lead": "线索",
    "col_subject": "对象",
    "col_kind_lead": "种类",
    # ledger
    "section_ledger": "勾稽核对",
    "s_ledger": (
        "适用的勾稽关系 {count} 条：成立 {holds} 条，占 {share}；舍入之内 {rounding} 条；"
        "不成立 {broken} 条；缺数 {insufficient} 条。"
    ),
    "table_ledger": "勾稽关系：按种类",
    "table_ledger_sub": "单位：条",
    "col_identity": "编号",
    "col_meaning": "应当成立的关系",
    "status_holds": "成立",
    "status_rounding": "舍入之内",
    "status_broken": "不成立",
    "status_insufficient": "缺数",
    "status_error": "未能计算",
    "table_imbalances": "不成立与缺数的勾稽关系",
    "table_imbalances_sub": "左、右两端与差额，按所注单位；缺数不等于通过",
    "col_status": "结果",
    "col_left": "左端",
    "col_right": "右端",
    "col_difference": "差额",
    "col_unit": "单位",
    "identity_R01": "本年收入 = 各项收入之和；本年支出 = 各功能分类之和",
    "identity_R02": "总计 = 本年合计 + 结转结余等；收支两端总计相等",
    "identity_R03": "一行的合计 = 各栏之和",
    "identity_R04": "基本支出 = 人员经费 + 公用经费",
    "identity_R05": "类 = 款之和 = 项之和；合计 = 各类之和",
    "identity_R06": "收入决算表合计 = 收支总表的收入",
    "identity_R07": "支出决算表合计 = 收支总表的支出，逐类相等",
    "identity_R08": "财政拨款收支表合计 = 各资金之和 = 收支总表相应各行",
    "identity_R09": "财政拨款各表 = 财政拨款收支表的相应各栏",
    "identity_R10": "年初结转 + 收入 = 支出 + 年末结转",
    "identity_R11": "“三公”经费 = 出国（境）+ 公务用车 + 公务接待",
    "identity_R12": "资产总额 = 各类资产之和",
    "identity_R13": "印出的执行率 = 执行数 ÷ 预算数",
    "identity_R14": "项目资金 = 当年财政拨款 + 结转 + 其他资金",
    "identity_R15": "权重之和为 100；得分不超过权重；总分 = 得分之和；等级与分数段相符",
    "identity_R16": "上年年末结转 = 本年年初结转",
    "identity_R17": "自评项目执行数之和与项目支出",
    "identity_R18": "文字中的数 = 同一文件表中的数",
    "identity_R19": "预算的上年栏 = 上年批复数",
    "identity_other": "见勾稽规则",
    # methods
    "section_methods": "方法与容差",
    "method_sources": (
        "数字只来自所列文件中印出的数。每个数后的注号指向附录：印出的数列出文件、位置、原文、单位和读法；"
        "算出的数列出算式和所用的注号；计数列出表和条件。"
    ),
    "method_units": "金额一律以元精确计算；万元、亿元、元在入库时换算一次，不用浮点数。",
    "method_missing": "没有印出的数写“无数据”并注明原因，从不写作 0；没有上年数据时不作比较。",
    "method_additive": (
        "合计只加最末级的行；印出的小计和合计只用于核对。"
        "部门汇总与单位本级、同一文件的新旧版本从不相加。"
    ),
    "method_reading": (
        "读法：照印，即数在其表头之下；移正，即该行错位，由表内算式唯一确定其栏；"
        "未定，即算式不能确定。证实的占比 = 由成立或舍入之内的勾稽关系直接比较的金额 ÷ "
        "可核金额。"
    ),
    "method_tolerance": (
        "容差：每个印出的数有末位半个单位的舍入误差。n 个数相加，容差为 (n + 1) × 半个末位单位"
        "（两位小数的万元为 0.005 万元）；差额在容差之内为“舍入之内”，超出为“不成立”，"
        "缺少某一项为“缺数”。"
    ),
    "method_rates": (
        "执行率 = 执行数 ÷ 全年预算数，没有全年预算数时 ÷ 年初预算数；"
        "与印出的执行率并列。百分数四舍五入到两位小数。"
    ),
    "method_projects": "同一项目见于几份文件的，取数最全的一份，不相加。",
    "method_persons": "个人姓名和电话不进入本报告。",
    "method_build": "数据来自构建 {build}；同一构建、同样的参数得到逐字节相同的文件。",
    # annex
    "section_annex": "附录：数字的凭据",
    "annex_intro": "注号按正文出现的先后编排。凭据号可用 mingzhang explain 查看原文所在的行。",
    "table_annex": "凭据",
    "table_annex_sub": "印出的数：文件、位置、原文、单位、读法；算出的数：算式；计数：条件",
    "col_note": "注",
    "col_place": "文件与位置",
    "col_label": "行 / 栏，或算式",
    "col_printed": "原文",
    "col_reading": "读法",
    "reading_as_published": "照印",
    "reading_realigned": "移正",
    "reading_unreconciled": "未定",
    "reading_computed": "算出",
    "reading_counted": "计数",
    "counted_rows": "{condition}，{rows} 行",
    "unit_not_printed": "未印",
    # formulas and conditions, for the annex
    "f_sum": "合计：{all}",
    "f_share": "{0} ÷ {1}",
    "f_change": "（本年 − 上年）÷ 上年，据 {0}",
    "f_difference": "{0} − {1}",
    "f_mean": "平均，据 {0}",
    "c_year": "{year} 年，本报告范围",
    "c_known": "任一年度有公开文件的部门",
    "c_departments": "不同的部门",
    "c_documents": "本报告统计的文件",
    "c_document": "文件 {document}",
    "c_growth": "{earlier} 与 {year} 年，两年都有数据的部门",
    "c_category": "类别：{category}",
    "c_subject": "{subject}：{what}",
    "c_all_documents": "全仓库，整份未能读取",
    "reason_no_amount": "文件未印，或印为 0",
    "reason_no_rate": "预算数或执行数缺一，不能计算",
    "reason_no_parts": "文件未印分项得分",
    "reason_no_band": "没有总分，不能推算",
    "reason_no_reason": "文件未写明",
    "chart_axis": "万元",
    "chart_projects": "项目：预算与执行",
    "chart_not_executed": "未印执行数",
    "col_quantitative": "定量",
    "f_recomputed": "该表各指标得分与执行率得分之和，据 {0}",
    "place_line": "行",
    "place_cell": "格",
    "place_page": "页",
    "place_table": "表",
    "place_row": "行",
    "place_sheet": "工作表",
    "place_column": "列",
    "place_paragraph": "段",
    "f_attainment": "实际 ÷ 目标，据 {0} 所在的行",
    "f_met_share": "达到 ÷ 可比较，据 {0}",
    "f_qualitative_share": "文字一致 ÷ 定性，据 {0}",
    "f_holds_share": "成立 ÷ 适用，据 {0}",
    "reason_no_side": "缺一端，不能相减",
    "form_revenue_expenditure_account": "收入支出决算表",
    "form_revenue_account": "收入决算表",
    "form_spending_account": "支出决算表",
    "form_appropriation_account": "财政拨款收入支出决算表",
    "form_general_budget_appropriations": "一般公共预算财政拨款收支表",
    "form_government_fund_appropriations": "政府性基金财政拨款收支表",
    "form_state_capital_appropriations": "国有资本经营预算财政拨款收支表",
    "form_basic_spending_economic": "基本支出经济分类表",
    "form_project_spending_economic": "项目支出经济分类表",
    "form_three_public_all_funds": "“三公”经费表（财政拨款）",
    "form_three_public_general_budget": "“三公”经费表（一般公共预算）",
    "form_state_assets": "国有资产使用情况表",
    "form_department_tasks": "重点工作任务表",
    "form_department_self_evaluation": "部门整体绩效自评表",
    "form_project_self_evaluation": "项目绩效自评表",
    "form_project_targets": "项目绩效目标表",
    "form_department_targets": "部门整体绩效目标表",
    "form_project_statement": "项目说明",
    "form_evaluation_results": "绩效评价结果",
    "measure_approved": "年初预算数",
    "measure_adjusted": "全年预算数",
    "measure_executed": "执行数",
    "measure_amount": "金额",
    "measure_total": "合计",
    "measure_basic": "基本支出",
    "measure_project": "项目支出",
    "measure_income": "收入",
    "measure_spending": "支出",
    "measure_opening": "年初结转",
    "measure_closing": "年末结转",
    "measure_execution_rate": "执行率",
    "measure_score": "得分",
    "measure_weight": "分值",
    "measure_original_value": "原值",
    "measure_net_value": "净值",
}

_EN: Mapping[str, str] = {
    # years and departments side by side
    "section_years": "The years compared",
    "table_years": "Totals by year",
    "table_years_sub": "unit: yuan; changes count departments that state both years",
    "col_measure": "Measure",
    "row_change": "Change (same departments)",
    "reason_one_year": "totals of one year only: nothing is compared",
    "reason_no_amount_year": "not printed in the scope of that year",
    "reason_no_earlier": "no department states this year and the one before",
    "reason_no_departments": "the scope has no department totals",
    "no_code": "no code given",
    "chart_years_title": "How spending and budgets changed, {first} to {last}",
    "chart_years_sub": (
        "sum of the departments in scope, 10,000 yuan; broken where a year is missing; the "
        "departments may differ from year to year"
    ),
    "table_class_years": "Spending by function class and year",
    "table_economic_years": "Spending by economic class and year",
    "table_class_years_sub": "unit: yuan; share = class ÷ all classes of the year",
    "s_years": (
        "{measure} (departments that state both years): {first} in {first_year}, {now} in "
        "{year}, {change}."
    ),
    "total_departments": "Departments",
    "total_total_revenue_yuan": "Income executed",
    "total_approved_budget_yuan": "Approved budget",
    "total_total_spending_yuan": "Spending executed",
    "total_basic_yuan": "Basic spending",
    "total_project_yuan": "Project spending",
    "total_executed_project_yuan": "Projects executed",
    "section_comparison": "Departments compared",
    "table_comparison": "Departments side by side",
    "table_comparison_sub": (
        "money in yuan; the rate is of all projects; share met counts comparable "
        "quantitative indicators"
    ),
    "col_budget_all": "Approved budget",
    "col_spending": "Spending",
    "col_execution_all": "Spent ÷ budget",
    "col_three_public": "Three public",
    "col_rate_projects": "Projects' rate",
    "col_mean_score": "Mean score",
    "f_years_change": "(last year − first) ÷ first, from {0}",
    "f_sum_years": "sum of the year's classes: {all}",
    "f_budget_share": "spending ÷ approved budget, from {0}",
    "no_receipt": "the warehouse holds no such receipts: {receipts}.",
    "unknown_format": "A report is written as .html, .pdf or .docx: {file} is not.",
    "no_font": (
        "No font that sets Chinese is installed (install fonts-noto-cjk, for one); "
        "looked for: {fonts}"
    ),
    "no_report_file": "{file} is no report that mingzhang wrote.",
    "unknown_language": "the report has no language {language} (it has {known}).",
    "no_year": "the warehouse holds no data of {year} in this scope; years: {years}.",
    "no_data_at_all": "the warehouse holds no data of any year in this scope.",
    "no_region": "there is no region with the code {code}.",
    "no_department": "no department is named “{name}” or has it in its name.",
    "many_departments": "several departments contain “{name}”, name one: {names}.",
    "title": "Public budgets and performance {year}",
    "product": "mingzhang 明账",
    "subtitle": "{region} · {department}",
    "all_regions": "all regions",
    "all_departments": "all departments",
    "footer_build": "build {build}",
    "footer_build_dated": "build {build} · {date}",
    "page_of": "page {page} of {pages}",
    "synthetic": "This report rests on synthetic documents only; it is not real data.",
    "no_data": "no data",
    "list_separator": ", ",
    "colon": ": ",
    "not_shown": "Further rows that are not shown: {count}.",
    "total": "Total",
    "share": "Share",
    "department": "Department",
    "project": "Project",
    "whole_department": "whole department",
    "unnamed": "(no name printed)",
    "code": "Code",
    "reason_not_printed": "the document prints no such figure",
    "reason_no_accounts": "no document in scope prints final accounts",
    "reason_no_revenue": "no document in scope prints executed income",
    "reason_no_economic": "no document in scope prints spending by economic class",
    "reason_no_budget": "no document in scope prints a spending budget",
    "reason_no_projects": "no document in scope prints projects",
    "reason_no_both": "no project prints both its budget and its execution",
    "reason_no_scores": "no evaluation in scope prints a total score",
    "reason_no_indicators": "no document in scope prints indicators",
    "reason_no_actuals": "the indicators print no actual value to compare",
    "reason_no_findings": "no document in scope names problems",
    "reason_no_three_public": "no document in scope prints the three public expenses",
    "reason_none_leads": "there are no leads in scope",
    "reason_no_ledger": "no identity applies in this scope",
    "reason_no_receipts": "this report cites no printed figure",
    "reason_zero_budget": "the budget is zero: a rate has no meaning",
    "section_summary": "Summary",
    "headline_income": "Income of the year",
    "headline_spending": "Spending of the year",
    "headline_budget": "Approved spending budget",
    "headline_project_budget": "Project budgets",
    "headline_rate": "Projects: execution rate",
    "headline_indicators": "Quantitative targets met",
    "headline_targets": "Published indicators",
    "headline_findings": "Problems named",
    "headline_score": "Mean total score",
    "findings_title": "Three findings",
    "findings_title_some": "Findings",
    "coverage_title": "Coverage",
    "cmp_departments": "summed over {count} departments that published; ",
    "cmp_growth": "{change} on {year} (comparable departments: {count})",
    "cmp_no_earlier": "no comparable data of {year}",
    "cmp_execution": "{executed} executed of {budget}",
    "cmp_indicators": "met {met}, comparable {judged}",
    "cmp_findings": "projects concerned: {projects}",
    "cmp_projects": "projects: {count}",
    "cmp_scores": "scores: {count}, from {low} to {high}",
    "cmp_targets": "{quantitative} quantitative, {qualitative} qualitative",
    "cmp_budget": "summed over {departments} departments that published",
    "section_scope": "Scope and coverage",
    "s_coverage": (
        "Documents counted: {documents}, departments: {departments} of {known} known; sums "
        "are over those that published, not over the region. Printed cells read: "
        "{figures}, of them without a certain place: {unreconciled}."
    ),
    "s_verified": (
        "Identities that hold prove {verified}, {share} of the {verifiable} that can be "
        "verified."
    ),
    "s_unread": "Tables of these documents that could not be read: {tables}.",
    "s_partial": (
        "Tables of these documents of which some figures were not taken, so that their sums "
        "are not judged: {tables}."
    ),
    "s_empty": "Tables of these documents that are declared empty: {tables}.",
    "s_unreadable": (
        "Documents of the warehouse that could not be read at all and are in no "
        "figure: {count}."
    ),
    "s_caliber_department": (
        "Caliber: departments' consolidated documents and those that name no caliber; "
        "units' own documents are contained in them and not added."
    ),
    "s_caliber_unit": (
        "Caliber: the scope holds units' own documents only; nothing was added to a "
        "department's."
    ),
    "table_documents": "Documents counted",
    "table_documents_sub": "cells read, and those without a certain place",
    "col_no": "No.",
    "col_unreconciled": "Unreconciled",
    "table_verified": "Money verified, by department",
    "table_verified_sub": (
        "unit: yuan; verified = its place is certain and an identity that holds "
        "compares the very figure"
    ),
    "col_verified_basis": "Account",
    "col_verifiable": "Verifiable",
    "col_proven": "Verified",
    "col_verified_share": "Share",
    "reason_no_money": "there is no money to verify in scope",
    "verified_spending": "spending",
    "verified_revenue": "income",
    "verified_account": "account",
    "verified_budget": "budget",
    "verified_project_funding": "project funds",
    "verified_appropriations": "appropriations",
    "verified_economic": "economic classes",
    "verified_three_public": "three public expenses",
    "verified_assets": "assets",
    "lead_execution_far_from_budget_with_full_score": "far from budget, full score",
    "lead_target_far_exceeded": "target far exceeded",
    "lead_qualitative_target_without_measure": "no number for a measure",
    "lead_deadline_before_year": "deadline before the year",
    "lead_task_total_differs": "tasks add up otherwise",
    "lead_documents_of_a_year_differ": "two documents differ",
    "lead_units_differ_from_their_department": "units add up otherwise",
    "lead_same_target_text_in_other_project": "same text elsewhere",
    "table_excluded": "Documents not counted",
    "table_excluded_sub": "documents with data of the year that are not added, and why",
    "col_document": "Document",
    "col_kind": "Kind",
    "col_caliber": "Caliber",
    "col_figures": "Figures",
    "col_empty": "Empty",
    "col_unread": "Unread",
    "col_partial": "Read in part",
    "col_reason": "Reason",
    "reason_unit_caliber": "unit's own caliber, contained in its department's",
    "caliber_department": "department",
    "caliber_unit": "unit",
    "caliber_none": "not named",
    "kind_final_accounts": "final accounts",
    "kind_budget": "budget",
    "kind_project_targets": "project targets",
    "kind_department_targets": "department targets",
    "kind_self_evaluation": "self-evaluation",
    "kind_evaluation_results": "evaluation results",
    "kind_government": "government budget or accounts",
    "kind_other": "other",
    "section_money": "Income and spending",
    "s_totals": (
        "Final accounts of {year} (departments: {departments}) state income of "
        "{income} and spending of {spending}."
    ),
    "s_totals_spending": (
        "Final accounts of {year} (departments: {departments}) state spending of {spending}."
    ),
    "s_growth_spending": (
        "Spending {direction} by {amount} ({change}) on {earlier_year}, over the "
        "departments that have both years ({count})."
    ),
    "s_growth_income": (
        "Income {direction} by {amount} ({change}) on {earlier_year}, over the "
        "departments that have both years ({count})."
    ),
    "increase": "rose",
    "decrease": "fell",
    "s_source": "{source}: {amount}, {share} of income.",
    "s_nature": (
        "Project spending is {project}, {project_share} of spending; basic spending is "
        "{basic}, {basic_share}."
    ),
    "s_class_one": "By function, {name} takes {amount}, {share} of spending.",
    "s_class_two": (
        "By function, {name} is the largest with {amount}, {share} of spending; then "
        "{second} with {second_amount}, {second_share}."
    ),
    "s_budget": (
        "The approved spending budget is {amount}, of which projects {project}, {share}."
    ),
    "s_budget_only": "The approved spending budget is {amount}.",
    "table_income_department": "Income by department",
    "table_income_source": "Income by source",
    "table_spending_department": "Spending by department and nature",
    "table_nature": "Spending by nature",
    "table_class": "Spending by function",
    "table_budget": "Approved spending budget by department and nature",
    "sub_executed": "final accounts, unit: yuan; shares of the total in percent",
    "sub_executed_yuan": "final accounts, unit: yuan",
    "sub_approved": "approved at the start of the year, unit: yuan",
    "col_amount": "Amount",
    "col_source": "Source",
    "col_nature": "Nature",
    "col_class": "Function",
    "nature_basic": "Basic",
    "nature_project": "Projects",
    "nature_remitted_upward": "Remitted upward",
    "nature_operating": "Operating",
    "nature_subsidy_to_affiliates": "Subsidies to affiliates",
    "nature_other": "Other nature",
    "source_fiscal_appropriation": "Fiscal appropriation",
    "source_superior_subsidy": "Subsidy from superiors",
    "source_institutional": "Institutional income",
    "source_operating": "Operating income",
    "source_affiliate_remittance": "Remitted by affiliates",
    "source_other": "Other income",
    "chart_class_title": "Where did the money of {year} go: {name} takes {share}",
    "chart_class_sub": (
        "spending of the year by function, unit: 10,000 yuan; final accounts, all funds"
    ),
    "chart_other": "other",
    "chart_footer": (
        "Source: published documents ({documents}); {share} of the money verified; {build}"
    ),
    "section_structure": "Structure of spending",
    "s_economic_one": "Of {scope}, {name} is {amount}, {share}.",
    "s_economic": (
        "By economic class, {name} is the largest with {amount}, {share} of the "
        "spending stated by economic class."
    ),
    "s_economic_part": (
        "The tables by economic class state {amount}, {share} of the year's spending."
    ),
    "table_economic": "Spending by economic class",
    "col_economic": "Economic class",
    "col_total": "Total",
    "table_three_public": "Three public expenses from fiscal appropriation",
    "table_three_public_sub": "unit: yuan; quantities in the printed unit",
    "s_three_public": (
        "The three public expenses ({basis}) took {executed}, {rate} of the budget of {budget}."
    ),
    "col_item": "Item",
    "col_basis": "Fund basis",
    "basis_fiscal_appropriation": "fiscal appropriation",
    "basis_general_public_budget": "general public budget",
    "col_budget": "Budget",
    "col_adjusted": "Adjusted",
    "col_executed": "Executed",
    "col_quantity": "Quantity",
    "item_abroad": "Travel abroad",
    "item_vehicles": "Official vehicles",
    "item_vehicle_purchase": "Vehicles, purchase",
    "item_vehicle_running": "Vehicles, running",
    "item_reception": "Receptions",
    "item_reception_domestic": "Domestic receptions",
    "item_reception_foreign": "Foreign receptions",
    "item_abroad_groups": "Groups sent abroad",
    "item_abroad_persons": "Persons sent abroad",
    "item_vehicles_bought": "Vehicles bought",
    "item_vehicles_held": "Vehicles held",
    "item_reception_batches": "Domestic receptions held",
    "item_reception_persons": "Persons received",
    "section_execution": "Budget and execution",
    "s_execution": (
        "Projects that print both figures: {count}; budget {budget}, executed "
        "{executed}, execution rate {rate}."
    ),
    "s_execution_full": "Executed to 100.00%: {count} of them, {share}.",
    "s_execution_lowest": (
        "The lowest rate is that of “{name}”: budget {budget}, executed {executed}, "
        "{rate}, {points} percentage points below the total."
    ),
    "s_execution_missing": (
        "Projects that do not print both figures and are not in the total: {count}."
    ),
    "s_adjusted": (
        "Projects whose adjusted budget differs from the first: {count}; {approved} "
        "approved, {adjusted} adjusted, {rate} of the first."
    ),
    "s_project_budget": "Projects that print a budget: {count}; {budget} in all.",
    "table_projects": "Projects: budget and execution",
    "table_projects_sub": (
        "unit: yuan; rate = executed ÷ adjusted budget (where none: ÷ approved)"
    ),
    "col_approved": "Approved",
    "col_rate": "Rate",
    "col_rate_published": "Rate printed",
    "row_both": "Total ({count} with both; budget adjusted, else approved)",
    "chart_projects_title": "Was the projects' money of {year} spent: {rate} in all",
    "chart_projects_title_budget": (
        "How large are the project budgets of {year}: {budget} (projects: {count})"
    ),
    "chart_projects_sub": (
        "budget (wide, light) and executed (narrow, dark), execution rate at the "
        "right; 10,000 yuan; by size of budget"
    ),
    "chart_projects_sub_top": (
        "budget (wide, light) and executed (narrow, dark), execution rate at the "
        "right; 10,000 yuan; the {shown} largest budgets of {count}"
    ),
    "section_performance": "Performance",
    "s_scores": (
        "Total scores: {count}; mean {mean}, highest {high}, lowest {low}; the "
        "grade of the band equals the printed grade in {agree}."
    ),
    "s_indicators": (
        "Quantitative indicators that can be compared: {judged}; {met} met their "
        "target, {share}; qualitative ones, counted apart: {qualitative}."
    ),
    "s_targets": (
        "Indicators published: {targets}, quantitative {quantitative}, qualitative "
        "{qualitative}."
    ),
    "s_qualitative": (
        "Qualitative indicators that print the words of the target as their actual: "
        "{met}, {share}."
    ),
    "table_scores": "Scores and grades",
    "table_scores_sub": "points; recomputed = points of indicators and for execution",
    "col_score": "Score",
    "col_grade": "Grade printed",
    "col_grade_derived": "Grade of band",
    "col_recomputed": "Recomputed",
    "table_attainment": "Indicators that met their targets",
    "table_attainment_sub": (
        "counts; share = met ÷ comparable; qualitative indicators are not in the share"
    ),
    "col_targets": "Indicators",
    "col_judged": "Comparable",
    "col_met": "Met",
    "col_met_share": "Share met",
    "col_qualitative": "Qualitative",
    "col_qualitative_met": "Same words",
    "table_unmet": "Quantitative indicators that missed their targets",
    "table_unmet_sub": (
        "target and actual in the printed unit, scales resolved; ratio = actual ÷ "
        "target; where the target says “=”, more than the target is listed too"
    ),
    "col_indicator": "Indicator",
    "col_target": "Target",
    "col_actual": "Actual",
    "col_attainment": "Ratio",
    "col_deviation": "Reason stated",
    "section_findings": "Problems that documents name",
    "s_findings": (
        "Problems named: {count}, projects concerned: {projects}; the largest "
        "category is {category} with {top}, {share}."
    ),
    "table_categories": "Problems by category",
    "table_categories_sub": "counts; categories come from a word list, texts below",
    "col_category": "Category",
    "col_count": "Count",
    "table_findings": "Problems in their own words",
    "table_findings_sub": "text as printed",
    "col_text": "Text",
    "section_leads": "Leads",
    "s_leads_note": "A lead is a place worth a look, not an error and no conclusion.",
    "table_leads": "Leads",
    "table_leads_sub": "each with the notes it rests on",
    "col_lead": "Lead",
    "col_subject": "Subject",
    "col_kind_lead": "Kind",
    "section_ledger": "Ledger",
    "s_ledger": (
        "Identities that apply: {count}; hold {holds}, {share}; within rounding "
        "{rounding}; broken {broken}; insufficient {insufficient}."
    ),
    "table_ledger": "Identities by kind",
    "table_ledger_sub": "counts",
    "col_identity": "Id",
    "col_meaning": "What must hold",
    "status_holds": "Holds",
    "status_rounding": "Rounding",
    "status_broken": "Broken",
    "status_insufficient": "Insufficient",
    "status_error": "Error",
    "table_imbalances": "Identities broken or insufficient",
    "table_imbalances_sub": "both sides in the unit given; insufficient is not a pass",
    "col_status": "Result",
    "col_left": "Left",
    "col_right": "Right",
    "col_difference": "Difference",
    "col_unit": "Unit",
    "identity_R01": "income = sum of its lines; spending = sum of function classes",
    "identity_R02": "grand total = year's total + balances; both sides are equal",
    "identity_R03": "total of a row = sum of its columns",
    "identity_R04": "basic = personnel + public",
    "identity_R05": "class = sum of sections = sum of items; total = sum of classes",
    "identity_R06": "income table = income side of the account",
    "identity_R07": "spending table = spending side of the account, class by class",
    "identity_R08": "appropriation account = sum of funds = lines of the account",
    "identity_R09": "appropriation tables = columns of the appropriation account",
    "identity_R10": "opening + income = spending + closing",
    "identity_R11": "three public expenses = abroad + vehicles + receptions",
    "identity_R12": "assets = sum of their classes",
    "identity_R13": "printed execution rate = executed ÷ budget",
    "identity_R14": "project funds = appropriation + carry-over + other",
    "identity_R15": (
        "weights make 100; score ≤ weight; total = sum of scores; grade fits its band"
    ),
    "identity_R16": "closing balance = opening balance of the next year",
    "identity_R17": "executed of self-evaluated projects and project spending",
    "identity_R18": "figures in the narrative = figures in the tables",
    "identity_R19": "last year's column of a budget = last year's approved budget",
    "identity_other": "see the rules of the ledger",
    "section_methods": "Methods and tolerance",
    "method_sources": (
        "Figures come from the documents listed and from nowhere else. The number "
        "after a figure leads into the annex: printed figures with document, place, "
        "text, unit and reading; computed ones with formula and inputs; counts with "
        "table and condition."
    ),
    "method_units": (
        "Money is computed exactly, in yuan; units are converted once, on the way into "
        "the warehouse, and never as floating point."
    ),
    "method_missing": (
        "What is not printed is “no data” with its reason, never 0; without the "
        "earlier year there is no comparison."
    ),
    "method_additive": (
        "Totals add leaves only; printed subtotals and totals serve the checks. A "
        "department's and its unit's documents, or two versions, are never added."
    ),
    "method_reading": (
        "Readings: as printed, under its header; realigned, the row is displaced and "
        "the table's own arithmetic leaves one column; unreconciled, it does not. "
        "Verified share = money that an identity within tolerance compares directly ÷ "
        "all money that can be verified."
    ),
    "method_tolerance": (
        "Tolerance: each printed figure is rounded to half its last unit. For a sum of "
        "n addends it is (n + 1) × half a unit (0.005 for 万元 with two decimals); "
        "inside it a difference is rounding, beyond it broken; with a part missing the "
        "identity is insufficient."
    ),
    "method_rates": (
        "Execution rate = executed ÷ adjusted budget, where none is printed ÷ "
        "approved; the printed rate stands beside it. Percentages are rounded half up "
        "to two decimals."
    ),
    "method_projects": (
        "A project that several documents state is taken from the fullest of them, never added."
    ),
    "method_persons": "Names and telephone numbers of persons are not in this report.",
    "method_build": (
        "Data come from build {build}; the same build and options give the same bytes."
    ),
    "section_annex": "Annex: receipts of the figures",
    "annex_intro": (
        "Notes are numbered in reading order. `mingzhang explain` with a receipt's id "
        "shows the printed line."
    ),
    "table_annex": "Receipts",
    "table_annex_sub": (
        "printed: document, place, text, unit, reading; computed: formula; counted: condition"
    ),
    "col_note": "Note",
    "col_place": "Document and place",
    "col_label": "Row / column, or formula",
    "col_printed": "Printed text",
    "col_reading": "Reading",
    "reading_as_published": "as printed",
    "reading_realigned": "realigned",
    "reading_unreconciled": "unreconciled",
    "reading_computed": "computed",
    "reading_counted": "counted",
    "counted_rows": "{condition}, {rows} rows",
    "unit_not_printed": "none printed",
    "f_sum": "sum: {all}",
    "f_share": "{0} ÷ {1}",
    "f_change": "(this year − earlier) ÷ earlier, from {0}",
    "f_difference": "{0} − {1}",
    "f_mean": "mean, from {0}",
    "c_year": "{year}, scope of this report",
    "c_known": "departments with anything published of any year",
    "c_departments": "distinct departments",
    "c_documents": "documents that this report counts",
    "c_document": "document {document}",
    "c_growth": "{earlier} and {year}, departments that have both",
    "c_category": "category: {category}",
    "c_subject": "{subject}: {what}",
    "c_all_documents": "the whole warehouse, not readable at all",
    "reason_no_amount": "not printed, or printed as 0",
    "reason_no_rate": "budget or execution is missing",
    "reason_no_parts": "the parts of the score are not printed",
    "reason_no_band": "without a score there is no band",
    "reason_no_reason": "the document states none",
    "chart_axis": "10,000 yuan",
    "chart_projects": "Projects: budget and execution",
    "chart_not_executed": "execution not printed",
    "col_quantitative": "Quantitative",
    "f_recomputed": "sum of the form's scores of indicators and execution, from {0}",
    "place_line": "line",
    "place_cell": "cell",
    "place_page": "page",
    "place_table": "table",
    "place_row": "row",
    "place_sheet": "sheet",
    "place_column": "column",
    "place_paragraph": "paragraph",
    "f_attainment": "actual ÷ target, from the row of {0}",
    "f_met_share": "met ÷ comparable, from {0}",
    "f_qualitative_share": "same words ÷ qualitative, from {0}",
    "f_holds_share": "hold ÷ apply, from {0}",
    "reason_no_side": "one side is missing",
    "form_revenue_expenditure_account": "income and spending account",
    "form_revenue_account": "income table",
    "form_spending_account": "spending table",
    "form_appropriation_account": "appropriation account",
    "form_general_budget_appropriations": "general budget appropriations",
    "form_government_fund_appropriations": "government fund appropriations",
    "form_state_capital_appropriations": "state capital appropriations",
    "form_basic_spending_economic": "basic spending by economic class",
    "form_project_spending_economic": "project spending by economic class",
    "form_three_public_all_funds": "three public expenses (appropriation)",
    "form_three_public_general_budget": "three public expenses (general budget)",
    "form_state_assets": "state assets",
    "form_department_tasks": "main tasks",
    "form_department_self_evaluation": "department's self-evaluation",
    "form_project_self_evaluation": "project's self-evaluation",
    "form_project_targets": "project targets",
    "form_department_targets": "department targets",
    "form_project_statement": "project statement",
    "form_evaluation_results": "evaluation results",
    "measure_approved": "approved",
    "measure_adjusted": "adjusted",
    "measure_executed": "executed",
    "measure_amount": "amount",
    "measure_total": "total",
    "measure_basic": "basic",
    "measure_project": "projects",
    "measure_income": "income",
    "measure_spending": "spending",
    "measure_opening": "opening",
    "measure_closing": "closing",
    "measure_execution_rate": "execution rate",
    "measure_score": "score",
    "measure_weight": "weight",
    "measure_original_value": "original value",
    "measure_net_value": "net value",
}

TEXTS: Mapping[str, Mapping[str, str]] = {"zh": _ZH, "en": _EN}


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language."""

    language: str

    def say(self, key: str, **values: object) -> str:
        """Return the words of `key`, its places filled. Raises KeyError if unknown."""
        text = TEXTS[self.language][key]
        return text.format(**values) if values else text

    def subject(self, subject: str) -> str:
        """Return a reconciliation's subject with its form and measure in words.

        A subject is `form: label / measure`, without label or measure where none is.
        """
        head, slash, measure = subject.rpartition(" / ")
        form, colon, label = (head if slash else subject).partition(": ")
        parts = (
            self.known(f"form_{form}", form),
            label if colon else "",
            self.known(f"measure_{measure}", measure) if slash else "",
        )
        return " · ".join(part for part in parts if part)

    def place(self, locator: str) -> str:
        """Return a locator (`line 108 cell 6`) in this language: `行 108 格 6`."""
        return _PLACE_WORD.sub(lambda word: self.known(f"place_{word[0]}", word[0]), locator)

    def known(self, key: str, otherwise: str) -> str:
        """Return the words of `key`, or `otherwise` where a closed list has grown."""
        return TEXTS[self.language].get(key, otherwise)

    def fill(self, key: str, **values: str | Run) -> Runs:
        """Return the sentence of `key`; values that are figures keep their sources."""
        runs: list[Run] = []
        for literal, name, _, _ in Formatter().parse(TEXTS[self.language][key]):
            if literal:
                runs.append(Text(literal))
            if name is not None:
                value = values[name]
                runs.append(Text(value) if isinstance(value, str) else value)
        return tuple(runs)

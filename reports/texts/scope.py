"""What the report covers."""

WORDS = {
    "section_scope": ("范围与覆盖", "Scope and coverage"),
    "s_coverage": (
        (
            "本报告统计 {documents} 份文件、{departments} 个部门，范围内已知 {known} 个；"
            "合计只含已公开的部门，不是全地区。共读出 {figures} 处印出的内容，其中 "
            "{unreconciled} 处位置未定。"
        ),
        (
            "Documents counted: {documents}, departments: {departments} of {known} known; "
            "sums are over those that published, not over the region. Printed cells read: "
            "{figures}, of them without a certain place: {unreconciled}."
        ),
    ),
    "s_verified": (
        "由成立的勾稽关系直接证实的金额 {verified}，占可核金额 {verifiable} 的 {share}。",
        (
            "Identities that hold prove {verified}, {share} of the {verifiable} that can "
            "be verified."
        ),
    ),
    "s_unread": (
        "这些文件中有 {tables} 张表未能读取。",
        "Tables of these documents that could not be read: {tables}.",
    ),
    "s_partial": (
        "这些文件中有 {tables} 张表未读全：其中有数字未取用，涉及的合计不作判断。",
        (
            "Tables of these documents of which some figures were not taken, so that their "
            "sums are not judged: {tables}."
        ),
    ),
    "s_empty": (
        "这些文件中有 {tables} 张表声明为空表。",
        "Tables of these documents that are declared empty: {tables}.",
    ),
    "s_unreadable": (
        "仓库另有 {count} 份文件整份未能读取，不在任何数字之内。",
        (
            "Documents of the warehouse that could not be read at all and are in no "
            "figure: {count}."
        ),
    ),
    "s_caliber_department": (
        (
            "口径：部门汇总与未注明口径的文件；单位文件已含在部门汇总内，不相加，"
            "只有部门未公开的单位自行计入。"
        ),
        (
            "Caliber: departments' consolidated documents and those that name no caliber; "
            "units' own documents are contained in them and not added; a unit whose "
            "department published nothing counts for itself."
        ),
    ),
    "s_caliber_unit": (
        "口径：范围内只有单位本级文件，未与部门汇总相加。",
        (
            "Caliber: the scope holds units' own documents only; nothing was added to a "
            "department's."
        ),
    ),
    "table_documents": ("统计的文件", "Documents counted"),
    "table_documents_sub": (
        "读出的处数和其中位置未定的；号用于附录",
        "cells read, and those without a certain place",
    ),
    "col_no": ("号", "No."),
    "col_unreconciled": ("位置未定", "Unreconciled"),
    "table_verified": ("证实的金额：按部门", "Money verified, by department"),
    "table_verified_sub": (
        "单位：元；证实 = 位置确定，且有成立的勾稽关系直接比较该数",
        (
            "unit: yuan; verified = its place is certain and an identity that holds "
            "compares the very figure"
        ),
    ),
    "col_verified_basis": ("所核的账", "Account"),
    "col_verifiable": ("可核金额", "Verifiable"),
    "col_proven": ("证实金额", "Verified"),
    "col_verified_share": ("证实占比", "Share"),
    "reason_no_money": ("范围内没有可核的金额", "there is no money to verify in scope"),
    "verified_spending": ("支出决算", "spending"),
    "verified_revenue": ("收入决算", "income"),
    "verified_account": ("收支总表", "account"),
    "verified_budget": ("支出预算", "budget"),
    "verified_project_funding": ("项目资金", "project funds"),
    "verified_appropriations": ("财政拨款", "appropriations"),
    "verified_economic": ("经济分类", "economic classes"),
    "verified_three_public": ("“三公”经费", "three public expenses"),
    "verified_assets": ("资产", "assets"),
    "lead_execution_far_from_budget_with_full_score": (
        "执行远离预算而得满分",
        "far from budget, full score",
    ),
    "lead_target_far_exceeded": ("远超目标", "target far exceeded"),
    "lead_qualitative_target_without_measure": ("定量单位而无数值", "no number for a measure"),
    "lead_deadline_before_year": ("期限早于年度", "deadline before the year"),
    "lead_task_total_differs": ("任务合计不同", "tasks add up otherwise"),
    "lead_documents_of_a_year_differ": ("两份文件金额不同", "two documents differ"),
    "lead_units_differ_from_their_department": (
        "所属单位合计与部门不同",
        "units add up otherwise",
    ),
    "lead_same_target_text_in_other_project": ("与其他项目同文", "same text elsewhere"),
    "table_excluded": ("未计入的文件", "Documents not counted"),
    "table_excluded_sub": (
        "有本年数据而不相加的文件及原因",
        "documents with data of the year that are not added, and why",
    ),
    "col_document": ("文件", "Document"),
    "col_kind": ("种类", "Kind"),
    "col_caliber": ("口径", "Caliber"),
    "col_figures": ("读出的数", "Figures"),
    "col_empty": ("空表", "Empty"),
    "col_unread": ("未读", "Unread"),
    "col_partial": ("未读全", "Read in part"),
    "col_reason": ("原因", "Reason"),
    "reason_unit_caliber": (
        "单位本级口径，已含在部门汇总内",
        "unit's own caliber, contained in its department's",
    ),
    "caliber_department": ("部门", "department"),
    "caliber_unit": ("单位", "unit"),
    "caliber_none": ("未注明", "not named"),
    "kind_final_accounts": ("决算", "final accounts"),
    "kind_budget": ("预算", "budget"),
    "kind_project_targets": ("项目绩效目标", "project targets"),
    "kind_department_targets": ("部门绩效目标", "department targets"),
    "kind_self_evaluation": ("绩效自评", "self-evaluation"),
    "kind_evaluation_results": ("绩效评价结果", "evaluation results"),
    "kind_government": ("政府预决算", "government budget or accounts"),
    "kind_other": ("其他", "other"),
}

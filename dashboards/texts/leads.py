"""Audit leads and broken identities."""

WORDS = {
    "leads_title": ("哪里值得再看一眼？", "What is worth a second look?"),
    "leads_lead": (
        "疑点只说印出了什么，不下结论；勾稽不符是算术上的差。两者都附凭据。",
        (
            "A lead says what stands printed and draws no conclusion; a broken identity is a"
            " difference in arithmetic. Both carry their receipts."
        ),
    ),
    "view_leads": ("疑点", "Leads"),
    "view_broken": ("勾稽不符", "Broken identities"),
    "metric_leads": ("疑点", "Leads"),
    "metric_kinds": ("疑点种类", "Kinds of lead"),
    "metric_departments_concerned": ("涉及部门", "Departments concerned"),
    "leads_chart_title": ("哪类疑点最多？", "Which kinds of lead are most common?"),
    "leads_chart_subtitle": (
        "疑点个数，按种类 · 共 {shown} 个",
        "Number of leads by kind · {shown} in all",
    ),
    "leads_table_title": ("全部疑点", "All leads"),
    "leads_table_subtitle": (
        "选一行查看它涉及的全部凭据。",
        "Select a row to see all receipts it speaks of.",
    ),
    "lead_kind": ("种类", "Kind"),
    "lead": ("疑点", "Lead"),
    "other_receipt": ("对照凭据", "Compared with"),
    "broken_table_title": ("哪些勾稽不符？", "Which identities are broken?"),
    "broken_table_subtitle": (
        "差额超过四舍五入可以解释的范围，金额单位：元 · 共 {shown} 条。选一行查看全部凭据。",
        (
            "Differences that rounding does not explain, in yuan · {shown} in all. Select a"
            " row to see all receipts."
        ),
    ),
    "leads_none": ("当前筛选下没有疑点。", "There are no leads under these filters."),
    "broken_none": (
        "当前筛选下没有不符的勾稽。",
        "There are no broken identities under these filters.",
    ),
    "pack_title": ("带走这个部门的材料", "Take a department's pack"),
    "pack_subtitle": (
        "一个压缩包：疑点、不符的勾稽、涉及的每个印出的数字及其位置。",
        "One archive: leads, broken identities, and every printed figure they speak of.",
    ),
    "pack_download": ("下载「{department}」的材料", "Download the pack of '{department}'"),
    "pack_choose": (
        "在左侧选一个部门，即可下载它的材料。",
        "Choose a department in the sidebar to download its pack.",
    ),
}

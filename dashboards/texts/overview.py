"""The overview."""

WORDS = {
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
    "coverage_hint": (
        "点选一格，打开它所在的文档。",
        "Select a square to open its document.",
    ),
    "coverage_none": (
        "{subject}：仓库里没有这类文档。把文件放进文档目录后重新运行 mingzhang build。",
        "{subject}: no such document is in the warehouse. Add the file and build again.",
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
    "column_partial": ("未读全", "In part"),
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

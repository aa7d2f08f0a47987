"""Receipts and documents."""

WORDS = {
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
    "proven_by": ("金额与位置已由 {identities} 证明", "proven in place by {identities}"),
    "amount_proven_by": (
        "金额已由 {identities} 证明，位置未证明：{doubt}",
        "proven in amount by {identities}, not in its place: {doubt}",
    ),
    "doubt_rivals": ("也可能属于另一栏", "it could stand in another column"),
    "doubt_level": ("其下级各行可能缺失", "rows below its level may be missing"),
    "doubt_no_department": ("文件所属部门不明", "the document's body is not known"),
    "doubt_no_year": ("文件所属年度不明", "the document's year is not known"),
    "doubt_department_of_file_name": (
        "部门仅见于文件名或文件夹名",
        "only the name of the file or its folder says the body",
    ),
    "doubt_year_of_file_name": (
        "年度仅见于文件名或文件夹名",
        "only the name of the file or its folder says the year",
    ),
    "doubt_two_years": (
        "表与文件标明的年度不一致",
        "table and document say two years",
    ),
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
    "page_title": ("原件的这一页", "The printed page"),
    "page_subtitle": (
        "{file}，{place}；框出的是这个数字，个人信息已遮盖。",
        "{file}, {place}; the figure is in the box, what tells of persons is covered.",
    ),
    "page_subtitle_unmarked": (
        "{file}，{place}；数字在页上的确切位置不明，个人信息已遮盖。",
        "{file}, {place}; where the figure stands is not known, persons are covered.",
    ),
    "page_not_kept": (
        "这里没有该文件的页面图像；要看原貌，请打开 {file}，{place}。",
        "No picture of the page is at hand: see {file}, {place}.",
    ),
    "reading_seen_as": ("识别为 {text}", "seen as {text}"),
    "reading_seen": (
        "由页面图像识别，把握 {confidence}%",
        "seen on a picture of the page, {confidence} % sure",
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

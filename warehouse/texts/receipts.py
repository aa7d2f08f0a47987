"""What `mingzhang explain` says of a figure."""

WORDS = {
    "explain_receipt": ("凭据", "receipt"),
    "explain_document": ("文件", "document"),
    "explain_file": ("文件名", "file"),
    "explain_place": ("位置", "place"),
    "explain_printed": ("原文", "printed"),
    "explain_unit": ("单位", "unit"),
    "explain_row": ("行", "row"),
    "explain_column": ("列", "column"),
    "explain_form": ("表式", "form"),
    "explain_reading": ("读法", "reading"),
    "explain_proof": ("证明", "proof"),
    "explain_line": ("原行", "line"),
    "explain_checks": ("勾稽：{count}", "checks: {count}"),
    "explain_fact": ("事实", "fact"),
    "explain_no_fact": (
        "无：合计、标题或名称，供勾稽之用",
        "none: a total, a heading or a name, kept for the checks",
    ),
    "explain_value": ("数值", "value"),
    "explain_table": ("表", "table"),
    "explain_state": ("状态", "state"),
    "explain_set_aside": ("暂存", "set aside"),
    "explain_placed_by": ("栏次由 {proof} 印证", "its column borne out by {proof}"),
    "unit_not_printed": ("未印单位", "no unit printed"),
    "unit_found": ("单位印于 {place}", "unit printed at {place}"),
    "unit_found_here": ("单位与数字同处", "unit printed with it"),
    "unit_of_form": ("单位依表式", "unit by the form"),
    "document_superseded": (
        "已由 {document} 取代：不形成事实",
        "superseded by {document}: no fact is made of it",
    ),
    "document_synthetic": ("合成文件", "synthetic"),
    "proven": ("金额与位置均已证明：{by}", "proven in place by {by}"),
    "proven_pinned": (
        "金额与位置均已证明：{by}；所在栏由表间关系 {pinned} 确定",
        "proven in place by {by}; its column by {pinned}, between tables",
    ),
    "amount_proven_rivals": (
        "金额已证明：{by}；位置未证明：也可能属于 {places}",
        "proven in amount by {by}, not in its place: could stand in {places}",
    ),
    "amount_proven_level": (
        "金额已证明：{by}；位置未证明：其下级各行可能缺失",
        "proven in amount by {by}, not in its place: rows below its level may be missing",
    ),
    "amount_proven_no_department": (
        "金额已证明：{by}；位置未证明：文件所属部门不明",
        "proven in amount by {by}, not in its place: the document's body is not known",
    ),
    "amount_proven_no_year": (
        "金额已证明：{by}；位置未证明：文件所属年度不明",
        "proven in amount by {by}, not in its place: the document's year is not known",
    ),
    "amount_proven_department_of_file_name": (
        "金额已证明：{by}；位置未证明：部门仅见于文件名或文件夹名",
        (
            "proven in amount by {by}, not in its place: only the name of the file or its "
            "folder says the body"
        ),
    ),
    "amount_proven_year_of_file_name": (
        "金额已证明：{by}；位置未证明：年度仅见于文件名或文件夹名",
        (
            "proven in amount by {by}, not in its place: only the name of the file or its "
            "folder says the year"
        ),
    ),
    "amount_proven_two_years": (
        "金额已证明：{by}；位置未证明：表与文件标明的年度不一致",
        "proven in amount by {by}, not in its place: table and document say two years",
    ),
    "set_aside": ("不入事实表（{reason}）：{remedy}", "{reason}: {remedy}"),
    "not_proven": (
        "未证明：没有成立的勾稽关系涉及该数字",
        "not proven: no identity that holds compares it",
    ),
    "not_proven_broken": ("未证明：{by} 不成立", "not proven: {by} is broken"),
    "reading_as_published": ("按原位", "as published"),
    "reading_realigned": (
        "移位：由表内算术证明所属栏次",
        "realigned: moved to the column that the form's arithmetic proves",
    ),
    "reading_realigned_by_type": (
        "移位：由该行各格的类型确定所属栏次",
        "realigned: moved to the column that its row's types allow",
    ),
    "reading_restored": (
        "复原：图像识别有误，由所在行与列的算术改正一个字符",
        "restored: seen otherwise on the picture, and put right by its row and its column",
    ),
    "reading_seen_as": ("识别为 {text}", "seen as {text}"),
    "page_written": ("页面图像：{file}", "picture of the page: {file}"),
    "page_unmarked": (
        "页面图像：{file}（数字在页上的确切位置不明，未标出）",
        "picture of the page: {file} (where on it the figure stands is not known)",
    ),
    "reading_seen": (
        "由页面图像识别，最不确定的字符把握 {confidence}%",
        "seen on a picture of the page, its least sure character {confidence} % sure",
    ),
    "reading_may_be": (
        "第 {character_no} 个字符 {seen} 可能是 {other}（{probability}）",
        "the {seen} (character {character_no}) may be {other} ({probability})",
    ),
    "reading_may_be_none": (
        "第 {character_no} 个字符 {seen} 可能并不存在（{probability}）",
        "the {seen} (character {character_no}) may be nothing ({probability})",
    ),
    "reading_may_be_gap": (
        "第 {character_no} 个字符 {seen} 可能是空格（{probability}）",
        "the {seen} (character {character_no}) may be a gap ({probability})",
    ),
    "reading_unsure": (
        "未能核定：识别没有把握，表内算术也未证明",
        "unreconciled: not seen for sure, and nothing proves it",
    ),
    "reading_unreconciled": (
        "未能核定：没有栏次满足表内算术",
        "unreconciled: no column satisfies the form's arithmetic",
    ),
    "status_holds": ("成立", "holds"),
    "status_rounding": ("舍入差", "rounding"),
    "status_broken": ("不成立", "broken"),
    "status_insufficient": ("数据不足", "insufficient"),
    "status_not_applicable": ("不适用", "not applicable"),
    "status_error": ("出错", "error"),
}

"""The state of the checks."""

WORDS = {
    "quality_title": ("这些数字可靠吗？", "Can these figures be relied on?"),
    "metric_expectations": ("通过的检查", "Checks passed"),
    "metric_identities": ("适用的勾稽", "Identities applied"),
    "identities_title": ("哪些勾稽成立，哪些不符？", "Which identities hold?"),
    "identities_subtitle": (
        "勾稽条数，占适用的 % · 共 {shown} 种 · 缺项的无法判断",
        (
            "Outcomes as % of those that apply · identities: {shown} · insufficient ones"
            " cannot be judged"
        ),
    ),
    "unit_share_percent": ("占适用的 %", "% of those that apply"),
    "applicable": ("适用", "Applicable"),
    "expectations_title": ("发布前的检查", "Checks before publishing"),
    "expectations_subtitle": (
        "{passed} 项通过，{failed} 项未通过；未通过的排在前面。",
        "{passed} passed, {failed} failed; those that failed come first.",
    ),
    "expectations_none": (
        "这次构建没有留下检查结果。",
        "This build keeps no results of checks.",
    ),
    "suite": ("对象", "Suite"),
    "expectation": ("检查", "Expectation"),
    "severity": ("级别", "Severity"),
    "unexpected": ("不合格", "Unexpected"),
    "passed": ("通过", "Passed"),
    "conservation_title": ("读出的钱都去了哪里？", "Where did all money read go?"),
    "conservation_subtitle": (
        "按表种，元 · 读出 = 入库 + 待核 + 排除",
        "By form, yuan · read = published + quarantined + excluded",
    ),
    "conservation_none": ("这次构建没有度量守恒。", "This build did not measure conservation."),
    "money_read": ("读出", "Read"),
    "money_published": ("入库", "Published"),
    "money_quarantined": ("待核", "Quarantined"),
    "money_excluded": ("排除", "Excluded"),
    "gate_title": ("哪些文件被检查暂存？", "Which documents did the gate set aside?"),
    "gate_subtitle": (
        "违反检查规则的文件整份不入事实表，其余照常发布；此前已发布的列在前面。共 {count} 份。",
        (
            "A document that breaks a rule of the gate is in no fact, and the rest is"
            " published; those published before come first. {count} documents."
        ),
    ),
    "gate_none": (
        "没有文件违反检查规则。",
        "No document breaks a rule of the gate.",
    ),
    "gate_before": ("此前已发布", "Published before"),
    "gate_table": ("表", "Table"),
    "gate_rule": ("规则", "Rule"),
    "gate_rows": ("行数", "Rows"),
    "gate_remedy": ("怎么办", "What to do"),
    "aside_title": ("哪些数字没有进入事实表？", "Which figures are in no fact?"),
    "aside_subtitle": (
        (
            "位置未能核定、部门或年度不明、同一账户有两张表、未取用的数字；"
            "未取用的数字所在的表为「部分读取」"
        ),
        (
            "Figures of no certain place, of no known body or year, of two tables of one"
            " account, and not taken; a table"
            " with figures that were not taken is read in part"
        ),
    ),
    "aside_none": ("所有读到的数字都已进入事实表。", "Every figure read is in a fact."),
    "aside_reason": ("原因", "Reason"),
    "aside_place": ("位置", "Place"),
    "aside_row": ("行", "Row"),
    "aside_column": ("列", "Column"),
    "aside_text": ("印出的文字", "As printed"),
    "aside_amount": ("金额（元）", "Yuan"),
    "disclosures_title": ("各类文档公开了多少？", "How much of each kind is published?"),
    "disclosures_subtitle": (
        "部门 × 年度的格数，按文档种类",
        "Department years by kind of document",
    ),
    "verified_title": ("哪些部门的数字已核实？", "Whose figures are verified?"),
    "verified_subtitle": (
        "已核实占比（%），由低到高前 {shown} 个部门年度，另有 {missing} 个没有金额",
        "Verified share (%), the {shown} lowest; {missing} department years have no money",
    ),
    "quality_hint": (
        "点选图中的一段，列出它的每一条，并可打开凭据。",
        "Select a part of a bar to list what it counts, each with its receipt.",
    ),
    "unproven": ("位置未被勾稽证明的数字", "figures that no identity proves in their place"),
    "unproven_none": (
        "{subject}：没有未证明的数字。",
        "{subject}: there is no figure without proof.",
    ),
    "verified_axis": ("已核实占比（%）", "Verified share (%)"),
    "accuracy_title": ("读得有多准？", "How well are documents read?"),
    "accuracy_subtitle": (
        "用答案已知的文件测得，不是对本库文件的度量；方法与明细见 docs/accuracy.md",
        (
            "Measured on documents whose truth is known, not on those of this warehouse;"
            " method and details in docs/accuracy.md"
        ),
    ),
    "accuracy_none": ("这次构建没有带上测得的准确率。", "This build carries no scores."),
    "documents_known": ("文件", "Documents"),
    "document_total": ("份数", "How many"),
    "counted": ("计数对象", "Counted"),
    "precision": ("精确率", "Precision"),
    "recall": ("召回率", "Recall"),
    "f1": ("F1", "F1"),
    "invented": ("读错而未起疑", "Wrong, undoubted"),
    "silent": ("漏读而未声明", "Lost, unsaid"),
}

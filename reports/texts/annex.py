"""The annex: methods and receipts."""

WORDS = {
    # methods
    "section_methods": ("方法与容差", "Methods and tolerance"),
    "method_sources": (
        (
            "数字只来自所列文件中印出的数。每个数后的注号指向附录：印出的数列出文件、位置、"
            "原文、单位和读法；算出的数列出算式和所用的注号；计数列出表和条件。"
        ),
        (
            "Figures come from the documents listed and from nowhere else. The number "
            "after a figure leads into the annex: printed figures with document, place, "
            "text, unit and reading; computed ones with formula and inputs; counts with "
            "table and condition."
        ),
    ),
    "method_units": (
        "金额一律以元精确计算；万元、亿元、元在入库时换算一次，不用浮点数。",
        (
            "Money is computed exactly, in yuan; units are converted once, on the way into "
            "the warehouse, and never as floating point."
        ),
    ),
    "method_missing": (
        "没有印出的数写“无数据”并注明原因，从不写作 0；没有上年数据时不作比较。",
        (
            "What is not printed is “no data” with its reason, never 0; without the "
            "earlier year there is no comparison."
        ),
    ),
    "method_additive": (
        (
            "合计只加最末级的行；印出的小计和合计只用于核对。部门汇总与单位本级、"
            "同一文件的新旧版本从不相加。"
        ),
        (
            "Totals add leaves only; printed subtotals and totals serve the checks. A "
            "department's and its unit's documents, or two versions, are never added."
        ),
    ),
    "method_reading": (
        (
            "读法：照印，即数在其表头之下；移正，即该行错位，由表内算式唯一确定其栏；未定，"
            "即算式不能确定，或由图像识别而没有把握；复原，即图像识别有误，"
            "由行与列的算式改正。证实的占比 = 由成立或舍入之内的勾稽关系直接比较的金额 ÷ "
            "可核金额。"
        ),
        (
            "Readings: as printed, under its header; realigned, the row is displaced and "
            "the table's own arithmetic leaves one column; unreconciled, it does not, or "
            "the figure was seen on a picture and not for sure; "
            "restored, a digit misread on a picture was put right by its row and column. "
            "Verified share = money that an identity within tolerance compares directly ÷ "
            "all money that can be verified."
        ),
    ),
    "method_tolerance": (
        (
            "容差：每个印出的数有末位半个单位的舍入误差。n 个数相加，容差为 (n + 1) × "
            "半个末位单位（两位小数的万元为 0.005 万元）；差额在容差之内为“舍入之内”，"
            "超出为“不成立”，缺少某一项为“缺数”。"
        ),
        (
            "Tolerance: each printed figure is rounded to half its last unit. For a sum of "
            "n addends it is (n + 1) × half a unit (0.005 for 万元 with two decimals); "
            "inside it a difference is rounding, beyond it broken; with a part missing the "
            "identity is insufficient."
        ),
    ),
    "method_rates": (
        (
            "执行率 = 执行数 ÷ 全年预算数，没有全年预算数时 ÷ 年初预算数；"
            "与印出的执行率并列。百分数四舍五入到两位小数。"
        ),
        (
            "Execution rate = executed ÷ adjusted budget, where none is printed ÷ "
            "approved; the printed rate stands beside it. Percentages are rounded half up "
            "to two decimals."
        ),
    ),
    "method_projects": (
        "同一项目见于几份文件的，取数最全的一份，不相加。",
        (
            "A project that several documents state is taken from the fullest of them, "
            "never added."
        ),
    ),
    "method_persons": (
        "个人姓名和电话不进入本报告。",
        "Names and telephone numbers of persons are not in this report.",
    ),
    "method_build": (
        "数据来自构建 {build}；同一构建、同样的参数得到逐字节相同的文件。",
        "Data come from build {build}; the same build and options give the same bytes.",
    ),
    # annex
    "section_annex": ("附录：数字的凭据", "Annex: receipts of the figures"),
    "annex_intro": (
        "注号按正文出现的先后编排。凭据号可用 mingzhang explain 查看原文所在的行。",
        (
            "Notes are numbered in reading order. `mingzhang explain` with a receipt's id "
            "shows the printed line."
        ),
    ),
    "table_annex": ("凭据", "Receipts"),
    "table_annex_sub": (
        "印出的数：文件、位置、原文、单位、读法；算出的数：算式；计数：条件",
        "printed: document, place, text, unit, reading; computed: formula; counted: condition",
    ),
    "col_note": ("注", "Note"),
    "col_place": ("文件与位置", "Document and place"),
    "col_label": ("行 / 栏，或算式", "Row / column, or formula"),
    "col_printed": ("原文", "Printed text"),
    "col_reading": ("读法", "Reading"),
    "reading_as_published": ("照印", "as printed"),
    "reading_realigned": ("移正", "realigned"),
    "reading_scanned": ("{reading}·扫描", "{reading}, scan"),
    "reading_restored": ("复原", "restored"),
    "reading_unreconciled": ("未定", "unreconciled"),
    "reading_computed": ("算出", "computed"),
    "reading_counted": ("计数", "counted"),
    "counted_rows": ("{condition}，{rows} 行", "{condition}, {rows} rows"),
    "unit_not_printed": ("未印", "none printed"),
}

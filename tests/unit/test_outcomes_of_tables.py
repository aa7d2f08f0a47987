"""What becomes of tables that are not read, and of those that say less than they could."""

import pytest

from ingest.reading import read_document

TITLES = ["2025年部门支出总表", "部门：示例市示例局 单位：万元"]
SPENDING = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["201", "一般公共服务支出", "30.00", "20.00", "10.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "30.00", "20.00", "10.00"],
    ["2010301", "行政运行", "30.00", "20.00", "10.00"],
    ["合计", "", "30.00", "20.00", "10.00"],
]


def document(*parts):
    """Lines and tables (lists of rows) as a text document."""
    text = "\n\n".join(
        part if isinstance(part, str) else "\n".join("\t".join(row) for row in part)
        for part in parts
    )
    return read_document(text.encode(), "a.txt", "a.txt")


def outcomes(rows):
    """Form, status and reason of each table of a document."""
    return [
        (row["form_id"], row["status"], row["reason_code"])
        for row in rows["outcomes"]
        if row["form_id"]
    ]


def untaken(rows):
    """Reason, label and text of each figure that no record took."""
    return [(row["reason_code"], row["label_text"], row["text"]) for row in rows["untaken"]]


def accounts(*body, head=("科目编码", "科目名称", "合计", "基本支出", "项目支出")):
    """The outcomes and the untaken figures of a budget table with these rows."""
    rows = document(*TITLES, [list(head), *map(list, body)])
    return outcomes(rows), untaken(rows)


def test_a_budget_table_in_a_governments_report_is_the_areas_own():
    title = "示例市2024年预算执行情况和2025年预算草案的报告"
    rows = document(title, "支出总表", "单位：万元", SPENDING)
    assert outcomes(rows) == [("budget_spending_account", "ignored", "region_level")]
    assert not rows.get("amounts")
    assert rows["cells"]


@pytest.mark.parametrize(
    "title",
    ["示例市示例局2024年部门预算执行情况说明", "示例县示例镇人民政府预算公开"],
)
def test_a_departments_report_on_its_budget_is_its_own(title):
    rows = document(title, "支出总表", "单位：万元", SPENDING)
    assert outcomes(rows) == [("budget_spending_account", "parsed", "read")]


LONG = [
    SPENDING[0],
    ["合计", "", "30.00", "20.00", "10.00"],
    *(
        [f"20{i}", name, "6.00", "4.00", "2.00"]
        for i, name in enumerate(("一般公共服务", "外交", "国防", "公共安全", "教育"), start=1)
    ),
]


def test_figures_that_no_row_of_the_form_takes_are_no_empty_table():
    rows = document(
        *TITLES,
        [
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            ["", "一般公共服务支出", "30.00", "20.00", "10.00"],
        ],
    )
    assert outcomes(rows)[0][1:] == ("failed", "no_rows")
    assert [text for _, _, text in untaken(rows)] == ["30.00", "20.00", "10.00"]


def test_a_table_whose_figures_stand_in_no_column_of_the_form_is_no_empty_table():
    rows = document(
        "2025年收支总表",
        "单位：万元",
        [["项目", "预算数", "项目", "预算数"], ["", "30.00", "", "30.00"]],
    )
    assert outcomes(rows) == [
        ("budget_revenue_expenditure_account", "failed", "no_rows"),
        ("budget_revenue_expenditure_account", "failed", "unknown_row"),
        ("budget_revenue_expenditure_account", "failed", "unknown_row"),
    ]


def test_a_table_without_figures_is_empty():
    rows = document(*TITLES, [SPENDING[0], ["201", "一般公共服务支出", "", "", ""]])
    assert outcomes(rows) == [("budget_spending_account", "empty_declared", "empty_table")]


def test_a_table_that_stands_twice_is_read_once():
    rows = document(*TITLES, SPENDING, *TITLES, SPENDING)
    assert outcomes(rows) == [
        ("budget_spending_account", "parsed", "read"),
        ("budget_spending_account", "ignored", "repeats_table"),
    ]
    assert len(rows["amounts"]) == 12


def test_a_table_that_cuts_a_name_and_has_a_note_below_repeats_the_other():
    cut = [[cell.replace("一般公共服务支出", "一般公共服") for cell in row] for row in SPENDING]
    rows = document(
        *TITLES, SPENDING, *TITLES, [*cut, ["注：本表金额因四舍五入可能存在尾差。"]]
    )
    assert [reason for *_, reason in outcomes(rows)] == ["read", "repeats_table"]


def test_a_table_with_another_figure_repeats_nothing():
    other = [*SPENDING[:-1], ["合计", "", "31.00", "20.00", "10.00"]]
    rows = document(*TITLES, SPENDING, *TITLES, other)
    assert [status for _, status, _ in outcomes(rows)] == ["parsed", "parsed"]


def test_no_printed_unit_is_said_and_not_guessed():
    rows = document("2025年部门支出总表", "部门：示例市示例局", SPENDING)
    assert outcomes(rows) == [("budget_spending_account", "partial", "unit_unknown")]
    assert {row["unit_text"] for row in rows["amounts"]} == {None}


@pytest.mark.parametrize("unit", ["元", "千元", "万元", "百万元", "亿元"])
@pytest.mark.parametrize(
    "lines",
    [
        ["支出总表（{}）"],
        ["支出总表", "单位：{}"],
        ["支出总表 金额单位：人民币{}"],
        ["支出总表", "编制单位：示例市示例局 单位：{}"],
        ["支出总表", "单位：{}", "支出总表"],
    ],
)
def test_the_unit_is_taken_from_wherever_it_is_printed(lines, unit):
    rows = document(*[line.format(unit) for line in lines], SPENDING)
    assert {row["unit_text"] for row in rows["amounts"]} == {unit}


def test_the_unit_of_a_header_counts():
    head = ["科目编码", "科目名称", "合计（亿元）", "基本支出", "项目支出"]
    rows = document("支出总表", [head, *SPENDING[1:]])
    assert {row["unit_text"] for row in rows["amounts"]} == {"亿元"}


def test_a_line_printed_whole_is_named():
    rows = document(
        "2025年“三公”经费预算表",
        "单位：万元",
        [
            ["“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"],
            ["9.00", "1.00", "6.00", "2.00"],
        ],
    )
    (_, outcome) = (row for row in rows["outcomes"] if row["record_count"])
    assert outcome["detail"].startswith("vehicles is printed whole")


def test_rows_of_units_are_parts_of_the_total():
    rows = document(
        "2025年“三公”经费预算表",
        "单位：万元",
        [
            ["单位编码", "单位名称", "合计", "因公出国（境）费", "公务用车费", "公务接待费"],
            ["105", "示例局", "9.00", "1.00", "6.00", "2.00"],
            ["105001", "示例局本级", "5.00", "1.00", "4.00", ""],
            ["105002", "示例中心", "4.00", "", "2.00", "2.00"],
        ],
    )
    assert [row["amount_text"] for row in rows["amounts"]] == ["9.00", "1.00", "6.00", "2.00"]
    assert any("2 rows of units" in row["detail"] for row in rows["outcomes"])


def test_a_text_where_a_figure_should_stand_makes_the_table_partial():
    told, left = accounts(
        ("201", "一般公共服务支出", "###", "20.00", "10.00"),
        ("2010301", "行政运行", "30.00", "20.00", "10.00"),
    )
    assert told[0][1:] == ("partial", "figures_not_taken")
    assert told[1][1:] == ("failed", "unreadable_figure")
    assert left == [("unreadable_figure", "一般公共服务支出", "###")]


def test_a_row_with_figures_above_the_first_code_does_not_join_the_head():
    told, left = accounts(
        ("", "本部门支出合计", "###", "20.00", "10.00"),
        ("201", "一般公共服务支出", "30.00", "20.00", "10.00"),
    )
    assert told[0][1:] == ("partial", "figures_not_taken")
    assert [(label, text) for _, label, text in left] == [
        ("本部门支出合计", "20.00"),
        ("本部门支出合计", "10.00"),
    ]


def test_a_column_that_no_measure_takes_is_told_once_and_kept_whole():
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出", "捐赠支出")
    told, left = accounts(
        ("201", "一般公共服务支出", "37.00", "20.00", "10.00", "7.00"),
        ("2010301", "行政运行", "37.00", "20.00", "10.00", "7.00"),
        head=head,
    )
    assert [(status, reason) for _, status, reason in told] == [
        ("partial", "figures_not_taken"),
        ("failed", "unknown_column"),
    ]
    assert [text for _, _, text in left] == ["7.00", "7.00"]


@pytest.mark.parametrize("head", ["比上年增减%", "备注", "序号"])
def test_what_stands_beside_the_money_of_an_account_is_no_figure_left_behind(head):
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出", head)
    told, left = accounts(
        ("201", "一般公共服务支出", "30.00", "20.00", "10.00", "7.00"), head=head
    )
    assert (told[0][1], left) == ("parsed", [])


def test_a_tree_of_codes_that_gave_totals_only_is_not_parsed():
    told, _ = accounts(("", "合计", "30.00", "20.00", "10.00"))
    assert told[0][1:] == ("partial", "only_totals")


def test_a_figure_with_more_decimals_than_the_others_is_marked():
    rows = document(
        *TITLES,
        [
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            ["201", "一般公共服务支出", "30.00", "20.001", "10.00"],
            ["2010301", "行政运行", "30.00", "20.00", "10.00"],
        ],
    )
    marked = {row["amount_text"]: row["has_odd_decimals"] for row in rows["amounts"]}
    assert [text for text, is_odd in marked.items() if is_odd] == ["20.001"]
    assert "20.001" in rows["outcomes"][1 + 1]["detail"] + rows["outcomes"][1]["detail"]


def test_a_cell_that_its_row_and_its_column_refute_alike_is_unreconciled():
    rows = document(
        *TITLES,
        [
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            ["204", "公共安全支出", "79.00", "14.00", "65.00"],
            ["20406", "司法", "79.00", "14.00", "65.00"],
            ["2040601", "行政运行", "14.00", "14.00", "65.00"],
            ["2040604", "基层司法业务", "40.00", "0.00", "40.00"],
            ["2040605", "普法宣传", "25.00", "0.00", "25.00"],
        ],
    )
    doubted = [row for row in rows["amounts"] if row["reading"] != "as_published"]
    assert [(r["code_text"], r["measure"], r["is_refuted"]) for r in doubted] == [
        ("2040601", "project", True)
    ]


def test_a_row_that_lost_a_figure_does_not_publish_the_next_one_in_its_place():
    rows = document(
        *TITLES,
        [
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            ["", "合计", "79.00", "65.00", ""],
            ["204", "公共安全支出", "79.00", "14.00", "65.00"],
            ["2040601", "行政运行", "14.00", "14.00", ""],
            ["2040604", "基层司法业务", "65.00", "", "65.00"],
        ],
    )
    doubted = [row for row in rows["amounts"] if row["reading"] != "as_published"]
    assert [(r["row_key"], r["measure"], r["is_refuted"]) for r in doubted] == [
        ("total", "basic", True)
    ]


@pytest.mark.parametrize("total", [["合", "计"], ["", "合计"], ["合计", ""]])
def test_a_total_whose_name_fell_into_two_cells_is_the_total(total):
    rows = document(
        *TITLES,
        [
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            [*total, "79.00", "14.00", "65.00"],
            ["204", "公共安全支出", "79.00", "14.00", "65.00"],
        ],
    )
    assert {row["row_key"] for row in rows["amounts"]} == {"total", "class"}


def test_the_figures_of_a_column_that_no_form_knows_slip_into_no_other():
    head = ("科目编码", "科目名称", "合计", "示例栏目", "基本支出", "项目支出")
    rows = document(
        *TITLES,
        [
            head,
            ("201", "一般公共服务支出", "37.00", "7.00", "20.00", "10.00"),
            ("2010301", "行政运行", "24.00", "4.00", "20.00", ""),
            ("2010302", "一般行政管理事务", "3.00", "3.00", "", ""),
            ("2010399", "其他事务", "10.00", "", "", "10.00"),
        ],
    )
    read = {(row["code_text"], row["measure"]): row["amount_text"] for row in rows["amounts"]}
    assert read["2010302", "total"] == "3.00"
    assert ("2010302", "basic") not in read
    assert "realigned" not in {row["reading"] for row in rows["amounts"]}
    assert [text for _, _, text in untaken(rows)] == ["7.00", "4.00", "3.00"]


@pytest.mark.parametrize("text", ["见说明", "####", "1O.00"])
def test_a_text_among_the_funds_of_an_account_is_told(text):
    rows = document(
        "2023年度财政拨款收入支出决算表",
        "部门：示例市示例局 单位：万元",
        [
            ["收入", "", "支出", "", "", ""],
            [
                "项目",
                "决算数",
                "项目",
                "合计",
                "一般公共预算财政拨款",
                "政府性基金预算财政拨款",
            ],
            ["一、一般公共预算财政拨款", "30.00", "一、一般公共服务支出", "20.00", "20.00", ""],
            ["", "", "八、社会保障和就业支出", text, "10.00", ""],
            ["本年收入合计", "30.00", "本年支出合计", "30.00", "30.00", ""],
        ],
    )
    assert untaken(rows) == [("unreadable_figure", "八、社会保障和就业支出", text)]
    assert ("一、一般公共服务支出", "20.00") in {
        (row["label_text"], row["amount_text"]) for row in rows["amounts"]
    }


def test_rows_that_nothing_cuts_into_columns_are_said_to_be_lost():
    head = ["一级指标", "二级指标", "三级指标", "指标值", "单位"]
    cells = "".join(f"<td>{text}</td>" for text in head)
    rows = ["产出指标 数量指标 培训人数 90 人", "效益指标 社会效益指标 覆盖率 95 %"]
    lines = "".join(f"<p>{row}</p>" for row in rows)
    body = f"<p>项目支出绩效目标表</p><table><tr>{cells}</tr></table>{lines}"
    landed = read_document(f"<html><body>{body}</body></html>".encode(), "x.html", "x.html")
    (outcome,) = (o for o in landed["outcomes"] if o["form_id"] == "project_targets")
    assert (outcome["status"], outcome["reason_code"]) == ("failed", "no_rows")
    assert "培训人数" in outcome["detail"]


def test_a_head_before_rows_that_nothing_cuts_is_no_empty_table():
    rows = "合计 30.00 20.00 10.00 201 一般公共服务支出 30.00 20.00 10.00"
    found = document(*TITLES, [SPENDING[0]], rows)
    assert outcomes(found)[0][1] == "failed"


def test_a_table_printed_again_without_its_last_rows_repeats_the_other():
    rows = document(*TITLES, LONG, *TITLES, LONG[:-1])
    assert [reason for *_, reason in outcomes(rows)] == ["read", "repeats_table"]


def test_a_table_that_says_half_of_another_is_no_copy_of_it():
    rows = document(*TITLES, LONG, *TITLES, LONG[:3])
    assert [status for _, status, _ in outcomes(rows)] == ["parsed", "parsed"]


ECONOMIC_HEAD = ["科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"]


@pytest.mark.parametrize(
    ("sign", "left"),
    [
        ("……", []),
        ("×", []),
        ("…", []),
        ("损毁", ["损毁", "损毁"]),
        ("30.004.16", ["30.004.16"] * 2),
    ],
)
def test_one_sign_for_nothing_leaves_no_figure_unread(sign, left):
    """Also where classes stand beside each other, and not in rows of one measure a column."""
    rows = document(
        "一般公共预算财政拨款基本支出决算表",
        "部门：示例市示例局 2023年度 单位：万元",
        [
            ECONOMIC_HEAD,
            ["301", "工资福利支出", "90.00", "302", "商品和服务支出", "10.00"],
            ["30101", "基本工资", "90.00", "30201", "办公费", "10.00"],
            ["30102", "津贴补贴", sign, "30202", "印刷费", sign],
        ],
    )
    assert outcomes(rows)[0][:2] == ("basic_spending_economic", "partial" if left else "parsed")
    assert [row["text"] for row in rows["untaken"]] == left
    assert len(rows["amounts"]) == 4


def test_a_title_below_a_project_that_a_grid_follows_is_that_tables():
    rows = document(
        "示例市示例局2025年档案设备购置\n项目名称\n档案设备购置\n立项依据\n按职责设立。\n"
        "项目支出绩效目标表\n部门：示例市示例局",
        [
            ["一级指标", "二级指标", "三级指标", "指标值", "单位"],
            ["产出指标", "数量指标", "购置档案柜", "90", "组"],
        ],
    )
    assert {row["status"] for row in rows["outcomes"]} <= {"parsed", "ignored"}
    assert len(rows["indicators"]) == 1

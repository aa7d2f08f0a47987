"""What a table prints and no record takes says so, with its place."""

import pytest

from ingest.reading import read_document


def read(title, rows):
    text = f"示例市示例局2024年部门预算\n\n{title}\n\n单位：万元\n\n"
    text += "\n".join("\t".join(row) for row in rows)
    return read_document(text.encode(), "a.txt", "a.txt")


def untaken(rows):
    return [(r["reason_code"], r["text"], r["label_text"]) for r in rows["untaken"]]


THREE_PUBLIC = [
    ["项目", "2024年预算数"],
    ["合计", "11.00"],
    ["因公出国（境）费", "2.00"],
    ["公务接待费", "3.00"],
    ["公务用车购置及运行费", "6.00"],
]


def test_a_row_of_an_unknown_label_is_told_figure_by_figure():
    rows = read("2024年“三公”经费预算表", [*THREE_PUBLIC, ["临时往来", "4.00"]])
    assert untaken(rows) == [("unknown_row", "4.00", "临时往来")]


def test_a_row_above_the_first_known_one_does_not_join_the_head():
    rows = read(
        "2024年“三公”经费预算表", [THREE_PUBLIC[0], ["临时往来", "4.00"], *THREE_PUBLIC[1:]]
    )
    assert untaken(rows) == [("unknown_row", "4.00", "临时往来")]
    assert len(rows["amounts"]) == 4


def test_an_unknown_row_of_zeros_is_a_note():
    rows = read("2024年“三公”经费预算表", [*THREE_PUBLIC, ["临时往来", "0.00"]])
    assert not rows.get("untaken")
    assert any("临时往来" in row["detail"] for row in rows["outcomes"])


@pytest.mark.parametrize(
    "note", ["注：本表金额均含税。", "填表人：某某 2024", "说明：公务用车3辆，接待20批次"]
)
def test_notes_below_a_table_are_no_figures(note):
    rows = read("2024年“三公”经费预算表", [*THREE_PUBLIC, [note]])
    assert not rows.get("untaken")


def test_a_text_where_a_figure_should_stand_is_told():
    rows = read("2024年“三公”经费预算表", [*THREE_PUBLIC[:4], ["公务用车费", "####"]])
    assert untaken(rows) == [("unreadable_figure", "####", "公务用车费")]


SPENDING = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["205", "教育支出", "8.00", "8.00", ""],
    ["20502", "普通教育", "8.00", "8.00", ""],
    ["2050201", "学前教育", "3.00", "3.00", ""],
]


def test_two_rows_in_one_whose_code_is_none_are_told():
    row = ["20502022050203", "小学教育初中教育", "3.002.00", "3.002.00", ""]
    rows = read("部门支出总表", [*SPENDING, row])
    assert [(code, text) for code, text, _ in untaken(rows)] == [
        ("unreadable_figure", "3.002.00")
    ] * 2


REST = [
    ["2050202", "小学教育", "", "3.00", "3.00", "", ""],
    ["2050203", "初中教育", "", "1.00", "1.00", "", ""],
]
"""With 学前教育 they are less than 普通教育: no sum says which of their columns is which."""


def in_parts(*parts, unit="单位：万元", below=""):
    """A page of tables, with nothing between them."""
    tables = (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in part)
        + "</table>"
        for part in parts
    )
    head = f"<p>示例市示例局2024年部门预算</p><p>部门支出总表</p><p>{unit}</p>"
    page = f"<html><body>{head}{''.join(tables)}<p>{below}</p></body></html>"
    return read_document(page.encode(), "a.html", "a.html")


def test_rows_that_go_on_with_a_table_on_other_columns_are_told_as_its_own():
    rows = in_parts(SPENDING, REST)
    assert untaken(rows) == [
        ("unknown_row", text, label)
        for text, label in [("3.00", "小学教育")] * 2 + [("1.00", "初中教育")] * 2
    ]
    assert {row["code_text"] for row in rows["untaken"]} == {"2050202", "2050203"}
    states = {row["locator"]: (row["status"], row["form_id"]) for row in rows["outcomes"]}
    assert ("partial", "budget_spending_account") in states.values()
    assert ("failed", "budget_spending_account") in states.values()


def test_rows_on_other_columns_are_rows_of_the_table_where_its_sums_say_so():
    rest = [REST[0], ["2050203", "初中教育", "", "2.00", "2.00", "", ""]]
    rows = in_parts(SPENDING, rest)
    found = {(a["code_text"], a["measure"]): a["amount_text"] for a in rows["amounts"]}
    assert found["2050203", "basic"] == "2.00"
    assert not untaken(rows)


def test_a_unit_below_the_last_part_of_a_table_is_that_of_all():
    """The second part prints the head again, with a column of remarks: a table of its own."""
    rows = [[*row, "备注"] if row is SPENDING[0] else [*row, ""] for row in SPENDING]
    rest = [rows[0], ["2050202", "小学教育", "3.00", "3.00", "", ""]]
    read_of = in_parts(SPENDING, rest, unit="", below="说明：本表以“元”为金额单位。")
    units = {(a["block_no"], a["unit_text"]) for a in read_of["amounts"]}
    assert {unit for _, unit in units} == {"元"}
    assert len(units) == 2
    assert not any(row["reason_code"] == "unit_unknown" for row in read_of["outcomes"])


def test_lines_of_indicators_that_nothing_cuts_are_told_as_rows_of_their_table():
    head = ["一级指标", "二级指标", "三级指标", "指标值"]
    table = [head, ["产出指标", "数量指标", "培训次数", "≥4次"]]
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in table)
    page = (
        "<html><body><p>示例市示例局2024年项目支出绩效目标表</p><p>项目名称：水质监测</p>"
        f"<table>{cells}</table><p>产出指标 质量指标 合格率 90 %</p>"
        "<p>效益指标 社会效益指标 知晓率 80 %</p></body></html>"
    )
    rows = read_document(page.encode(), "a.html", "a.html")
    assert untaken(rows) == [
        ("unknown_row", "90", "产出指标"),
        ("unknown_row", "80", "效益指标"),
    ]
    assert rows["outcomes"][0]["status"] == "partial"


def test_columns_that_a_page_cuts_off_are_told_as_those_of_their_table():
    left = [["科目编码", "科目名称", "合计", "基本支出"], ["205", "教育支出", "9.00", "6.00"]]
    right = [["项目支出", "经营支出"], ["3.00", ""]]
    rows = in_parts(left, right)
    assert untaken(rows) == [("unknown_column", "3.00", None)]
    assert [row["column_text"] for row in rows["untaken"]] == ["项目支出"]
    assert rows["outcomes"][0]["status"] == "partial"


@pytest.mark.parametrize(
    "other",
    [
        [["合计", "基本支出"], ["9.00", "6.00"]],
        [["批次", "人数"], ["3", "40"]],
        [["项目支出", "说明"], ["3.00", "含结转"]],
    ],
    ids=["the same columns", "columns of another table", "words in its rows"],
)
def test_another_table_without_names_is_no_part(other):
    left = [["科目编码", "科目名称", "合计", "基本支出"], ["205", "教育支出", "9.00", "6.00"]]
    assert not in_parts(left, other).get("untaken")


def test_codes_of_another_classification_do_not_go_on_with_a_table():
    other = [["30101", "基本工资", "", "3.00", "3.00", "", ""]]
    assert not in_parts(SPENDING, other).get("untaken")


def test_a_column_that_compares_others_is_set_aside():
    rows = [
        [*row, text]
        for row, text in zip(THREE_PUBLIC, ["增减%", "1.0", "2", "3", "4"], strict=True)
    ]
    assert not read("2024年“三公”经费预算表", rows).get("untaken")


ACCOUNT = [
    ["收入", "", "支出", ""],
    ["项目", "预算数", "项目", "预算数"],
    ["一、财政拨款收入", "9.00", "一、一般公共服务支出", "9.00"],
    ["收入总计", "9.00", "支出总计", "9.00"],
]


def test_an_amount_of_an_account_beside_no_label_is_told():
    rows = read("收支总表", [*ACCOUNT[:3], ["", "5.00", "", ""], ACCOUNT[3]])
    assert untaken(rows) == [("unknown_row", "5.00", None)]


def test_a_column_of_an_account_that_no_measure_takes_is_told_once():
    rows = read(
        "收支总表",
        [
            ["收入", "", "支出", "", ""],
            ["项目", "预算数", "项目", "预算数", "待分配数"],
            ["一、财政拨款收入", "9.00", "一、教育支出", "6.00", "1.00"],
            ["", "", "二、住房保障支出", "3.00", "1.00"],
            ["收入总计", "9.00", "支出总计", "9.00", "2.00"],
        ],
    )
    assert [(reason, text) for reason, text, _ in untaken(rows)] == [("unknown_column", "1.00")]


def test_classes_that_an_economic_table_does_not_know_are_told():
    rows = read(
        "一般公共预算基本支出表",
        [
            ["人员经费", "", "", "公用经费", "", ""],
            ["科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"],
            ["301", "工资福利支出", "8.00", "302", "商品和服务支出", "2.00"],
            ["30101", "基本工资", "8.00", "30201", "办公费", "2.00"],
            ["501", "机关工资福利支出", "7.00", "", "", ""],
            ["人员经费合计", "", "8.00", "公用经费合计", "", "2.00"],
        ],
    )
    assert untaken(rows) == [("unknown_row", "7.00", "机关工资福利支出")]


def test_a_class_in_groups_whose_amount_cannot_be_read_says_which_it_is():
    rows = [
        ["人员经费", "", "", "公用经费", "", ""],
        ["科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"],
        ["301", "工资福利支出", "########", "302", "商品和服务支出", "40.00"],
        ["30101", "基本工资", "120.00", "30201", "办公费", "40.00"],
        ["人员经费合计", "", "120.00", "公用经费合计", "", "40.00"],
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    above = "示例市示例局2023年度部门决算<br>一般公共预算财政拨款基本支出决算表<br>单位：万元"
    data = f"<html><body><p>{above}</p><table>{cells}</table></body></html>".encode()
    (lost,) = read_document(data, "a.html", "a.html")["untaken"]
    assert (lost["row_key"], lost["code_text"], lost["measure"]) == ("class", "301", "amount")

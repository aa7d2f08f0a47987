"""Funding tables and heads of projects' indicator tables."""

import pytest

from ingest.reading import read_document

FUNDS = [
    [
        "项目资金（万元）",
        "",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    ],
    ["", "年度资金总额", "30.00", "30.00", "15.00", "10", "50.00", "5.00"],
    ["", "其中：当年财政拨款", "30.00", "30.00", "15.00", "", "", ""],
]
HEAD = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因",
]
FIRST = ["产出指标", "数量指标", "培训期数", "≥5期", "5期", "40.00", "40.00", "无"]
SECOND = ["效益指标", "社会效益指标", "群众知晓率", "≥90%", "95%", "50.00", "50.00", "无"]
TOTAL = ["总分", "", "", "", "", "100", "95.00", "优"]


def head(name="人才培训经费", funds=FUNDS):
    """The rows above the indicators of a project."""
    return [["项目名称", "", name], ["主管部门", "", "示例市示例局"], *funds]


def document(rows, layout):
    """One self-evaluation table with these rows."""
    if layout == "txt":
        body = "\n".join("\t".join(row) for row in rows)
        text = f"示例市示例局2024年度项目支出绩效自评表\n\n{body}\n"
    else:
        width = max(map(len, rows))
        cells = (
            "".join(f"<td>{cell}</td>" for cell in [*row, *[""] * (width - len(row))])
            for row in rows
        )
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        text = (
            "<html><body><p>示例市示例局2024年度项目支出绩效自评表</p>"
            f"<table>{body}</table></body></html>"
        )
    return read_document(text.encode(), f"a.{layout}", "a")


def funds(*lines, figures=()):
    """The funding rows with more lines below, blank but for those with figures."""
    return [*FUNDS, *(["", line, *figures, *[""] * (6 - len(figures))] for line in lines)]


def blank_lines(rows):
    """The blank lines of a document, with their project."""
    return [(row["row_key"], row["project_no"]) for row in rows["blank_lines"]]


@pytest.mark.parametrize("layout", ["txt", "html"])
def test_lines_that_are_printed_and_blank_are_told(layout):
    table = [*head(funds=funds("上年结转资金", "其他资金")), HEAD, FIRST, SECOND, TOTAL]
    rows = document(table, layout)
    assert blank_lines(rows) == [("carryover", 1), ("other_funds", 1)]
    assert len(rows["amounts"]) == 11


def test_lines_that_are_absent_are_not_blank():
    rows = document([*head(), HEAD, FIRST, SECOND, TOTAL], "txt")
    assert blank_lines(rows) == []


def test_no_line_is_blank_beside_funds_that_the_form_does_not_know():
    lines = [*funds("上年结转资金"), ["", "社会捐赠款", "1.00", "1.00", "1.00"]]
    rows = document([*head(funds=lines), HEAD, FIRST, SECOND, TOTAL], "txt")
    assert blank_lines(rows) == []


@pytest.mark.parametrize("layout", ["txt", "html"])
def test_a_head_that_stands_again_after_a_page_begins_no_project(layout):
    rows = document([*head(), HEAD, FIRST, *head(), HEAD, SECOND, TOTAL], layout)
    (project,) = rows["projects"]
    assert (project["name_text"], project["grade_text"]) == ("人才培训经费", "优")
    assert [row["project_no"] for row in rows["indicators"]] == [1, 1]
    once = document([*head(), HEAD, FIRST, SECOND, TOTAL], layout)
    said = [(row["row_key"], row["measure"], row["amount"]) for row in rows["amounts"]]
    assert said == [(row["row_key"], row["measure"], row["amount"]) for row in once["amounts"]]
    assert {row["project_no"] for row in rows["amounts"]} == {1}
    printed = sum(1 for row in rows["cells"] if row["text"] == "年度资金总额")
    assert printed == 2


@pytest.mark.parametrize(
    "second",
    [
        head("设备购置经费"),
        head(funds=[FUNDS[0], ["", "年度资金总额", "31.00", "30.00", "15.00"]]),
    ],
    ids=["another name", "other funds"],
)
def test_another_head_begins_a_project(second):
    rows = document([*head(), HEAD, FIRST, *second, HEAD, SECOND, TOTAL], "txt")
    assert [row["project_no"] for row in rows["projects"]] == [1, 2]
    assert [row["project_no"] for row in rows["indicators"]] == [1, 2]


def test_a_project_whose_points_are_summed_up_is_complete():
    rows = document([*head(), HEAD, FIRST, TOTAL, *head(), HEAD, SECOND, TOTAL], "txt")
    assert [row["project_no"] for row in rows["projects"]] == [1, 2]


def test_a_note_below_a_table_does_not_make_it_another():
    table = [*head(), HEAD, FIRST, SECOND, TOTAL]
    note = "注：本表金额换算为万元时因四舍五入可能存在尾差。"
    title = "示例市示例局2024年度项目支出绩效自评表"
    text = "\n\n".join(
        title + "\n\n" + "\n".join("\t".join(row) for row in rows)
        for rows in (table, [*table, [note]])
    )
    rows = read_document(text.encode(), "a.txt", "a")
    reasons = [row["reason_code"] for row in rows["outcomes"] if row["form_id"]]
    assert reasons == ["read", "repeats_table"]


@pytest.mark.parametrize("layout", ["txt", "html"])
@pytest.mark.parametrize(
    "row",
    [
        ["评价结论", "项目完成较好"],
        ["存在的问题及原因分析", "进度较慢"],
        ["说明", "略"],
        ["项目负责人：王样例", "", "", "", "财务负责人：", ""],
        ["填表人", "王样例", "", "联系电话", "0000-0000"],
        ["经办人：王样例　审核人：李样例"],
        ["自评小组组长", "王样例"],
    ],
    ids=lambda row: row[0][:6],
)
def test_what_closes_a_table_is_no_indicator(row, layout):
    rows = document([*head(), HEAD, FIRST, SECOND, TOTAL, row], layout)
    assert [i["indicator_text"] for i in rows["indicators"]] == ["培训期数", "群众知晓率"]
    rows = document([*head(), HEAD, FIRST, SECOND, row], layout)
    assert [i["indicator_text"] for i in rows["indicators"]] == ["培训期数", "群众知晓率"]


@pytest.mark.parametrize("layout", ["txt", "html"])
def test_an_indicator_may_be_called_like_a_signature(layout):
    named = ["", "", "项目审核", "≥5次", "6次", "10.00", "10.00", "无"]
    rows = document([*head(), HEAD, FIRST, named, SECOND, TOTAL], layout)
    assert [i["indicator_text"] for i in rows["indicators"]][1] == "项目审核"


@pytest.mark.parametrize("layout", ["txt", "html"])
def test_a_score_in_the_head_that_a_page_prints_again_is_one(layout):
    score = ["自评得分", "95", "", "自评等级", "优"]
    part = [*head()[:1], score, *head()[1:]]
    rows = document([*part, HEAD, FIRST, *part, HEAD, SECOND], layout)
    (project,) = rows["projects"]
    assert (project["grade_text"], project["total_score_text"]) == ("优", "95")
    assert sum(row["row_key"] == "score_total" for row in rows["amounts"]) == 1


@pytest.mark.parametrize(
    ("cells", "reason", "text"),
    [
        (["", "社会捐赠款", "1.00", "", ""], "unknown_row", "1.00"),
        (["", "其他资金", "###", "", ""], "unreadable_figure", "###"),
    ],
)
def test_money_that_is_not_taken_says_so(cells, reason, text):
    rows = document([*head(funds=[*FUNDS, cells]), HEAD, FIRST, SECOND, TOTAL], "html")
    told = [(row["reason_code"], row["text"]) for row in rows["untaken"]]
    assert (reason, text) in told
    assert rows["outcomes"][0]["status"] == "partial"


def test_a_figure_under_a_head_of_no_form_leaves_the_others_where_they_stand():
    lines = [[*FUNDS[0], "监督方式"], [*FUNDS[1], "7"], [*FUNDS[2], ""]]
    rows = document([*head(funds=lines), HEAD, FIRST, SECOND, TOTAL], "html")
    total = {r["measure"]: r["amount_text"] for r in rows["amounts"] if r["row_key"] == "total"}
    assert [total[m] for m in ("approved", "adjusted", "executed")] == [
        "30.00",
        "30.00",
        "15.00",
    ]
    assert ("unknown_column", "7") in [(r["reason_code"], r["text"]) for r in rows["untaken"]]


def test_a_head_over_several_columns_names_the_indicators_in_the_last_of_them():
    heads = ["绩效指标", "", "", "绩效目标值", "目标完成值", "分值", "得分"]
    rows = document([*head(), heads, FIRST[:7], SECOND[:7], TOTAL], "html")
    found = [
        (r["level1_text"], r["indicator_text"], r["actual_text"]) for r in rows["indicators"]
    ]
    assert found == [("产出指标", "培训期数", "5期"), ("效益指标", "群众知晓率", "95%")]


def test_money_in_a_row_of_its_own_over_a_table_is_the_projects():
    lines = [["项目名称：培训经费"], ["项目金额（万元）：47.35"], ["绩效目标：完成培训"]]
    heads = ["一级指标", "二级指标", "三级指标", "指标值"]
    cells = "".join(
        f"<tr>{''.join(f'<td>{c}</td>' for c in [*row, *[''] * (4 - len(row))])}</tr>"
        for row in [*lines, heads, FIRST[:4], SECOND[:4]]
    )
    page = f"<p>示例市示例局2025年项目支出绩效目标表</p><table>{cells}</table>"
    rows = read_document(f"<html><body>{page}</body></html>".encode(), "a.html", "a")
    assert [(r["measure"], r["amount_text"]) for r in rows["amounts"]] == [
        ("approved", "47.35")
    ]
    assert rows["projects"][0]["name_text"] == "培训经费"


TARGETS = "2025年部门项目支出绩效目标表"
TARGET_HEAD = ["项目名称", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"]


def promise(project, name, target, unit):
    return [project, "产出指标", "数量指标", name, ">=", target, unit]


def targets(*rows):
    """A table of projects' targets with these rows under its head."""
    lines = ["\t".join(row) for row in [TARGET_HEAD, *rows]]
    text = "\n".join(["示例市示例局2025年部门预算", "", TARGETS, "单位：万元", *lines, ""])
    return read_document(text.encode(), "a.txt", "a")


@pytest.mark.parametrize("above", [[TARGETS], ["单位：万元"], [TARGETS, "单位：万元"]])
def test_a_title_that_stands_again_inside_a_table_is_no_project(above):
    again = [[line, *[""] * 6] for line in above]
    found = targets(
        promise("甲项目", "检查次数", "6", "次"),
        *again,
        TARGET_HEAD,
        promise("乙项目", "培训期数", "5", "期"),
    )
    assert [row["name_text"] for row in found["projects"]] == ["甲项目", "乙项目"]


def test_a_unit_is_no_target_of_a_row_without_one():
    found = targets(promise("甲项目", "检查次数", "6", "次"), promise("", "满意度", "", "%"))[
        "indicators"
    ]
    assert [(row["target_text"], row["unit_text"]) for row in found] == [
        ("6", "次"),
        (None, "%"),
    ]


def test_a_level_is_no_indicator_of_a_row_that_lost_its_name():
    lost = ["", "", "时效指标", "", "=", "及时", ""]
    found = targets(promise("甲项目", "检查次数", "6", "次"), lost)["indicators"]
    assert "时效指标" not in {
        row["indicator_text"] for row in found if row["reading"] != "unreconciled"
    }


def test_figures_of_funds_may_carry_the_unit_of_their_head():
    lines = [[cell.replace("30.00", "30.00万元") for cell in row] for row in FUNDS]
    plain = document([*head(), HEAD, FIRST, SECOND, TOTAL], "html")["amounts"]
    found = document([*head(funds=lines), HEAD, FIRST, SECOND, TOTAL], "html")["amounts"]
    said = [(a["row_key"], a["measure"], a["amount"], a["unit_text"]) for a in found]
    assert said == [(a["row_key"], a["measure"], a["amount"], a["unit_text"]) for a in plain]


def test_a_table_without_its_projects_name_is_not_of_the_project_before():
    rows = [*head(), HEAD, FIRST, SECOND, TOTAL]
    text = "\n".join("\t".join(row) for row in rows)
    nameless = "\n".join("\t".join(row) for row in rows[1:])
    title = "示例市示例局2024年度项目支出绩效自评表"
    data = f"{title}\n\n{text}\n\n{title}\n\n{nameless}\n".encode()
    found = read_document(data, "a.txt", "a")
    assert [i["project_no"] for i in found["indicators"]] == [1, 1, None, None]


SAID = [
    "项目名称\n水质监测",
    "立项依据\n部门职责。",
    "项目实施单位\n示例监测站",
    "项目基本概况\n按年开展。",
    "项目实施内容\n开展监测。",
    "资金安排情况\n年初预算资金5.10万元。",
]


def test_a_label_over_a_table_is_no_field_of_another_project():
    head = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "单位", "指标内容"]
    first = ["产出指标", "数量指标", "检查次数", "=", "4", "次", "反映检查次数的情况。"]
    rows = [["部门名称：示例市示例局", "", "", "", "", "", "2024年度"], head, first]
    table = "\n".join("\t".join(row) for row in rows)
    said = "\n".join(f"{no}、{text}" for no, text in zip("一二三四五六", SAID, strict=True))
    text = f"示例市示例局2024年水质监测\n\n{said}\n七、项目绩效目标表\n\n{table}\n"
    found = read_document(text.encode(), "a.txt", "a")
    assert [i["project_no"] for i in found["indicators"]] == [1]


def test_a_table_behind_one_of_another_project_that_was_not_read_is_of_neither():
    rows = [HEAD, FIRST, SECOND, TOTAL]
    text = "\n".join("\t".join(row) for row in rows)
    title = "示例市示例局2024年度项目支出绩效自评表"
    named = "\n".join("\t".join(row) for row in [*head(), *rows])
    unread = "项目名称\t校舍维修经费\n起止时间\t2024年1月至12月\n金额\t20.00"
    found = read_document(
        f"{title}\n\n{named}\n\n甲情况\n\n{unread}\n\n{title}\n\n{text}\n".encode(),
        "a.txt",
        "a",
    )
    assert [i["project_no"] for i in found["indicators"]] == [1, 1, None, None]


def test_a_table_under_a_project_told_in_words_is_of_that_project():
    rows = [HEAD, FIRST, SECOND, TOTAL]
    text = "\n".join("\t".join(row) for row in rows)
    title = "示例市示例局2024年度项目支出绩效自评表"
    named = "\n".join("\t".join(row) for row in [*head(), *rows])
    above = "主管部门：示例市示例局"
    found = read_document(
        f"{title}\n\n{named}\n\n{title}\n{above}\n\n{text}\n".encode(), "a.txt", "a"
    )
    assert [i["project_no"] for i in found["indicators"]] == [1, 1, 1, 1]

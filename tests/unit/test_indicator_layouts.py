"""Heads, names, levels and funds as provinces print them in tables of indicators."""

from decimal import Decimal

import pytest

from ingest.reading import read_document

TITLE = "示例市示例局2024年度项目支出绩效自评表"
PLAN = "示例市示例局2024年项目支出绩效目标表"
NAME = ["项目名称", "航标维护"]
HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROW = ["产出指标", "数量指标", "维护航标", "≥40座", "44座", "50", "48"]
OTHER = ["效益指标", "社会效益指标", "通航保证率", "≥95%", "97%", "40", "40"]
TARGETS = [["一级指标", "二级指标", "三级指标", "指标值"], ROW[:4]]


def read(*rows, title=TITLE, unit="单位：万元"):
    """What is read of a web page with one table of these rows."""
    width = max(map(len, rows))
    cells = (
        "".join(f"<td>{cell}</td>" for cell in [*row, *[""] * (width - len(row))])
        for row in rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    page = f"<html><body><p>{title}</p><p>{unit}</p><table>{body}</table></body></html>"
    return read_document(page.encode(), "a.html", "a")


def indicators(found):
    """The indicators as level 1, level 2, name, target, actual, weight and score."""
    names = ("level1", "level2", "indicator", "target", "actual", "weight", "score")
    return [[row[f"{name}_text"] or "" for name in names] for row in found["indicators"]]


def money(found):
    """The amounts of the funds by line and measure."""
    return {
        (a["row_key"], a["measure"]): str(a["amount"])
        for a in found["amounts"]
        if a["reading"] != "unreconciled" and a["row_key"] != "score_total"
    }


def told(found):
    """The reasons of what was not taken, with its text."""
    return {(u["reason_code"], u["text"]) for u in found["untaken"]}


@pytest.mark.parametrize(
    "name", ["指标", "指标内容", "考核指标", "绩效指标"], ids=["指标", "内容", "考核", "绩效"]
)
def test_a_head_that_says_no_more_than_indicator_names_them(name):
    found = read(NAME, [*HEAD[:2], name, *HEAD[3:]], ROW, OTHER)
    assert indicators(found) == [ROW, OTHER]


def test_second_levels_name_the_indicators_where_nothing_else_does():
    head = ["一级指标", "二级指标", *HEAD[3:]]
    found = read(NAME, head, [ROW[0], *ROW[2:]], [OTHER[0], *OTHER[2:]])
    assert indicators(found) == [[ROW[0], "", *ROW[2:]], [OTHER[0], "", *OTHER[2:]]]


@pytest.mark.parametrize("head", [["指标类别", ""], ["", ""], ["类型", "类型"]], ids=str)
def test_levels_without_a_head_are_known_by_their_names(head):
    found = read(NAME, [*head, "指标名称", *HEAD[3:]], ROW, OTHER)
    assert indicators(found) == [ROW, OTHER]


def test_points_of_levels_are_not_those_of_their_indicators():
    head = [HEAD[0], "分值", HEAD[1], "分值", *HEAD[2:]]
    found = read(NAME, head, [ROW[0], "60", ROW[1], "50", *ROW[2:]], OTHER[:0])
    assert indicators(found) == [ROW]


def test_the_lower_row_of_a_head_is_read_with_the_upper_one():
    upper = [*HEAD[:3], "年度指标值", "", "", *HEAD[4:]]
    lower = ["", "", "", "指标性质", "指标值", "度量单位"]
    found = read(NAME, upper, lower, [*ROW[:3], "≥", "40", "座", *ROW[4:]])
    (indicator,) = found["indicators"]
    assert (indicator["operator_text"], indicator["target_text"]) == ("≥", "40")
    assert (indicator["unit_text"], indicator["actual_text"]) == ("座", "44座")


def test_a_target_may_stand_under_no_more_than_goal():
    found = read(NAME, [*HEAD[:3], "年度目标"], ROW[:4], title=PLAN)
    assert indicators(found) == [[*ROW[:4], "", "", ""]]


def test_what_a_template_leaves_to_fill_in_is_no_indicator():
    rows = [[*ROW[:2], "指标1：维护航标", *ROW[3:]], ["", "", "指标2："], ["", "", "……"]]
    assert indicators(read(NAME, HEAD, *rows)) == [ROW]


def test_a_total_of_points_may_say_so_behind_the_figure():
    found = read(NAME, HEAD, ROW, ["总分", "", "", "", "", "100分", "96.5分"])
    totals = {a["measure"]: a["amount"] for a in found["amounts"]}
    assert totals == {"weight": Decimal(100), "score": Decimal("96.5")}


def test_lines_of_the_funds_may_be_heads():
    head = ["资金来源", "合计", "财政拨款", "其他资金"]
    rows = [["全年预算数", "40.00", "36.00", "4.00"], ["全年执行数", "38.00", "34.00", "4.00"]]
    assert money(read(NAME, head, *rows, HEAD, ROW)) == {
        ("total", "adjusted"): "40.00", ("total", "executed"): "38.00",
        ("appropriation", "adjusted"): "36.00", ("appropriation", "executed"): "34.00",
        ("other_funds", "adjusted"): "4.00", ("other_funds", "executed"): "4.00",
    }  # fmt: skip


def test_a_stage_without_amounts_closes_no_funds():
    head = ["资金来源", "合计", "财政拨款"]
    rows = [["年初预算数", "", ""], ["全年执行数", "38.00", "34.00"]]
    assert money(read(NAME, head, *rows, HEAD, ROW)) == {
        ("total", "executed"): "38.00",
        ("appropriation", "executed"): "34.00",
    }


def test_a_line_below_a_pair_has_its_measure():
    pairs = ["预算数：", "60.00", "执行数：", "57.30"]
    parts = ["其中-财政拨款：", "50.00", "其中-财政拨款：", "47.30"]
    assert money(read(NAME, pairs, parts, HEAD, ROW)) == {
        ("total", "approved"): "60.00", ("total", "executed"): "57.30",
        ("appropriation", "approved"): "50.00", ("appropriation", "executed"): "47.30",
    }  # fmt: skip


@pytest.mark.parametrize("is_first", [True, False])
def test_what_stands_under_the_whole_project_is_not_the_years(is_first):
    whole = [["实施期资金总额：", "210.00"], ["其中：财政拨款", "150.00"]]
    year = [["年度资金总额：", "70.00"], ["其中：财政拨款", "60.00"]]
    sides = (whole, year) if is_first else (year, whole)
    rows = [[*left, *right] for left, right in zip(*sides, strict=True)]
    found = read(NAME, *rows, *TARGETS, title=PLAN)
    expected = {("total", "approved"): "70.00", ("appropriation", "approved"): "60.00"}
    assert money(found) == expected
    assert told(found) == {("unknown_row", "210.00"), ("unknown_row", "150.00")}


def test_the_whole_projects_funds_are_the_years_where_none_else_are_printed():
    found = read(
        NAME, ["项目总预算", "50.00"], ["其中：财政拨款", "45.00"], *TARGETS, title=PLAN
    )
    assert money(found) == {
        ("total", "approved"): "50.00",
        ("appropriation", "approved"): "45.00",
    }


def test_an_amount_nobody_can_read_is_told():
    found = read(
        NAME, ["年度资金总额", "####"], ["其中：财政拨款", "45.00"], *TARGETS, title=PLAN
    )
    assert money(found) == {("appropriation", "approved"): "45.00"}
    assert told(found) == {("unreadable_figure", "####")}


def test_parts_without_a_measure_are_told():
    funds = ["项目资金", "年初预算数", "全年执行数"], ["年度资金总额", "90.00", "88.00"]
    found = read(NAME, *funds, ["其中：一般公共预算：70.00"], HEAD, ROW)
    assert told(found) == {("unknown_row", "70.00")}


def test_a_rate_beside_its_label_is_read():
    found = read(
        NAME, ["全年预算数", "95.00", "全年执行数", "90.25", "执行率", "95%"], HEAD, ROW
    )
    assert money(found)["total", "execution_rate"] == "95"


def test_figures_under_their_heads_without_a_label_are_the_total():
    found = read(
        NAME, ["", "预算数", "执行数", "执行率"], ["", "80.00", "60.00", "75%"], HEAD, ROW
    )
    assert money(found) == {
        ("total", "approved"): "80.00", ("total", "executed"): "60.00",
        ("total", "execution_rate"): "75",
    }  # fmt: skip


FUNDS = ["预算执行", "年度预算数", "年初预算", "调整后预算数", "预算执行数", "预算执行率"]


def test_funds_a_cell_off_their_heads_are_put_back():
    found = read(NAME, FUNDS, ["总额", "90.00", "84.00", "75.60", "90.00%"], HEAD, ROW)
    assert money(found) == {
        ("total", "approved"): "90.00", ("total", "adjusted"): "84.00",
        ("total", "executed"): "75.60", ("total", "execution_rate"): "90.00",
    }  # fmt: skip
    assert {a["reading"] for a in found["amounts"] if a["row_key"] == "total"} == {"realigned"}


def test_a_rate_is_never_an_amount_of_money():
    found = read(NAME, FUNDS, ["总额", "90.00", "84.00", "75.60", "91.00%"], HEAD, ROW)
    assert money(found) == {}


def test_projects_in_rows_bring_their_money_once():
    head = ["项目名称", "预算金额", "年度目标", *HEAD[:3], "指标值"]
    rows = [["航标维护", "30.00", "完成", *ROW[:4]], ["航标维护", "30.00", "", *OTHER[:4]],
            ["疏浚", "20.00", "完成", *ROW[:4]]]  # fmt: skip
    found = read(head, *rows, title=PLAN)
    assert [(a["project_no"], str(a["amount"])) for a in found["amounts"]] == [
        (1, "30.00"), (2, "20.00"),
    ]  # fmt: skip
    assert [p["name_text"] for p in found["projects"]] == ["航标维护", "疏浚"]


def test_who_carries_a_project_out_goes_before_whose_budget_it_is_in():
    found = read(["预算单位", "示例市示例局"], ["实施单位（盖章）", "示例站"], NAME, HEAD, ROW)
    assert found["projects"][0]["implementing_unit_text"] == "示例站"


def test_several_amounts_in_one_cell_are_read_once_and_told():
    cell = "年度资金总额：50.00万元，其中：财政拨款：45.00万元"
    found = read(NAME, ["资金情况", cell], *TARGETS, title=PLAN)
    assert money(found) == {("total", "approved"): "50.00"}
    assert told(found) == {("unknown_row", "45.00")}


@pytest.mark.parametrize(
    "title",
    ["2024年度绩效自评表（项目支出）", "2024年项目支出绩效自评报告表",
     "项目支出绩效自评指标表（2024年）"],
)  # fmt: skip
def test_a_self_evaluation_is_known_by_its_title_in_more_words(title):
    assert len(indicators(read(NAME, HEAD, ROW, OTHER, title=title))) == 2


@pytest.mark.parametrize("label", ["1.项目名称", "项目名称及编码", "（一）项目名称"])
def test_a_project_is_named_behind_a_numbered_label(label):
    found = read([label, "航标维护"], HEAD, ROW, OTHER)
    assert [project["name_text"] for project in found["projects"]] == ["航标维护"]


@pytest.mark.parametrize(
    "levels", [["指标一级", "指标二级", "指标三级"], ["一级", "二级", "三级"]]
)
def test_levels_are_known_in_either_order_and_alone(levels):
    (first, second) = indicators(read(NAME, [*levels, *HEAD[3:]], ROW, OTHER))
    assert (first[:3], second[0]) == (ROW[:3], "效益指标")

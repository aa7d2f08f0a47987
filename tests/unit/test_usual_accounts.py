"""Accounts under the heads, titles and lines that offices give them."""

from decimal import Decimal

import pytest
from usual_pages import COVER, LABEL, UNIT, markup, page, text, word

from ingest.reading import read_document

INCOME = [
    "一、一般公共预算财政拨款收入",
    "八、其他收入",
    "本年收入合计",
    "年初结转和结余",
    "总计",
]
SPENDING = ["一、一般公共服务支出", "八、社会保障和就业支出", "本年支出合计", "年末结转和结余",
            "总计"]  # fmt: skip
AMOUNTS = [("1,001.50", "991.50"), ("20.00", "30.00"), ("1,021.50", "1,021.50"),
           ("5.00", "5.00"), ("1,026.50", "1,026.50")]  # fmt: skip


def over(title):
    return [COVER, title, "公开01表", LABEL, UNIT]


def account(head="决算数", first="项目", numbered=True, income=INCOME):
    """The rows of an account of two sides, with line numbers or without."""
    between = ["行次"] if numbered else []
    rows = [["收入", *[""] * (1 + numbered), "支出", *[""] * (1 + numbered)]]
    rows.append([first, *between, head, first, *between, head])
    for i, (left, right, (earned, spent)) in enumerate(
        zip(income, SPENDING, AMOUNTS, strict=True), start=1
    ):
        numbers = [[str(i)], [str(i + 5)]] if numbered else [[], []]
        rows.append([left, *numbers[0], earned, right, *numbers[1], spent])
    return rows


def amounts(data, name="a.html"):
    """By side and label, or by code and measure, the amounts that a document gives."""
    rows = read_document(data, name, name)
    return {
        (row["side"], row["label_text"]) if row["side"] else (row["code_text"], row["measure"]):
        row["amount"]
        for row in rows.get("amounts", [])
    }  # fmt: skip


def right(income=INCOME):
    sides = (("income", income, 0), ("expenditure", SPENDING, 1))
    return {
        (side, label): Decimal(AMOUNTS[i][column].replace(",", ""))
        for side, labels, column in sides
        for i, label in enumerate(labels)
    }


@pytest.mark.parametrize(
    "head",
    ["决算数", "金额", "本年决算数", "2023年度决算数", "本年数", "决算", "执行数", "统计数",
     "本年发生额", "2023年", "合计", "数额", "决算数（万元）", "收支金额", "本期数"],
)  # fmt: skip
@pytest.mark.parametrize("numbered", [True, False])
def test_what_stands_over_the_one_column_of_a_side_decides_nothing(head, numbered):
    rows = account(head, numbered=numbered)
    assert amounts(page(over("收入支出决算总表"), markup(rows))) == right()


@pytest.mark.parametrize(
    "title",
    ["收入支出总体情况表", "收支决算总表", "收入支出决算表", "部门收支决算总表", "收支总表",
     "2023年度收入支出决算总表", "部门收支总体情况表", "收入支出决算批复表"],
)  # fmt: skip
def test_an_account_is_known_by_its_subject(title):
    assert amounts(page(over(title), markup(account()))) == right()


@pytest.mark.parametrize("first", ["项目", "科目", "项目（按功能分类）", "收支项目"])
def test_what_heads_the_lines_decides_nothing(first):
    rows = account(first=first, numbered=False)
    assert amounts(page(over("收入支出决算总表"), markup(rows))) == right()


@pytest.mark.parametrize(
    "label",
    ["一般公共预算财政拨款收入", "一、财政拨款收入", "（一）一般公共预算财政拨款收入",
     "1.一般公共预算财政拨款收入", "一、一般公共预算收入"],
)  # fmt: skip
def test_a_line_keeps_its_name(label):
    income = [label, *INCOME[1:]]
    assert amounts(page(over("收入支出决算总表"), markup(account(income=income)))) == right(
        income
    )


@pytest.mark.parametrize(
    "label",
    ["年初结转和结余", "上年结转", "使用上年结转", "使用上年结转结余",
     "动用以前年度结转结余资金", "上年结转收入", "期初结转"],
)  # fmt: skip
def test_what_is_brought_forward_is_known_by_its_words(label):
    income = [*INCOME[:3], label, INCOME[4]]
    data = page(over("收入支出决算总表"), markup(account(income=income)))
    rows = read_document(data, "a.html", "a.html")["amounts"]
    assert {row["row_key"] for row in rows if row["label_text"] == label} == {"opening"}


def test_no_format_changes_an_account():
    rows = account()
    lines = ["\t".join(row) for row in rows]
    title = over("收入支出决算总表")
    assert amounts(text(title, lines), "a.txt") == right()
    assert amounts(word(title, rows), "a.docx") == right()


def test_a_note_of_one_cell_in_an_account_with_line_numbers_is_no_line():
    rows = account()
    lines = ["\t".join(row) for row in rows]
    lines.insert(4, "注：本表金额转换为万元时，因四舍五入可能存在尾差。")
    assert amounts(text(over("收入支出决算总表"), lines), "a.txt") == right()


BASIC = [["", "合计", "300.00", "200.00", "100.00"],
         ["201", "一般公共服务支出", "300.00", "200.00", "100.00"],
         ["20126", "档案事务", "300.00", "200.00", "100.00"],
         ["2012601", "行政运行", "200.00", "200.00", ""],
         ["2012604", "档案馆", "100.00", "", "100.00"]]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ["一般公共预算财政拨款支出决算表", "一般公共预算支出决算表", "一般公共预算支出情况表",
     "财政拨款支出决算表（一般公共预算）", "一般公共预算当年拨款支出决算表"],
)  # fmt: skip
@pytest.mark.parametrize("head", ["合计", "小计", "本年支出合计", "2023年决算数", "支出金额"])
def test_appropriations_by_function(title, head):
    rows = [["科目编码", "科目名称", head, "基本支出", "项目支出"], *BASIC]
    found = amounts(page(over(title), markup(rows)))
    assert found["2012601", "basic"] == 200
    assert found["2012604", "project"] == 100


ECONOMIC = [["", "合计", "300.00", "200.00", "100.00"],
            ["301", "工资福利支出", "200.00", "200.00", ""],
            ["30101", "基本工资", "120.00", "120.00", ""],
            ["30102", "津贴补贴", "80.00", "80.00", ""],
            ["302", "商品和服务支出", "100.00", "", "100.00"],
            ["30201", "办公费", "60.00", "", "60.00"],
            ["30211", "差旅费", "40.00", "", "40.00"]]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ["一般公共预算财政拨款基本支出决算表", "一般公共预算基本支出情况表",
     "财政拨款基本支出决算表", "一般公共预算财政拨款基本支出经济分类决算表"],
)  # fmt: skip
@pytest.mark.parametrize("head", ["合计", "金额", "基本支出合计", "决算数", "基本支出"])
def test_basic_spending_by_economic_class_a_line_a_class(title, head):
    rows = [["经济分类科目编码", "科目名称", head, "人员经费", "公用经费"], *ECONOMIC]
    found = amounts(page(over(title), markup(rows)))
    assert found["30101", "personnel"] == 120
    assert found["30211", "public"] == 40


WHOLE_AND_PART = [
    ("部门支出预算总表", "13,205,000.00", "9,995,000.00", "3,210,000.00"),
    ("财政专户管理资金支出预算表", "3,205,000.00", "1,000,000.00", "2,205,000.00"),
]


def planned(title, total, basic, project):
    """A table of one class of spending, under its title."""
    rows = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    rows += [["205", "教育支出", total, basic, project], ["", "合计", total, basic, project]]
    return [title, LABEL, UNIT], rows


@pytest.mark.parametrize("titled", ["above", "after a list of tables"])
def test_a_part_beside_its_whole_is_no_second_whole(titled):
    body = ""
    for title, *figures in WHOLE_AND_PART:
        lines, rows = planned(title, *figures)
        if titled != "above":
            lines = [*[name for name, *_ in WHOLE_AND_PART], *lines]
        body += "".join(f"<p>{line}</p>" for line in lines) + markup(rows)
    data = f"<html><body><p>2025年部门预算公开</p>{body}</body></html>".encode()
    found = read_document(data, "a.html", "a.html")
    totals = [
        row["amount"]
        for row in found["amounts"]
        if row["row_key"] == "total" and row["measure"] == "total"
    ]
    assert totals == [Decimal("13205000.00")]
    assert [row["status"] for row in found["outcomes"] if row["block_no"]].count(
        "unrecognised"
    ) == 1


REMARKS = ["备注", "", "据实列支", "含追加", "", "见说明", ""]


@pytest.mark.parametrize("blank", [0, 2])
@pytest.mark.parametrize("numbered", [True, False])
def test_remarks_behind_an_account_are_no_lines_of_it(numbered, blank):
    rows = account(numbered=numbered)
    rows[3][: 2 + numbered] = [""] * (2 + numbered)  # income has fewer lines than spending
    beside = [[*row, word, *[""] * blank] for row, word in zip(rows, REMARKS, strict=True)]
    plain = amounts(page(over("收入支出决算总表"), markup(rows)))
    assert amounts(page(over("收入支出决算总表"), markup(beside))) == plain


@pytest.mark.parametrize(
    "cut",
    [
        ("国有资本经营预算财政", "拨款收入"),
        ("国有资本经营预算财政拨款收", "入"),
        ("年初结转", "和结余"),
    ],
)
def test_a_label_that_goes_on_in_the_next_row_is_one(cut):
    rows = account(numbered=False)
    first, rest = cut
    at = 2 if "资本" in first else 5
    rows[at][0] = first
    rows.insert(at + 1, [rest, "", "", ""])
    found = amounts(page(over("收入支出决算总表"), markup(rows)))
    assert ("income", first + rest) in found
    assert ("income", first) not in found


def test_a_line_below_another_is_no_part_of_its_label():
    rows = account(numbered=False)
    rows.insert(3, ["其中：非税收入", "", "", ""])
    found = amounts(page(over("收入支出决算总表"), markup(rows)))
    assert ("income", INCOME[0]) in found


def test_a_row_of_three_public_may_say_that_it_is_a_sum():
    rows = [
        ["项目", "预算数", "决算数"],
        ["三公经费合计", "80,000.00", "61,500.00"],
        ["1.因公出国（境）费小计", "20,000.00", "15,000.00"],
        ["2.公务用车购置及运行维护费小计", "40,000.00", "32,500.00"],
        ["公务用车运行维护费", "40,000.00", "32,500.00"],
        ["3.公务接待费合计", "20,000.00", "14,000.00"],
    ]
    data = page([COVER, "“三公”经费支出明细表", LABEL, "单位：元"], markup(rows))
    found = read_document(data, "a.html", "a.html")["amounts"]
    rows_read = [row["row_key"] for row in found if row["measure"] == "executed"]
    assert rows_read == ["total", "abroad", "vehicles", "vehicle_running", "reception"]


@pytest.mark.parametrize(
    ("head", "measure"),
    [("年初预算数", "approved"), ("预算数", "approved"), ("全年预算数", "adjusted")],
)
@pytest.mark.parametrize("is_one_row", [True, False])
def test_the_budget_of_three_public_is_that_which_its_head_names(head, measure, is_one_row):
    names = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"]
    budgets, results = ["12.00", "1.00", "8.00", "3.00"], ["10.50", "1.00", "7.00", "2.50"]
    if is_one_row:
        rows = [[head, "", "", "", "决算数", "", "", ""], names * 2, budgets + results]
    else:
        rows = [["项目", head, "决算数"], *map(list, zip(names, budgets, results, strict=True))]
    data = page([COVER, "“三公”经费支出决算表", LABEL, UNIT], markup(rows))
    found = read_document(data, "a.html", "a.html")["amounts"]
    printed = {(row["row_key"], row["measure"]): row["amount_text"] for row in found}
    assert printed["total", measure] == "12.00"
    assert printed["reception", measure] == "3.00"
    assert printed["total", "executed"] == "10.50"


@pytest.mark.parametrize("head", ["一般公共预算拨款收/入", "政府性基金预算财政/拨款收入"])
def test_a_head_that_its_cell_breaks_over_two_rows_is_one(head):
    upper, lower = head.split("/")
    rows = [
        ["科目编码", "科目名称", "合计", upper, "其他收入"],
        ["", "", "", lower, ""],
        ["", "合计", "30.00", "28.00", "2.00"],
        ["201", "一般公共服务支出", "30.00", "28.00", "2.00"],
        ["20126", "档案事务", "30.00", "28.00", "2.00"],
        ["2012601", "行政运行", "30.00", "28.00", "2.00"],
    ]
    title = ["示例市示例甲局2023年部门预算", "部门收入总表", LABEL, UNIT]
    found = amounts(page(title, markup(rows)))
    measure = "general_public_budget" if upper[0] == "一" else "government_fund"
    assert found["2012601", measure] == 28


def test_a_table_of_a_department_in_a_file_of_its_own_is_not_the_areas():
    rows = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    rows += [["212", "城乡社区支出", "16.82", "", "16.82"]]
    rows += [["21208", "国有土地使用权出让收入安排的支出", "16.82", "", "16.82"]]
    rows += [["2120804", "农村基础设施建设支出", "16.82", "", "16.82"]]
    data = page(["政府性基金预算支出预算表", LABEL, UNIT], markup(rows))
    found = read_document(data, "05 政府性基金预算支出预算表.html", "2024")
    assert {row["form_id"] for row in found["amounts"]} == {
        "budget_government_fund_appropriations"
    }


def spending(
    title="2023年度支出决算表", label=LABEL, heads=("基本支出", "项目支出"), mark="\t"
):
    """A table of spending as text, with its cells parted by a mark."""
    rows = [
        ("科目编码", "科目名称", "本年支出合计", *heads),
        ("205", "教育支出", "30.00", "20.00", "10.00"),
        ("20502", "普通教育", "30.00", "20.00", "10.00"),
        ("2050201", "学前教育", "30.00", "20.00", "10.00"),
        ("", "合计", "30.00", "20.00", "10.00"),
    ]
    lines = [title, "", label, "", *(mark.join(row) for row in rows)]
    return "\n".join(lines).encode()


def natures(data):
    found = amounts(data, "a.txt")
    return found.get(("2050201", "basic")), found.get(("2050201", "project"))


@pytest.mark.parametrize(
    "heads",
    [("基本", "项目"), ("其中：基本", "其中：项目"), ("基本支出 Basic", "项目支出 Projects"),
     ("基本经费支出", "项目经费支出"), ("部门基本支出", "部门项目支出")],
)  # fmt: skip
def test_natures_are_known_by_less_and_by_more_than_their_words(heads):
    assert natures(spending(heads=heads)) == (20, 10)


def test_the_head_of_names_alone_is_no_nature():
    assert natures(spending(heads=("基本支出", "项目"))) == (20, None)


@pytest.mark.parametrize(
    "title", ["2023年支出决算", "部门决算支出表（2023年度）", "2023年度支出决算表（附表三）"]
)
def test_a_table_of_spending_is_known_by_its_subject_in_any_order(title):
    assert natures(spending(title)) == (20, 10)


@pytest.mark.parametrize("mark", [*"^~¦‖#;,"])
def test_one_mark_between_all_cells_parts_them(mark):
    assert natures(spending(mark=mark)) == (20, 10)


@pytest.mark.parametrize(
    "label", ["部门：示例市示例局  单位/万元", "填报机关：示例市示例局  人民币（万元）"]
)
def test_a_unit_behind_a_bodys_name_is_no_part_of_it(label):
    rows = read_document(spending(label=label), "a.txt", "a.txt")["amounts"]
    assert {(row["department_text"], row["unit_text"]) for row in rows} == {
        ("示例市示例局", "万元")
    }


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("2023年度公共财政预算财政拨款支出决算表", "general_budget_appropriations"),
        ("2023年度一般公共预算财政拨款支出情况决算表", "general_budget_appropriations"),
        ("2023年一般公共预算财政拨款支出决算具体情况表", "general_budget_appropriations"),
        ("2024年财政拨款支出预算表（一般公共预算）", "budget_general_appropriations"),
    ],
)
def test_spending_of_the_general_budget_is_known_by_what_it_was_called_too(title, form):
    found = read_document(spending(title), "a.txt", "a.txt")["amounts"]
    assert {row["form_id"] for row in found} == {form}

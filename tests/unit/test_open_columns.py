"""A column under an unknown header is named by the rows' sums, or by nothing."""

from decimal import Decimal

import pytest

from ingest import open_columns
from ingest.alignment.figures import Figure
from ingest.form import load_forms
from ingest.reading import read_document
from ingest.shapes.tables import rules_of

SPENDING = load_forms()["spending_account"]


def rows(*printed):
    """Rows of figures from column 2 on; None is a blank."""
    return [
        [Figure(c, Decimal(v)) for c, v in enumerate(row, start=2) if v is not None]
        for row in printed
    ]


def named(printed, *figures, form=SPENDING):
    heads = [("科目编码",), ("科目名称",), *((text,) for text in printed)]
    return open_columns.of_table(form, heads, rows(*figures), rules_of(form))


def test_a_total_under_an_unknown_head_is_named_by_its_parts():
    found = named(["全部", "基本支出", "项目支出"], ("30", "20", "10"), ("20", "20", None))
    assert found == {"total": 2}


@pytest.mark.parametrize(
    ("printed", "figures"),
    [
        (["全部", "基本支出", "项目支出"], [("30", "20", "10"), ("21", "20", None)]),
        (["全部", "基本支出", "项目支出"], [("30", "20", "10")]),
        (["全部", "基本支出", "别的", "项目支出"], [("30", "20", "1", "10")] * 3),
        (["比上年增减", "基本支出", "项目支出"], [("30", "20", "10")] * 2),
        (["本年支出合计", "基本支出", "别的"], [("30", "20", "10"), ("20", "15", "5")]),
        (["本年支出合计", "基本支出", "项目支出", "别的"], [("30", "20", "10", "7")] * 2),
    ],
    ids=[
        "a row that does not add up",
        "one row alone",
        "two open columns",
        "a column that compares",
        "one of several missing parts",
        "a column without which all adds up",
    ],
)
def test_nothing_is_named_where_the_sums_leave_a_doubt(printed, figures):
    assert named(printed, *figures) == {}


def test_the_only_missing_part_is_named():
    form = load_forms()["budget_spending_by_fund"]
    heads = ["合计", "一般公共预算", "基本支出", "未知", "政府性基金", "国有资本经营预算"]
    heads += ["财政专户管理资金", "单位资金"]
    figures = [("30", "30", "20", "10", None, None, None, None)] * 2
    assert named(heads, *figures, form=form) == {"project": 5}


@pytest.mark.parametrize(
    ("head", "is_taken"),
    [("本年支出", True), ("金 额 数", True), ("上年支出", False), ("其中：财政拨款", False)],
)
def test_the_head_of_the_only_column_decides_nothing_unless_it_says_another(head, is_taken):
    classes = [["", "合计", "30.00"], ["301", "工资福利支出", "30.00"]]
    classes += [["30101", "基本工资", "20.00"], ["30102", "津贴补贴", "10.00"]]
    lines = ["\t".join(row) for row in [["科目编码", "科目名称", head], *classes]]
    above = ["示例市示例局2023年度部门决算", "一般公共预算财政拨款基本支出决算表", "单位：万元"]
    rows = read_document("\n".join([*above, *lines, ""]).encode(), "a.txt", "a")
    amounts = [
        (r["code_text"], r["amount_text"], r["reading"]) for r in rows.get("amounts", [])
    ]
    assert (("30101", "20.00", "as_published") in amounts) == is_taken
    if not is_taken:
        assert {row["status"] for row in rows["outcomes"]} & {"failed", "partial"}

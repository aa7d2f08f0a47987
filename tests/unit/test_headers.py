"""Header rows, several deep and merged, → measures."""

import pytest

from ingest import headers
from ingest.documents import Row
from ingest.errors import DocumentError
from ingest.form import load_forms
from ingest.shapes.code_tree import SCHEMES, name_row


def row(*cells):
    return Row(tuple(cells), tuple("" for _ in cells))


def test_a_merged_cell_covers_the_blanks_after_it_but_not_another_group():
    printed = headers.paths(
        [
            row("项目", "", "本年收入", "", "其他收入"),
            row("编码", "名称", "小计", "其中：教育收费", ""),
        ],
        5,
        merges_known=False,
    )
    assert printed == (
        ("项目", "编码"),
        ("项目", "名称"),
        ("本年收入", "小计"),
        ("本年收入", "教育收费"),
        ("其他收入",),
    )


def test_a_line_of_numbers_is_no_header():
    assert headers.is_number_line(row("类", "款", "项", "1", "2"))
    assert headers.is_number_line(row("栏次", "", "1"))
    assert not headers.is_number_line(row("合计", "1", "2"))
    assert headers.numbered_columns([row("类", "款", "项", "1", "2")]) == (3, 4)


@pytest.mark.parametrize(
    "cells",
    [
        ("科目编码", "栏次", "1", "2", "3"),
        ("科目编码栏次", "", "1", "2", "3"),
        ("栏次", "", "1=2+3", "2", "3"),
        ("栏次", "", "①", "②", "③"),
        ("栏次", "1", "2", "育收费", "4"),
        ("栏次", "1", "栏次", "2"),
        ("栏次", "", "1", "栏次", "", "23", "4", "5"),
        ("甲", "乙", "1", "2", "3"),
        ("", "", "9", "10", "11", "12"),
        ("1", "2", "3", "", "5", "6", "", "8", "9", "10", "11", "12"),  # under a seal
        ("1", "2", "3", "-4.28", "5", "6", "7", "8"),
    ],
)
def test_a_line_of_numbers_is_known_by_its_counting(cells):
    assert headers.is_number_line(row(*cells))


@pytest.mark.parametrize(
    "cells",
    [
        ("0", "0", "0", "0"),
        ("合计", "1", "2", "3"),
        ("公务用车保有量", "3", "4"),
        ("栏次", "1", "2", "30.50"),
        ("2010301", "行政运行", "1", "2", "3"),
        ("5", "2", "9"),
        ("合计", "1", "2", "3", "4", "5", "6"),
        ("1", "2", "3", "4.28", "5", "6.10"),
        ("1", "2", "3", "5", "6", "7"),
    ],
)
def test_a_row_of_figures_counts_no_columns(cells):
    assert not headers.is_number_line(row(*cells))


def test_a_row_that_prints_figures_joins_no_head():
    printed = headers.paths(
        [row("项目", "2017年预算数"), row("一、支出合计", "250,000")], 2, merges_known=False
    )
    assert printed == (("项目",), ("2017年预算数",))


def test_a_head_above_blank_cells_covers_them_where_no_merges_are_stated():
    rows = [
        Row(cells, ("",) * 4, cells)
        for cells in (
            ("预算数", "", "决算数", ""),
            ("合计", "公务接待费", "合计", "公务接待费"),
        )
    ]
    assert headers.paths(rows, 4, merges_known=True)[1] == ("预算数", "公务接待费")
    merged = Row(("预算数", "", "决算数", ""), ("",) * 4, ("预算数", "预算数", "决算数", ""))
    assert headers.paths([merged, rows[1]], 4, merges_known=True)[3] == ("公务接待费",)


def test_headers_give_columns_in_any_order():
    form = load_forms()["spending_account"]
    names = [
        "项目支出",
        "本年支出合计",
        "基本支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    ]
    found = headers.by_text(form.columns, [(), *((name,) for name in names)])
    assert found["total"] == 2
    assert found["project"] == 1


def test_missing_columns_stop_the_reading():
    form = load_forms()["spending_account"]
    with pytest.raises(DocumentError, match="no column found for total"):
        headers.candidates(form, [("基本支出",), ("项目支出",)], (), ())
    with pytest.raises(DocumentError, match="no column found for the parts of its totals"):
        headers.candidates(form, [("本年支出合计",), ("甲",), ("乙",)], (), (0, 1, 2))


def test_columns_that_were_cut_away_are_absent():
    form = load_forms()["spending_account"]
    printed = [("本年支出合计",), ("基本支出",), ("项目支出",)]
    found = headers.candidates(form, printed, (), (0, 1))[0]
    assert found == {"total": 0, "basic": 1, "project": 2}


def test_columns_are_taken_in_order_where_the_body_has_as_many_as_the_form():
    form = load_forms()["spending_account"]
    (found,) = headers.candidates(form, [()], (), (3, 4, 5, 6, 7, 8))
    assert found["total"] == 3
    assert found["subsidy_to_affiliates"] == 8


def test_a_total_that_heads_a_column_is_no_total_row():
    assert name_row(row("", "", "合计", "基本支出", "项目支出"), SCHEMES["function"]) is None
    assert name_row(row("", "", "合计", "12.00", "—"), SCHEMES["function"]) is not None
    assert name_row(row("", "", "合计"), SCHEMES["function"]) is not None


def test_a_form_speaks_of_this_year_and_the_last():
    form = load_forms()["budget_general_appropriations"]
    printed = [
        ("科目编码",),
        ("科目名称",),
        ("2024年执行数",),
        ("2025年预算数", "小计"),
        ("2025年预算数", "基本支出"),
        ("2025年预算数", "项目支出"),
        ("2025年预算数比2024年执行数", "增减额"),
    ]
    found = headers.by_text(form.columns, printed)
    assert found == {"last_year_executed": 2, "spending": 3, "basic": 4, "project": 5}


def test_a_column_of_another_year_is_taken_only_by_a_header_that_says_so():
    form = load_forms()["budget_spending_account"]
    printed = [
        ("科目编码",),
        ("上年预算数", "合计"),
        ("上年预算数", "基本支出"),
        ("本年预算数", "合计"),
        ("本年预算数", "基本支出"),
        ("本年预算数", "项目支出"),
    ]
    assert headers.by_text(form.columns, printed) == {
        "last_year_approved": 1,
        "total": 3,
        "basic": 4,
        "project": 5,
    }
    head = [row("", "合计", "基本支出", "合计", "基本支出", "项目支出")]
    header = headers.Header(head, 6, printed, (), frozenset())
    assert headers.foreign(form, header) == {2: "上年预算数/基本支出"}


@pytest.mark.parametrize(
    ("scheme", "cells", "code", "label"),
    [
        ("function", ("201", "03", "01", "行政运行", "1.00"), "2010301", "行政运行"),
        ("function", ("2010301", "行政运行", "1.00"), "2010301", "行政运行"),
        ("function", ("2010301-行政运行", "", "1.00"), "2010301", "2010301-行政运行"),
        ("economic", ("301", "2", "津贴补贴", "1.00"), "30102", "津贴补贴"),
        ("units", ("105001", "示例学校", "1.00"), "105001", "示例学校"),
        ("units", ("", "示例学校", "1.00"), None, "示例学校"),
    ],
)
def test_a_row_is_named_by_its_code(scheme, cells, code, label):
    named = name_row(row(*cells), SCHEMES[scheme])
    assert named is not None
    assert (named.name.code_text, named.name.label_text) == (code, label)


@pytest.mark.parametrize(
    ("scheme", "cells"),
    [
        ("function", ("105", "示例局", "1.00")),
        ("function", ("301", "工资福利支出", "1.00")),
        ("economic", ("501", "机关工资福利支出", "1.00")),
        ("units", ("1", "2", "3")),
        ("units", ("部门（单位）名称", "合计", "小计")),
    ],
)
def test_a_row_of_another_classification_is_no_row(scheme, cells):
    assert name_row(row(*cells), SCHEMES[scheme]) is None


def test_a_year_beside_this_years_budget_is_the_accounts_where_it_must_be():
    columns = load_forms()["three_public_row"].columns
    printed = [("本年预算数", "合计"), ("2022年决算数", "合计"), ("2022年决算数", "公务接待费")]
    assert headers.by_text(columns, printed) == {
        "total.approved": 0, "total.executed": 1, "reception.executed": 2,
    }  # fmt: skip

"""Header rows, several deep and merged, → measures."""

import pytest

from ingest import headers
from ingest.documents import Row
from ingest.errors import DocumentError
from ingest.form import load_forms
from ingest.shapes.code_tree import name_row


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
    with pytest.raises(DocumentError, match="no column found for"):
        headers.candidates(form, [("本年支出合计",), ("基本支出",)], (), ())


def test_columns_are_taken_in_order_where_the_body_has_as_many_as_the_form():
    form = load_forms()["spending_account"]
    (found,) = headers.candidates(form, [()], (), (3, 4, 5, 6, 7, 8))
    assert found["total"] == 3
    assert found["subsidy_to_affiliates"] == 8


def test_a_total_that_heads_a_column_is_no_total_row():
    assert name_row(row("", "", "合计", "基本支出", "项目支出")) is None
    assert name_row(row("", "", "合计", "12.00", "—")) is not None
    assert name_row(row("", "", "合计")) is not None

"""Printed text on a page: escaped, persons hidden, the figure marked."""

import polars as pl
import pytest

from dashboards import printed
from warehouse import masking
from warehouse.masking import MASK


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系电话：13812345678", f"联系电话：{MASK}"),
        ("法人代表：某某某", f"法人代表：{MASK}"),
        ("填报人: 某某  联系电话: 0871-61234567", f"填报人: {MASK}  联系电话: {MASK}"),
        ("单位负责人（签字）：某某某", f"单位负责人（签字）：{MASK}"),
        ("详询 0871-61234567。", f"详询 {MASK}。"),
        ("联系电话：（略）", "联系电话：（略）"),
        ("组织机构代码：115301210522302627", "组织机构代码：115301210522302627"),
        ("决算 13,812,345,678.00 元", "决算 13,812,345,678.00 元"),
        ("共 13812345678 元", "共 13812345678 元"),
        ("加强党群联系，办好实事", "加强党群联系，办好实事"),
    ],
)
def test_persons_are_hidden_in_a_line(text, shown):
    assert masking.mask_text(text) == shown


def test_the_cell_after_a_personal_label_is_hidden():
    texts = ["项目负责人", "某某某", "联系电话", "61234567", "预算数", "12.50"]
    roles = ["label", "text", "label", "text", "label", "figure"]
    assert masking.mask_row(texts, roles) == [
        "项目负责人",
        MASK,
        "联系电话",
        MASK,
        "预算数",
        "12.50",
    ]


def test_a_passage_under_a_personal_heading_is_hidden_whole():
    assert masking.mask_passage("联系人", "某某某 转 3 分机") == MASK
    assert masking.mask_passage("立项依据", "依据文件") == "依据文件"


def _cells(rows):
    return pl.DataFrame(
        [
            {"row_no": row, "column_no": column, "text": text, "role": role}
            for row, column, text, role in rows
        ]
    )


def test_the_figure_is_marked_once_and_gaps_are_shown():
    cells = _cells(
        [
            (1, 1, "合计", "header"),
            (4, 1, "8.34", "figure"),
            (4, 2, "8.34", "figure"),
            (5, 1, "8.34", "figure"),
        ]
    )
    shown = printed.table(cells, 4, 2)
    assert shown.count("<mark") == 1
    assert shown.count("…</td>") == 1


def test_printed_markup_is_shown_as_text():
    attack = '<img src=x onerror="alert(1)">'
    cells = _cells([(1, 1, attack, "text"), (1, 2, "1.00", "figure")])
    for shown in (
        printed.table(cells, 1, 2),
        printed.table(cells, 1, 1),
        printed.passage("标题", f"金额 1.00 {attack}", "1.00", 3),
        printed.passage("标题", attack, None, 0),
        printed.definitions([(attack, attack)]),
    ):
        assert "<img" not in shown
        assert "&lt;img" in shown


def test_of_equal_figures_in_a_passage_the_nearest_is_marked():
    text = "预算 100 元，支出 100 元，执行率 100%"
    shown = printed.passage("标题", text, "100", text.index("100", 5))
    assert "支出 <mark" in shown


def test_a_figure_that_is_not_in_the_passage_marks_nothing():
    assert "<mark" not in printed.passage("标题", "没有数字", "49.50", 0)


def test_what_a_personal_label_names_is_hidden():
    assert printed.masked("某某某", "法人代表") == MASK
    assert printed.masked("3,538.65", "合计") == "3,538.65"
    assert printed.masked(None, None) == ""

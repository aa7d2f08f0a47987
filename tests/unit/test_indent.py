"""How far labels are set in, in every format, and what the trees of areas make of it."""

import io

import pytest
import xlsxwriter

from corpus.render import RENDERERS, table
from ingest import readers
from ingest.documents import Grid
from ingest.indent import set_in
from ingest.reading import read_document

ROWS = [
    ("一般公共服务支出", "100"),
    ("　人大事务", "40"),
    ("　　行政运行", "30"),
    ("　　人大会议", "10"),
    ("　政协事务", "60"),
    ("　　行政运行", "60"),
    ("教育支出", "300"),
    ("　普通教育", "300"),
    ("支出合计", "400"),
]
TITLES = ["示例市2023年财政决算", "2023年示例市一般公共预算支出决算表", "单位：万元"]
TREE = [
    ("一般公共服务支出", None, 1, False),
    ("人大事务", 1, 2, False),
    ("行政运行", 2, 3, True),
    ("人大会议", 2, 3, True),
    ("政协事务", 1, 2, False),
    ("行政运行", 5, 3, True),
    ("教育支出", None, 1, False),
    ("普通教育", 7, 2, True),
    ("支出合计", None, None, None),
]


def tree(data, name):
    return [
        (one["line_name"], one["parent_line_no"], one["level"], one["is_leaf"])
        for one in read_document(data, name, name)["region_figures"]
    ]


def printed(rows):
    return [*TITLES, table([("项目", "决算数"), *rows], header=1)]


def test_white_space_sets_in_line_ends_do_not():
    assert [set_in(text) for text in ("甲", "　　甲", "  甲", "\n　甲", "　", "")] == [
        *(0, 4, 2, 2, 0, 0),
    ]


@pytest.mark.parametrize("kind", ["html", "xlsx", "docx", "pdf", "txt"])
def test_a_tree_that_left_edges_alone_tell_is_read_in_every_format(kind):
    assert tree(RENDERERS[kind](printed(ROWS)), f"a.{kind}") == TREE


def test_left_edges_that_the_sums_do_not_bear_out_tell_nothing():
    rows = [(label, amount if label == "支出合计" else "7") for label, amount in ROWS]
    found = tree(RENDERERS["html"](printed(rows)), "a.html")
    assert {level for _, _, level, _ in found} == {None}


def test_a_label_that_is_set_in_too_far_stands_beside_where_that_makes_its_line_whole():
    rows = [("非税收入", "60"), ("　罚没收入", "20"), ("　　　其他收入", "40"), ("合计", "60")]
    assert tree(RENDERERS["html"](printed(rows)), "a.html")[:3] == [
        ("非税收入", None, 1, False),
        ("罚没收入", 1, 2, True),
        ("其他收入", 1, 2, True),
    ]


def test_a_workbooks_style_sets_in():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row_no, text in enumerate(TITLES):
            sheet.write_string(row_no, 0, text)
        sheet.write_row(len(TITLES), 0, ["项目", "决算数"])
        for row_no, (label, amount) in enumerate(ROWS, start=len(TITLES) + 1):
            level = len(label) - len(label.lstrip("　"))
            style = book.add_format({"indent": level}) if level else None
            sheet.write_string(row_no, 0, label.strip("　"), style)
            sheet.write_number(row_no, 1, int(amount))
    assert tree(made.getvalue(), "a.xlsx") == TREE


def test_a_web_pages_style_sets_in_and_white_space_of_its_source_does_not():
    cells = [
        "<td style='padding-left:24px'>　甲</td>",
        "<td>\n   <p style='text-indent:2em'>乙</p></td>",
        "<td>\n   丙</td>",
    ]
    page = (
        f"<html><table><tr>{''.join(cells)}</tr><tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )
    (grid,) = (b for b in readers.read(page.encode()).blocks if isinstance(b, Grid))
    assert grid.rows[0].indents == {0: 5.0, 1: 4.0}

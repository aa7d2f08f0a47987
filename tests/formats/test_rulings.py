"""Tables on PDF pages however they are ruled: read whole, or not at all, and never wrongly."""

import io

import pytest
from formats.rulings import COLUMNS, GRID, NONE, OPEN, ROWS, STYLES, THREE_LINES, pdf
from formats.test_formats import AMOUNT, DOCUMENTS, golden, said
from reportlab.pdfgen.canvas import Canvas

from corpus.render import table
from ingest import readers
from ingest.documents import Grid
from ingest.form import load_forms
from ingest.reading import read_document

OF_MONEY = [
    path
    for path in DOCUMENTS
    if load_forms()[path.parent.name].shape not in ("indicators", "text_table")
    and "qujing" not in path.stem  # printed with rows beside their columns
]
SMALL = {"page": (595, 842), "size": 6.5, "padding": 2}
LEAST_READ = {GRID: 1.0, OPEN: 1.0, COLUMNS: 0.9, NONE: 0.6}
"""The share of the documents that is read whole, by how their tables are ruled."""


def as_head_has_it(line):
    """A figure that the sums put where a head without any line lost it, as if published."""
    return line.replace(" reading=realigned", " reading=as_published")


@pytest.mark.parametrize("page", [{}, SMALL], ids=["wide page", "small page"])
@pytest.mark.parametrize("ruling", LEAST_READ)
def test_documents_say_the_same_however_they_are_ruled(ruling, page):
    whole = 0
    for path in OF_MONEY:
        (_, amounts, _), parts = golden(path)
        found = said(read_document(pdf(parts, ruling, **page), "document.pdf", "document"))
        told = found[1]
        if ruling == "no line at all":
            told = [as_head_has_it(line) for line in told]
        assert set(told) <= set(amounts), path
        whole += found[1] == amounts
    assert whole >= LEAST_READ[ruling] * len(OF_MONEY)


def test_amounts_are_what_is_compared():
    assert {"measure", "amount", "reading"} <= set(AMOUNT)


HEAD = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "", "项目支出"],
    ["", "", "", "人员经费", "公用经费", ""],
]
ROWS_OF = [
    ["201", "一般公共服务支出", "1,094.85", "300.00", "18.99", "775.86"],
    ["20113", "商贸事务", "8.34", "", "", "8.34"],
    ["2080505", "机关事业单位基本养老保险缴费支出", "39.89", "39.89", "", "—"],
    ["合计", "", "1,134.74", "339.89", "18.99", "775.86"],
]
BEFORE = ["支出决算表", "单位：万元"]


def grids(data):
    return [block for block in readers.read(data).blocks if isinstance(block, Grid)]


def cells(grid):
    return [list(row.cells) for row in grid.rows]


@pytest.mark.parametrize("ruling", STYLES)
def test_rows_and_columns_are_found(ruling):
    (grid,) = grids(pdf([*BEFORE, table([*HEAD, *ROWS_OF], header=2), "注：无"], ruling))
    assert cells(grid)[-4:] == ROWS_OF
    heads = [row.covered for row in grid.rows[:-4]]
    assert [
        "".join(dict.fromkeys(filter(None, column))) for column in zip(*heads, strict=True)
    ] == [
        "科目编码",
        "科目名称",
        "本年支出合计",
        "基本支出人员经费",
        "基本支出公用经费",
        "项目支出",
    ]
    assert [line.text for line in grid.before] == BEFORE
    assert [line.text for line in grid.after] == ["注：无"]


@pytest.mark.parametrize("ruling", [COLUMNS, ROWS, NONE])
def test_names_that_are_wrapped_stay_with_their_figures(ruling):
    name = "机关事业单位职业年金缴费支出和其他社会保障缴费支出" * 3
    rows = [ROWS_OF[0], ["20805", name, *ROWS_OF[1][2:]], ROWS_OF[3]]
    (grid,) = grids(pdf([*BEFORE, table([*HEAD, *rows], header=2)], ruling, **SMALL))
    assert cells(grid)[-3:] == rows


@pytest.mark.parametrize("ruling", [COLUMNS, THREE_LINES, NONE])
def test_a_table_that_runs_over_pages_is_one(ruling):
    rows = [[f"2010{i:03}", f"事务第{i}项", "2.50", "1.25", "", "1.25"] for i in range(90)]
    (grid,) = grids(pdf([*BEFORE, table([*HEAD, *rows], header=2)], ruling))
    assert cells(grid)[-90:] == rows


def test_letters_spaced_out_make_one_head():
    figures = ["1,000,000.00", "2,000,000.00"]
    head = ["项　　目", "合　　计", "基本支出"]
    rows = [head, ["甲单位本级", *figures], ["乙单位本级", *figures]]
    (grid,) = grids(pdf([*BEFORE, table(rows, header=1)], NONE))
    assert cells(grid)[0] == ["项 目", "合 计", "基本支出"]


def test_figures_that_white_space_does_not_part_are_left_and_said_to_be():
    made = io.BytesIO()
    canvas = Canvas(made)
    for y, texts in ((700, ["A", "1.00", "2.00"]), (680, ["B", "12,345,678.00", ""])):
        for x, text in zip((60, 100, 140), texts, strict=True):
            canvas.drawString(x, y, text)
    canvas.save()
    reading = readers.read(made.getvalue())
    assert not any(isinstance(block, Grid) for block in reading.blocks)
    assert [notice.reason for notice in reading.notices] == ["table_without_grid"]


def test_figures_that_their_cells_wrap_are_not_read_as_two_rows():
    rows = [
        ["甲", "9,600,000.0\n0", "8,000,000.0\n0"],
        ["乙", "4,300,000.0\n0", "3,700,000.0\n0"],
    ]
    for ruling in (COLUMNS, NONE):
        data = pdf([*BEFORE, table([["项目", "合计", "基本支出"], *rows], header=1)], ruling)
        printed = [cell for grid in grids(data) for row in grid.rows for cell in row.cells]
        assert "0" not in printed


def test_prose_with_figures_is_no_table():
    lines = [f"（{i}）本年支出 {i}2.50 万元，比上年增加 {i}.75 万元。" for i in range(1, 9)]
    data = pdf([*lines, "其中：办公费 1.20 万元，印刷费 0.35 万元。"], NONE)
    assert not grids(data)
    assert not readers.read(data).notices


def test_a_figure_wider_than_its_cell_stays_whole():
    def narrow(text):
        return pdf([*BEFORE, table([["合计", text, "1.00"]])])

    wide = "123,456,789,012.34"
    assert cells(grids(narrow(wide))[0]) == [["合计", wide, "1.00"]]

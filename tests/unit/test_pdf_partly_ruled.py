"""Tables of a PDF whose lines part the cells of some rows only, as word processors do."""

import itertools

import pytest
from test_pdf_pages import FONT, _chinese, page, pages  # noqa: F401  a fixture for the font

from ingest.documents import Grid
from ingest.readers import pdf

XS, STEP, TOP = (40, 110, 220, 300, 380), 16, 700
ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出"),
    ("", "合计", "30.00", "12.50"),
    ("201", "一般公共服务支出", "20.00", "12.50"),
    ("20101", "人大事务", "20.00", "12.50"),
    ("2010101", "行政运行", "12.50", "12.50"),
)


def drawn(parted):
    """The rows in one frame; upright lines part the cells of `parted` alone."""

    def draw(canvas):
        canvas.setFont(FONT, 8)
        height = len(ROWS) * STEP
        canvas.rect(XS[0], TOP - height, XS[-1] - XS[0], height)
        for y, row in enumerate(ROWS):
            top = TOP - y * STEP
            if y in parted:
                for x0, x1 in itertools.pairwise(XS):
                    canvas.rect(x0, top - STEP, x1 - x0, STEP)
            for x, text in enumerate(row):
                canvas.drawString(XS[x] + 4, top - 11, text)

    return draw


@pytest.mark.parametrize("parted", [(0,), (1, 3), (0, 2, 4)], ids=["head", "odd", "even"])
def test_rows_whose_cells_nothing_parts_have_the_columns_of_the_others(parted):
    (table,) = [b for b in pdf.read(page(drawn(parted))).blocks if isinstance(b, Grid)]
    assert [row.cells for row in table.rows] == list(ROWS)


NAMED = (
    (("提前下达彩票公益金",), ("191", "332")),
    (("提前下达彩票公益金", "支持社会福利事业"), ("", "")),
    (("提前下达彩票公益金", "支持医疗救助资金", "的预算"), ("95", "110")),
    (("提前下达购买服务",), ("60", "60")),
    (("提前下达残疾人事业", "发展补助资金和其他专项补助资金"), ("68", "210")),
)


def upright_alone(named):
    """Upright lines part the columns; figures stand in the middle of names of several lines."""

    def draw(canvas):
        canvas.setFont(FONT, 8)
        xs, pitch, gap = (40, 180, 240, 300), 12, 4
        foot = TOP - 16 - sum(len(name) * pitch + gap for name, _ in named)
        for y in (TOP, TOP - 16, foot):
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, TOP, x, foot)
        for x, text in zip(xs, ("项目", "东示例市", "西示例市"), strict=False):
            canvas.drawString(x + 4, TOP - 12, text)
        y = TOP - 30
        for name, figures in named:
            for i, text in enumerate(name):
                canvas.drawString(xs[0] + 4, y - i * pitch, text)
            for x, text in zip(xs[1:], figures, strict=False):
                canvas.drawRightString(x + 50, y - (len(name) - 1) * pitch / 2, text)
            y -= len(name) * pitch + gap

    return draw


def printed(*parts):
    """The rows of the tables that are printed so, one to a page, heads aside."""
    read = pdf.read(pages(*[(upright_alone(part),) for part in parts]))
    cells = [row.cells for b in read.blocks if isinstance(b, Grid) for row in b.rows]
    return [row for row in cells if row[0] != "项目"]


def rows(named):
    return [("".join(name), *figures) for name, figures in named]


def test_whole_figures_that_upright_lines_alone_part_are_each_of_the_name_beside_them():
    assert printed(NAMED) == rows(NAMED)


def test_the_first_name_of_a_page_is_no_rest_of_what_stands_on_the_page_before():
    below = NAMED[1:]
    assert printed(NAMED, below) == rows(NAMED) + rows(below)

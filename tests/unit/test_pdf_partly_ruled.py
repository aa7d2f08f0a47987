"""Tables of a PDF whose lines part the cells of some rows only, as word processors do."""

import itertools

import pytest
from test_pdf_pages import FONT, _chinese, page  # noqa: F401  the fixture registers the font

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

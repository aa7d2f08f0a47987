"""Tables of a PDF that few lines rule, or none: cut into their columns all the same."""

import itertools

import pytest
from test_pdf_pages import FONT, _chinese, page  # noqa: F401  the fixture registers the font

from ingest.documents import Grid
from ingest.readers import pdf
from ingest.readers.pdf.unruled_tables import is_running_text
from ingest.reading import read_document

LEFT = (40, 70, 95, 120, 220, 290, 360, 430)
"""Where 类, 款, 项, the name, and four columns of figures begin; and where the last ends."""
ROWS = (
    ("", "", "", "合计", "30.00", "20.00", "10.00"),
    ("201", "", "", "一般公共服务支出", "30.00", "20.00", "10.00"),
    ("201", "26", "", "档案事务", "30.00", "20.00", "10.00"),
    ("201", "26", "01", "行政运行", "20.00", "20.00", ""),
    ("201", "26", "04", "档案馆", "10.00", "", "10.00"),
)
TOP, STEP, BODY = 700, 18, 640


def words(*placed):
    def draw(canvas):
        canvas.setFont(FONT, 9)
        for text, x, y in placed:
            canvas.drawString(x, y, text)

    return draw


def head(canvas):
    canvas.setFont(FONT, 9)
    for text, x, y in (
        ("项目", 130, TOP - 12),
        ("科目编码", 80, TOP - 30),
        ("科目名称", 170, TOP - 30),
    ):
        canvas.drawCentredString(x, y, text)
    for text, x in zip("类款项", (55, 82, 107), strict=True):
        canvas.drawCentredString(x, TOP - 48, text)
    for text, x in (("合计", 255), ("基本支出", 325), ("项目支出", 395)):
        canvas.drawCentredString(x, TOP - 30, text)


def rows(canvas):
    canvas.setFont(FONT, 9)
    for i, row in enumerate(ROWS):
        y = BODY - i * STEP
        for j, text in enumerate(row):
            if j > 3:
                canvas.drawRightString(LEFT[j + 1] - 4, y - 12, text)
            else:
                canvas.drawString(LEFT[j] + 3, y - 12, text)


def shades(by_cell):
    def draw(canvas):
        canvas.setFillGray(0.85)
        for i in range(0, len(ROWS), 2):
            y = BODY - (i + 1) * STEP
            stretches = itertools.pairwise(LEFT) if by_cell else [(LEFT[0], LEFT[-1])]
            for x0, x1 in stretches:
                canvas.rect(x0, y, x1 - x0, STEP, stroke=0, fill=1)

    return draw


def cells_filled(canvas):
    for i in range(len(ROWS)):
        canvas.setFillGray(0.9 if i % 2 else 0.8)
        for x0, x1 in itertools.pairwise(LEFT):
            canvas.rect(x0, BODY - (i + 1) * STEP, x1 - x0, STEP, stroke=0, fill=1)


def head_ruled(canvas):
    for y in (TOP, TOP - 18, TOP - 36, BODY + 4):
        canvas.line(LEFT[0], y, LEFT[-1], y)
    for x in LEFT:
        canvas.line(x, TOP, x, BODY + 4)


def frame(canvas):
    canvas.rect(
        LEFT[0], BODY - len(ROWS) * STEP, LEFT[-1] - LEFT[0], TOP - BODY + len(ROWS) * STEP
    )


def row_lines(canvas):
    for i in range(len(ROWS) + 1):
        canvas.line(LEFT[0], BODY - i * STEP, LEFT[-1], BODY - i * STEP)


def column_lines(canvas):
    for x in LEFT:
        canvas.line(x, TOP, x, BODY - len(ROWS) * STEP)


def grids(*draw):
    return [b for b in pdf.read(page(*draw)).blocks if isinstance(b, Grid)]


@pytest.mark.parametrize(
    "ruling",
    [
        pytest.param((), id="no line"),
        pytest.param((shades(by_cell=True),), id="shaded rows, cell by cell"),
        pytest.param((shades(by_cell=False),), id="shaded rows"),
        pytest.param((head_ruled,), id="the head alone"),
        pytest.param((head_ruled, row_lines), id="the head, and lines below the rows"),
        pytest.param((frame,), id="an outer frame"),
        pytest.param((frame, row_lines), id="a frame, and lines below the rows"),
        pytest.param((frame, column_lines), id="a frame, and lines between the columns"),
        pytest.param((row_lines,), id="lines below the rows"),
        pytest.param((column_lines,), id="lines between the columns"),
    ],
)
def test_a_table_is_cut_into_its_columns_however_it_is_ruled(ruling):
    (table,) = grids(*ruling, head, rows)
    assert [row.cells for row in table.rows[-len(ROWS) :]] == list(ROWS)


def test_filled_boxes_that_hold_every_row_are_its_cells():
    tables = grids(cells_filled, rows)
    assert [row.cells for row in tables[-1].rows] == list(ROWS)


def test_a_note_right_below_leaves_the_table_clear():
    note = words(("注：本表反映本年度支出。", LEFT[0], BODY - len(ROWS) * STEP - 6))
    (table,) = grids(head, rows, note)
    assert table.rows[-1].cells == ROWS[-1]


def test_a_name_that_runs_over_its_last_row_stays_whole():
    y = BODY - len(ROWS) * STEP - 12
    last = words(
        ("208", LEFT[0] + 3, y),
        ("社会保障和就业支出和其他", LEFT[3] + 3, y + 6),
        ("支出", LEFT[3] + 3, y - 6),
        ("12.00", 262, y),
        ("12.00", 332, y),
    )
    (table,) = grids(head, rows, last)
    assert table.rows[-1].cells == (
        *("208", "", "", "社会保障和就业支出和其他支出", "12.00", "12.00", ""),
    )


def _unclear(canvas):
    canvas.setFont(FONT, 9)
    for i, row in enumerate(
        [((200, "1.25"), (262, "2.50")), ((205, "1,234,567,890,123.00"),)] * 2
    ):
        for x, text in ((60, "9.75"), *row):
            canvas.drawString(x, BODY - i * STEP, text)


def test_a_page_that_cannot_be_cut_fails_and_with_it_the_document():
    found = read_document(page(head, _unclear), "a.pdf", "a.pdf")["outcomes"]
    assert found[0]["status"] == "failed"
    assert [
        (o["status"], o["locator"]) for o in found if o["reason_code"] == "table_without_grid"
    ] == [("failed", "page 1")]


def test_sentences_with_figures_are_no_table_that_could_not_be_cut():
    text = "本年收入1,094.85万元，增长12.5%，其中拨款800.25万元，"
    prose = words(*((text, 60, BODY - i * 14) for i in range(6)))
    assert pdf.read(page(prose)).notices == ()


def shaded(*row_nos):
    """Grey behind the cells of these rows."""

    def draw(canvas):
        canvas.setFillGray(0.85)
        for i in row_nos:
            y = BODY - (i + 1) * STEP
            for x0, x1 in itertools.pairwise(LEFT):
                canvas.rect(x0, y, x1 - x0, STEP, stroke=0, fill=1)

    return draw


def last_rows(canvas):
    canvas.setFont(FONT, 9)
    for i, row in enumerate(ROWS[3:]):
        for j, text in enumerate(row):
            if j > 3:
                canvas.drawRightString(LEFT[j + 1] - 4, BODY - i * STEP - 12, text)
            else:
                canvas.drawString(LEFT[j] + 3, BODY - i * STEP - 12, text)


def test_one_shaded_row_below_another_is_no_table_of_its_own():
    (table,) = grids(shaded(1), last_rows)
    assert len(table.rows) == 2


def test_one_row_of_amounts_that_nothing_cuts_says_so():
    alone = words(("27.41", 60, BODY), ("24.36", 200, BODY), ("3.05", 330, BODY))
    notices = pdf.read(page(words(("“三公”经费支出表", 200, TOP)), alone)).notices
    assert [notice.reason for notice in notices] == ["table_without_grid"]
    assert notices[0].detail.endswith(": “三公”经费支出表")


def test_sentences_stretched_to_the_edge_of_the_page_are_no_table():
    rows = [
        ("增值税", "517804", "万元，为预算的", "95.1%，增加"),
        ("48320", "万元，增长", "10.3%。", ""),
    ]
    assert is_running_text(rows)
    assert not is_running_text(
        [("增值税", "9", "5%"), ("教育", "8", "2%，注"), ("其他", "1", "3%")]
    )

"""Pages of PDFs as they are drawn: turned, slanted, overprinted, with sides left open."""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Grid
from ingest.readers import pdf

FONT = "STSong-Light"
ROWS = [("项目", "金额"), ("一般公共服务支出", "1,094.85"), ("合计", "1,094.85")]
WIDTH, HEIGHT = 150, 24


@pytest.fixture(scope="module", autouse=True)
def _chinese():
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def page(*draw, rotation=0, turned=0, size=(600, 800)):
    """A page of these drawings, its content turned, and the page turned for showing."""
    return pages(draw, rotation=rotation, turned=turned, size=size)


def pages(*drawings, rotation=0, turned=0, size=(600, 800)):
    """A document of several such pages."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=size)
    for draw in drawings:
        canvas.setPageRotation(rotation)
        _draw(canvas, draw, turned, size)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _draw(canvas, draw, turned, size):
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(turned)
    canvas.translate(-size[0] / 2, -size[1] / 2)
    for each in draw:
        canvas.saveState()
        canvas.setFont(FONT, 10)
        each(canvas)
        canvas.restoreState()


def lines(rows, x=60, top=700, sides=True):
    """The ruled lines of a table, with or without its outer sides."""

    def draw(canvas):
        width = WIDTH * len(rows[0])
        for i in range(len(rows) + 1):
            canvas.line(x, top - i * HEIGHT, x + width, top - i * HEIGHT)
        for j in range(not sides, len(rows[0]) + sides):
            canvas.line(x + j * WIDTH, top, x + j * WIDTH, top - len(rows) * HEIGHT)

    return draw


def texts(rows, x=60, top=700):
    def draw(canvas):
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                canvas.drawString(x + j * WIDTH + 4, top - (i + 1) * HEIGHT + 8, cell)

    return draw


def words(text, x, y):
    return lambda canvas: canvas.drawString(x, y, text)


def cells(data):
    """The cells of each table on the pages."""
    blocks = pdf.read(data).blocks
    return [[row.cells for row in block.rows] for block in blocks if isinstance(block, Grid)]


def printed(data):
    """The running text on the pages."""
    blocks = pdf.read(data).blocks
    return [line.text for block in blocks for line in getattr(block, "lines", ())]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_table_stands_upright_however_its_page_is_turned(rotation, turned):
    data = page(
        words("支出决算表", 60, 720), lines(ROWS), texts(ROWS), rotation=rotation, turned=turned
    )
    assert cells(data) == [ROWS]
    assert printed(data) == ["支出决算表"]


def test_a_watermark_is_no_part_of_a_cell_and_is_not_lost():
    def watermark(canvas):
        canvas.translate(100, 640)
        canvas.rotate(30)
        canvas.drawString(0, 0, "仅供查阅")

    data = page(lines(ROWS), texts(ROWS), watermark)
    assert cells(data) == [ROWS]
    assert printed(data) == ["仅供查阅"]


def test_a_watermark_on_each_page_parts_no_table():
    def watermark(canvas):
        canvas.translate(100, 640)
        canvas.rotate(30)
        canvas.drawString(0, 0, "仅供查阅")

    more = [("教育支出", "2.00"), ("住房保障支出", "3.00")]
    data = pages(
        (lines(ROWS), texts(ROWS), watermark),
        (lines(more, top=740), texts(more, top=740), watermark),
    )
    assert cells(data) == [[*ROWS, *more]]
    assert printed(data) == ["仅供查阅", "仅供查阅"]


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_word_on_its_side_stands_in_its_cell(degrees):
    def label(canvas):
        canvas.translate(70, 690 if degrees == 270 else 680)
        canvas.rotate(degrees)
        canvas.setFont(FONT, 4)
        canvas.drawString(0, 0, "产出指标")

    rows = [("", "数量"), ("甲", "1.00"), ("乙", "2.00")]
    assert cells(page(lines(rows), texts(rows), label)) == [[("产出指标", "数量"), *rows[1:]]]


def test_digits_of_another_font_stand_in_their_line():
    def mixed(canvas):
        canvas.setFont(FONT, 12)
        canvas.drawString(60, 740, "部门决算")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(108, 737, "2024")
        canvas.setFont(FONT, 12)
        canvas.drawString(135, 740, "年度")

    assert printed(page(mixed, lines(ROWS), texts(ROWS))) == ["部门决算2024年度"]


def test_bold_made_by_printing_twice_is_read_once():
    again = texts(ROWS, x=60.4)
    assert cells(page(lines(ROWS), texts(ROWS), again)) == [ROWS]


def test_a_table_without_its_outer_sides_keeps_its_outer_columns():
    rows = [
        ("项目", "基本支出", "项目支出"),
        ("一般公共服务", "1.00", "2.00"),
        ("合计", "1.00", "2.00"),
    ]
    assert cells(page(lines(rows, sides=False), texts(rows))) == [rows]


def test_tables_without_outer_sides_stay_apart():
    data = page(
        lines(ROWS, sides=False),
        texts(ROWS),
        words("第二张表", 60, 600),
        lines(ROWS, sides=False, top=580),
        texts(ROWS, top=580),
    )
    assert cells(data) == [ROWS, ROWS]
    assert printed(data) == ["第二张表"]


def test_lines_within_a_drawing_within_a_page_rule_its_table():
    def nested(canvas):
        canvas.beginForm("inner")
        lines(ROWS, x=10, top=200)(canvas)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(20, 300)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.translate(30, 200)
        canvas.doForm("outer")

    assert cells(page(nested, texts(ROWS))) == [ROWS]


def test_text_beside_a_table_is_not_lost():
    data = page(lines(ROWS), texts(ROWS), words("旁注", 500, 690))
    assert cells(data) == [ROWS]
    assert printed(data) == ["旁注"]


def test_text_beside_a_table_parts_it_not_from_the_page_before():
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(600, 800))
    for rows, aside in ((ROWS, "甲"), ([("教育支出", "2.00"), ("国防支出", "3.00")], "乙")):
        canvas.setFont(FONT, 10)
        for draw in (lines(rows), texts(rows), words(aside, 500, 680)):
            draw(canvas)
        canvas.showPage()
    canvas.save()
    (grid,) = (b for b in pdf.read(made.getvalue()).blocks if isinstance(b, Grid))
    assert len(grid.rows) == 5
    assert [line.text for line in grid.after] == ["甲", "乙"]


def test_lines_beyond_any_page_are_not_on_it():
    def far(canvas):
        canvas.line(-1e30, 700, 1e30, 700)
        canvas.line(100, -3e38, 100, 3e38)
        canvas.drawString(1e20, 1e20, "far")

    assert cells(page(lines(ROWS), texts(ROWS), far)) == [ROWS]


def _box(canvas, row, x, columns, text, top=700, room=60):
    y = top - (row + 1) * HEIGHT
    canvas.rect(x, y, columns * room, HEIGHT)
    canvas.drawString(x + 4, y + 8, text)


def in_boxes(rows, first=0):
    """Rows drawn cell by cell, each cell with its text and how many parts of 60 it spans."""

    def draw(canvas):
        for i, row in enumerate(rows, start=first):
            x = 60
            for text, columns in row:
                _box(canvas, i, x, columns, text)
                x += 60 * columns

    return draw


UPPER = [
    [("收入决算表", 6)],
    [("项目", 2), ("本年收入", 4)],
    [("教育支出", 2), ("1,094.85", 4)],
    [("注：本表反映收入。", 6)],
]
LOWER = [
    [("支出决算表", 6)],
    [("项目", 3), ("基本支出", 1), ("项目支出", 2)],
    [("教育支出", 3), ("1,000.00", 1), ("94.85", 2)],
]


def test_tables_that_touch_are_parted_by_their_titles_with_columns_of_their_own():
    reading = pdf.read(page(in_boxes([*UPPER, *LOWER])))
    upper, lower = (block for block in reading.blocks if isinstance(block, Grid))
    assert [row.cells for row in upper.rows] == [("项目", "本年收入"), ("教育支出", "1,094.85")]
    assert [row.cells for row in lower.rows] == [
        ("项目", "基本支出", "项目支出"),
        ("教育支出", "1,000.00", "94.85"),
    ]
    assert [line.text for line in upper.before] == ["收入决算表"]
    assert [line.text for line in lower.before] == ["注：本表反映收入。", "支出决算表"]


@pytest.mark.parametrize("heading", ["一、基本支出", "注：详见下表", "其中：见附表，下同表"])
def test_a_heading_within_a_table_parts_it_not(heading):
    rows = [*UPPER[1:3], [(heading, 6)], [("合计", 2), ("1,094.85", 4)]]
    (grid,) = (b for b in pdf.read(page(in_boxes(rows))).blocks if isinstance(b, Grid))
    assert len(grid.rows) == 4


def test_a_word_of_one_column_is_no_title():
    rows = [*UPPER[1:3], [("报表", 2), ("", 4)], [("合计", 2), ("1,094.85", 4)]]
    (grid,) = (b for b in pdf.read(page(in_boxes(rows))).blocks if isinstance(b, Grid))
    assert len(grid.rows) == 4


def test_a_row_that_a_page_cuts_goes_on_where_its_last_line_is_full():
    upper = [ROWS[0], ROWS[1], ("文化旅游体育与传媒支出以及其", "1,094.85")]
    lower = [("他支出", ""), ("合计", "1,094.85")]
    whole = [*ROWS[:2], ("文化旅游体育与传媒支出以及其他支出", "1,094.85"), lower[1]]
    assert cells(pages([lines(upper), texts(upper)], [lines(lower), texts(lower)])) == [whole]


def test_a_row_that_ends_before_its_cell_does_goes_on_nowhere():
    lower = [("他支出", ""), ("合计", "1,094.85")]
    made = cells(pages([lines(ROWS), texts(ROWS)], [lines(lower), texts(lower)]))
    assert made == [[*ROWS, *lower]]


def test_a_narrow_table_below_a_wide_one_is_parted_by_its_numbered_title():
    """The title takes up all of its row, though little of the page: 附表2：支出决算表."""
    wide = [
        [("收入决算表", 8)],
        [("项目", 2), ("本年收入", 6)],
        [("教育支出", 2), ("1,094.85", 6)],
    ]
    narrow = [
        [("附表2：支出决算表", 3)],
        [("项目", 2), ("支出", 1)],
        [("教育支出", 2), ("94.85", 1)],
    ]
    reading = pdf.read(page(in_boxes([*wide, *narrow])))
    upper, lower = (block for block in reading.blocks if isinstance(block, Grid))
    assert [row.cells for row in upper.rows][-1] == ("教育支出", "1,094.85")
    assert [row.cells for row in lower.rows] == [("项目", "支出"), ("教育支出", "94.85")]

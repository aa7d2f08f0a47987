"""Tables printed on PDF pages in the ways in which offices rule them, or do not.

Amounts stand at the right of their columns and heads in the middle, as a workbook prints them.
"""

import io

from corpus.render import Table
from ingest.values import is_blank, number

FONT = "STSong-Light"
GRID, OPEN, COLUMNS, ROWS, THREE_LINES, BANDS, NONE = (
    "every cell in a box",
    "no outer sides",
    "lines between columns alone",
    "lines between rows alone",
    "three lines",
    "every second row shaded",
    "no line at all",
)
STYLES = (GRID, OPEN, COLUMNS, ROWS, THREE_LINES, BANDS, NONE)


def pdf(parts, ruling=GRID, size=8.0, page=(1191.0, 842.0), padding=4):
    """The parts of a document on pages, each table ruled in this way."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("line", fontName=FONT, fontSize=size, leading=size * 1.6)
    made = io.BytesIO()
    SimpleDocTemplate(
        made, pagesize=page, leftMargin=36, rightMargin=36, topMargin=36, bottomMargin=36
    ).build(
        [
            _table(part, ruling, size, page[0] - 84, padding)
            if isinstance(part, Table)
            else Paragraph(str(part), style)
            for part in parts
        ]
    )
    return made.getvalue()


def _table(part, ruling, size, room, padding):
    from reportlab.platypus import Table as Printed

    widths = _widths(part, size, room, padding)
    style = [
        ("FONT", (0, 0), (-1, -1), FONT, size, size * 1.2),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("PADDING", (0, 0), (-1, -1), padding),
        *_lines(part, ruling),
    ]
    data = []
    for y, row in enumerate(part.rows):
        texts = []
        for x, cell in enumerate(row):
            if cell is None:
                texts.append("")
                continue
            last = x + cell.columns - 1, y + cell.rows - 1
            if last != (x, y):
                style.append(("SPAN", (x, y), last))
            figure = number(cell.text) is not None or (cell.text and is_blank(cell.text))
            side = "CENTER" if y < part.header else "RIGHT" if figure else "LEFT"
            style.append(("ALIGN", (x, y), (x, y), side))
            texts.append(_wrapped(cell.text, sum(widths[x : last[0] + 1]) - 2 * padding, size))
        data.append(texts)
    return Printed(data, widths, style=style)


def _lines(part, ruling):
    from reportlab.lib.colors import black, lightgrey

    every = (0, 0), (-1, -1)
    head = (0, max(part.header - 1, 0)), (-1, max(part.header - 1, 0))
    top, foot = (0, 0), (-1, 0)
    over, under = (
        ("LINEABOVE", top, foot, 0.5, black),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, black),
    )
    rows = ("LINEABOVE", *every, 0.5, black)
    return {
        GRID: [("GRID", *every, 0.5, black)],
        OPEN: [rows, under, ("INNERGRID", *every, 0.5, black)],
        COLUMNS: [
            ("BOX", *every, 0.5, black),
            ("LINEAFTER", (0, 0), (-2, -1), 0.5, black),
            ("GRID", top, head[1], 0.5, black),
        ],
        ROWS: [rows, under],
        THREE_LINES: [over, ("LINEBELOW", *head, 0.5, black), under],
        BANDS: [
            ("BACKGROUND", (0, y), (-1, y), lightgrey)
            for y in range(part.header, len(part.rows), 2)
        ],
        NONE: [],
    }[ruling]


def _widths(part, size, room, padding):
    """As wide as what stands in a column, heads on two lines; at most a quarter of the room."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    widths = [3 * size] * part.width
    for y, row in enumerate(part.rows):
        for x, cell in enumerate(row):
            if cell is not None and cell.columns == 1:
                printed = stringWidth(cell.text, FONT, size) / (1 + (y < part.header)) + size
                widths[x] = max(widths[x], min(printed + 2 * padding, room / 4))
    over = sum(widths) / room
    return [width / over for width in widths] if over > 1 else widths


def _wrapped(text, width, size):
    """The text with line breaks where its cell ends."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            if line and stringWidth(line + character, FONT, size) > width:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return "\n".join(lines)

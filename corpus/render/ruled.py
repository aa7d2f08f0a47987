"""PDF: ruled tables on wide pages, a header repeated or not where a table goes on."""

from __future__ import annotations

import html as markup
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.render.printed import Beside, Part, Table, plain_lines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
    from reportlab.platypus import Flowable  # type: ignore[import-untyped]

FONT = "STSong-Light"
SIZE = 8
PAGE = (1191.0, 842.0)
MOST = 240.0
"""The widest a column may be, in points; longer texts are wrapped."""


def pdf(
    parts: Sequence[Part],
    *,
    repeat_header: bool = False,
    running: Sequence[str] = (),
    rules: str = "all",
) -> bytes:
    """Ruled tables and lines of text, the same bytes for the same parts.

    Args:
        parts: the document's parts.
        repeat_header: whether each page of a table prints its header rows again.
        running: lines printed at the top of every page.
        rules: `all` lines of a grid, `none`, or `bands`: every second row on grey, no line.
    """
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle(
        "line", fontName=FONT, fontSize=SIZE, leading=SIZE * 1.5, wordWrap="CJK"
    )

    def print_running(canvas: Canvas, _: object) -> None:
        canvas.setFont(FONT, SIZE)
        for i, line in enumerate(running, start=1):
            canvas.drawString(40, PAGE[1] - 20 - i * SIZE * 1.5, line)

    made = io.BytesIO()
    document = BaseDocTemplate(made, pagesize=PAGE, invariant=1)
    height = PAGE[1] - 60 - len(running) * SIZE * 1.5
    frame = Frame(40, 30, PAGE[0] - 80, height, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=print_running)])
    document.build(
        [
            _table(part, repeat_header, rules)
            if isinstance(part, Table)
            else _beside(part)
            if isinstance(part, Beside)
            else Paragraph(markup.escape(plain_lines(part)), style)
            for part in parts
        ]
    )
    return made.getvalue()


def _beside(part: Beside) -> Flowable:
    """A line without rules, its texts from margin to margin."""
    from reportlab.platypus import Table as Printed

    *_, last = range(len(part.texts))
    style: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), FONT, SIZE, SIZE * 1.2),
        ("PADDING", (0, 0), (-1, -1), 2),
        ("ALIGN", (last, 0), (last, 0), "RIGHT"),
    ]
    width = (PAGE[0] - 90) / len(part.texts)
    return Printed([list(part.texts)], [width] * len(part.texts), style=style)


def _table(part: Table, repeat_header: bool, rules: str) -> Flowable:
    from reportlab.lib.colors import black, lightgrey  # type: ignore[import-untyped]
    from reportlab.platypus import Table as Printed

    widths = _widths(part)
    style: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), FONT, SIZE, SIZE * 1.2),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("PADDING", (0, 0), (-1, -1), 3),
    ]
    if rules == "all":
        style.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    elif rules == "bands":
        bands = range(part.header, len(part.rows), 2)
        style += [("BACKGROUND", (0, i), (-1, i), lightgrey) for i in bands]
    if rules != "all":
        style.append(("ALIGN", (2, part.header), (-1, -1), "RIGHT"))
    data: list[list[str]] = []
    for row_no, row in enumerate(part.rows):
        texts = []
        for column, cell in enumerate(row):
            if cell is None:
                texts.append("")
                continue
            if cell.columns > 1 or cell.rows > 1:
                last = column + cell.columns - 1, row_no + cell.rows - 1
                style.append(("SPAN", (column, row_no), last))
            width = sum(widths[column : column + cell.columns])
            texts.append("\n".join(_wrapped(cell.text, width - 6)))
        data.append(texts)
    repeated = part.header if repeat_header else 0
    return Printed(data, widths, style=style, repeatRows=repeated)


def _widths(part: Table) -> list[float]:
    """As wide as the longest text of a column, within limits, and all within the page."""
    from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

    widths = [30.0] * part.width
    for row in part.rows:
        for column, cell in enumerate(row):
            if cell is not None and cell.columns == 1:
                printed = max(stringWidth(line, FONT, SIZE) for line in cell.text.split("\n"))
                widths[column] = max(widths[column], min(printed + 8, MOST))
    room = PAGE[0] - 90
    while sum(widths) > room:
        most = max(widths)
        widths = [min(width, most * 0.95) for width in widths]
    return widths


def _wrapped(text: str, width: float) -> list[str]:
    """The lines of a text that is broken where the column ends, as a Chinese text is."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            if line and stringWidth(line + character, FONT, SIZE) > width:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines

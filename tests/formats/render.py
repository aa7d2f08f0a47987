"""A printed table → the formats that departments publish it in.

A document is a sequence of parts: a string is a line of running text, a `Table` a table with
its merged cells. `txt`, `html`, `docx`, `xlsx` and `pdf` print the same parts; a text golden
becomes parts by `parts_of`.
"""

import html as markup
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.documents import Grid, Reading
from ingest.headers import is_number_line
from ingest.values import number


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the columns and rows that it spans."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many positions each; None where a merged cell covers the position."""

    rows: tuple[tuple[Cell | None, ...], ...]
    header: int = 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)


Part = str | Table

ROOT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOT_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def table(rows: Sequence[Sequence[str]], header: int = 0) -> Table:
    """A table of plain texts, the cells of its first `header` rows merged over blanks."""
    width = max(map(len, rows), default=0)
    texts = [[*row, *[""] * (width - len(row))] for row in rows]
    return Table(tuple(_merged(texts, range(header))), header)


def parts_of(reading: Reading, headers: Mapping[int, Sequence[int]]) -> list[Part]:
    """The parts of a text document.

    Args:
        reading: the document as its reader gives it.
        headers: the header rows of each block, counted from 1.
    """
    parts: list[Part] = []
    for block in reading.blocks:
        if not isinstance(block, Grid):
            parts += [line.text for line in block.lines if line.text]
            continue
        heads = [i - 1 for i in headers.get(block.block_no, ())]
        width = max(len(row.cells) for row in block.rows)
        texts = [[*row.cells, *[""] * (width - len(row.cells))] for row in block.rows]
        depth = next((i for i in range(len(texts)) if i not in heads), len(texts))
        numbers = {i for i, row in enumerate(block.rows) if is_number_line(row)}
        merged = _merged(texts, [i for i in heads if i not in numbers])
        parts.append(Table(tuple(merged), depth))
    return parts


def _merged(
    texts: Sequence[Sequence[str]], heads: Sequence[int]
) -> list[tuple[Cell | None, ...]]:
    """The rows with the merges that their header rows show.

    A header cell goes on over the blanks under it where the columns that it spans print
    nothing, and over the blanks on its right as far as the cell above both reaches.
    """
    cells: list[list[Cell | None]] = [[Cell(text) for text in row] for row in texts]
    for _, run in groupby(enumerate(sorted(heads)), key=lambda item: item[1] - item[0]):
        above: list[tuple[int, int, int]] = []
        for _, row in run:
            spans: list[tuple[int, int, int]] = []
            for top, first, last in above or [(row, 0, len(texts[row]))]:
                owner = cells[top][first]
                goes_on = top < row and not any(texts[row][first:last])
                if goes_on and owner is not None and owner.text:
                    cells[top][first] = Cell(owner.text, owner.columns, row - top + 1)
                    cells[row][first:last] = [None] * (last - first)
                    spans.append((top, first, last))
                else:
                    spans += _merged_right(cells[row], row, first, last)
            above = spans
    return [tuple(row) for row in cells]


def _merged_right(
    row: list[Cell | None], row_no: int, first: int, last: int
) -> list[tuple[int, int, int]]:
    printed = [i for i in range(first, last) if (cell := row[i]) and cell.text]
    starts = sorted({first, *printed})
    spans = []
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        owner = row[start]
        if owner is not None and owner.text:
            row[start] = Cell(owner.text, end - start)
            row[start + 1 : end] = [None] * (end - start - 1)
            spans.append((row_no, start, end))
        else:
            spans += [(row_no, i, i + 1) for i in range(start, end)]
    return spans


def txt(parts: Sequence[Part]) -> bytes:
    """A row a line, a tab between cells."""
    made: list[str] = []
    for part in parts:
        if isinstance(part, str):
            made.append(part)
            continue
        made.append("")
        made += [
            "\t".join("<br/>".join(cell.text.split("\n")) if cell else "" for cell in row)
            for row in part.rows
        ]
        made.append("")
    return "\n".join(made).encode()


def html(parts: Sequence[Part], charset: str = "utf-8") -> bytes:
    """A page with the table's spans."""
    made = [f'<!DOCTYPE html><html><head><meta charset="{charset}"></head><body>']
    for part in parts:
        if isinstance(part, str):
            made.append(f"<p>{markup.escape(part)}</p>")
            continue
        made.append('<table border="1">')
        for row in part.rows:
            made.append("<tr>")
            for cell in filter(None, row):
                spans = f' colspan="{cell.columns}"' * (cell.columns > 1)
                spans += f' rowspan="{cell.rows}"' * (cell.rows > 1)
                made.append(f"<td{spans}>{markup.escape(cell.text, quote=False)}</td>")
            made.append("</tr>")
        made.append("</table>")
    made.append("</body></html>")
    return "\n".join(made).encode(charset)


def docx(parts: Sequence[Part]) -> bytes:
    """The smallest Word package that states its merges."""
    body = "".join(
        _paragraph(part) if isinstance(part, str) else _word_table(part) for part in parts
    )
    return word_package(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def word_package(document: str) -> bytes:
    """A Word package around the XML of its document."""
    return package(
        {
            "[Content_Types].xml": ROOT_TYPES,
            "_rels/.rels": ROOT_RELATIONS,
            "word/document.xml": document,
        }
    )


def package(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def _paragraph(text: str) -> str:
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{markup.escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:p><w:r>{lines}</w:r></w:p>"


def _word_table(part: Table) -> str:
    rows = []
    for row_no in range(len(part.rows)):
        cells = []
        for column, cell in enumerate(part.rows[row_no]):
            properties = ""
            if cell is None:
                top = _anchor_above(part, row_no, column)
                if top is None:
                    continue
                span, properties, text = top.columns, "<w:vMerge/>", ""
            else:
                span, text = cell.columns, cell.text
                properties = '<w:vMerge w:val="restart"/>' * (cell.rows > 1)
            if span > 1:
                properties = f'<w:gridSpan w:val="{span}"/>{properties}'
            properties = f'<w:tcW w:w="{900 * span}" w:type="dxa"/>{properties}'
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(text)}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = '<w:gridCol w:w="900"/>' * part.width
    size = f'<w:tblPr><w:tblW w:w="{900 * part.width}" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{size}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def _anchor_above(part: Table, row_no: int, column: int) -> Cell | None:
    """The cell that begins in this column in a row above and reaches down to this row."""
    for above in range(row_no - 1, -1, -1):
        cell = part.rows[above][column]
        if cell is not None:
            return cell if above + cell.rows > row_no else None
    return None


def xlsx(parts: Sequence[Part], sheet_name: str = "表") -> bytes:
    """A sheet: lines are merged over the table's columns, amounts are numbers with formats."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(sheet_name)
        formats = {
            code: book.add_format({"num_format": code})
            for code in ("#,##0.00", "#,##0", "0.00", "0.0", "0", "0.00%", "0%")
        }
        width = max((part.width for part in parts if isinstance(part, Table)), default=1)
        row_no = 0
        for position, part in enumerate(parts):
            row_no += position > 0 and isinstance(parts[position - 1], Table)
            if isinstance(part, str):
                if width > 1:
                    sheet.merge_range(row_no, 0, row_no, width - 1, part)
                else:
                    sheet.write_string(row_no, 0, part)
                row_no += 1
                continue
            for row in part.rows:
                for column, cell in enumerate(row):
                    if cell is None or not cell.text:
                        continue
                    if cell.columns > 1 or cell.rows > 1:
                        last = row_no + cell.rows - 1, column + cell.columns - 1
                        sheet.merge_range(row_no, column, *last, cell.text)
                    else:
                        _write(sheet, row_no, column, cell.text, formats)
                row_no += 1
    return made.getvalue()


def _write(sheet, row: int, column: int, text: str, formats) -> None:
    """A figure as a number that its format prints so, anything else as text."""
    parsed = number(text)
    code = "#,##0" if "," in text else "0"
    decimals = parsed.decimals if parsed else 0
    code += f".{'0' * decimals}" * bool(decimals) + "%" * text.endswith("%")
    if parsed is None or code not in formats or (code == "0" and len(text) > 1):
        sheet.write_string(row, column, text)
    else:
        value = parsed.value / 100 if text.endswith("%") else parsed.value
        sheet.write_number(row, column, float(value), formats[code])


def pdf(
    parts: Sequence[Part], *, repeat_header: bool = False, running: Sequence[str] = ()
) -> bytes:
    """Ruled tables on wide pages.

    Args:
        parts: the document's parts.
        repeat_header: whether each page of a table prints its header rows again.
        running: lines printed at the top of every page.
    """
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("line", fontName=FONT, fontSize=SIZE, leading=SIZE * 1.5)

    def print_running(canvas, _) -> None:
        canvas.setFont(FONT, SIZE)
        for i, line in enumerate(running, start=1):
            canvas.drawString(40, PAGE[1] - 20 - i * SIZE * 1.5, line)

    made = io.BytesIO()
    document = BaseDocTemplate(made, pagesize=PAGE)
    height = PAGE[1] - 60 - len(running) * SIZE * 1.5
    frame = Frame(40, 30, PAGE[0] - 80, height, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=print_running)])
    document.build(
        [
            Paragraph(markup.escape(part), style)
            if isinstance(part, str)
            else _printed_table(part, repeat_header)
            for part in parts
        ]
    )
    return made.getvalue()


FONT = "STSong-Light"
SIZE = 8
PAGE = (1191.0, 842.0)
MOST = 240.0
"""The widest a column may be, in points; longer texts are wrapped."""


def _printed_table(part: Table, repeat_header: bool):
    from reportlab.lib.colors import black
    from reportlab.platypus import Table as Printed

    widths = _widths(part)
    style: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), FONT, SIZE, SIZE * 1.2),
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("PADDING", (0, 0), (-1, -1), 3),
    ]
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
    from reportlab.pdfbase.pdfmetrics import stringWidth

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


RENDERERS = {"txt": txt, "html": html, "docx": docx, "xlsx": xlsx, "pdf": pdf}
"""Each format's renderer by the extension of its files."""

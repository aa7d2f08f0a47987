"""PDF → blocks: ruled tables by the page's own lines, running text in reading order.

`pypdfium2` reads every page's text and tells which pages draw lines; only those go through
`pdfplumber`, which finds the cells between the lines. A table that runs over pages is joined
where its columns agree and nothing but its own title stands between the parts. A page
without a text layer (a scan) is a notice with its reason, not silence.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium_c
from pdfplumber.page import Page
from pdfplumber.table import Table

from ingest.documents import Line, Notice, Reading, Row
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import Part, blocks

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 3_000
MAX_OBJECTS = 50_000
"""A page that draws more is a map or a plan, and no table is looked for in it."""
_LEAST_PATHS = 3
_NEAR = 4.0
"""How far apart, in points, two edges may lie to count as one."""
_PAGE_NUMBER = re.compile(
    r"[-—–\s]*(?:第?\s*\d{1,4}\s*页?(?:\s*[,，/共]+\s*\d{1,4}\s*页?)?)[-—–\s]*"
)
_WORD_BREAK = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a first look at a page shows: its text, whether it draws lines, its flaw."""

    text: str
    is_ruled: bool = False
    flaw: Notice | None = None


@dataclass(frozen=True, slots=True)
class _RuledTable:
    """A table of one page: rows in the page's order, and the edges between columns."""

    edges: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _OpenTable:
    """A table that the next page may go on with."""

    edges: tuple[float, ...]
    rows: list[Row]
    before: tuple[str, ...]


def read(data: bytes) -> Reading:
    """The tables and text of a PDF, page by page.

    Raises:
        DocumentError: the file is encrypted, damaged, too long, or has no text layer.
    """
    document = _open(data)
    try:
        pages = [_sight(document, i) for i in range(len(document))]
    finally:
        document.close()
    if not any(page.text.strip() for page in pages):
        raise DocumentError(
            Reason.NO_TEXT_LAYER, f"none of the {len(pages)} pages has a text layer"
        )
    notices = [page.flaw for page in pages if page.flaw is not None]
    parts = list(_joined(_page_parts(data, pages, notices)))
    return Reading(MEDIA_TYPE, "", tuple(blocks(parts)), tuple(notices))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentError(Reason.ENCRYPTED, "the PDF needs a password") from error
        raise DocumentError(Reason.DAMAGED, f"the PDF cannot be opened: {error}") from error
    if len(document) > MAX_PAGES:
        document.close()
        raise DocumentError(Reason.TOO_LARGE, f"more than {MAX_PAGES} pages")
    return document


def _sight(document: pypdfium2.PdfDocument, index: int) -> _Sight:
    """A page's text in reading order, and whether it draws lines."""
    place = f"page {index + 1}"
    try:
        page = document[index]
        text_page = page.get_textpage()
        text = str(text_page.get_text_range()).encode("utf-8", "replace").decode()
        text_page.close()
    except pypdfium2.PdfiumError as error:
        return _Sight("", flaw=Notice(Reason.DAMAGED, f"the page is damaged: {error}", place))
    crowded = pdfium_c.FPDFPage_CountObjects(page) > MAX_OBJECTS
    is_ruled = _draws(page, pdfium_c.FPDF_PAGEOBJ_PATH, _LEAST_PATHS)
    is_picture = _draws(page, pdfium_c.FPDF_PAGEOBJ_IMAGE, 1)
    page.close()
    flaw = None
    if crowded:
        detail = f"the page draws more than {MAX_OBJECTS:,} objects; its text alone is read"
        flaw = Notice(Reason.TOO_LARGE, detail, place)
    elif not text.strip() and is_picture and not is_ruled:
        detail = "the page is a picture without text"
        flaw = Notice(Reason.NO_TEXT_LAYER, detail, place)
    return _Sight(text, is_ruled and not crowded, flaw)


def _draws(page: pypdfium2.PdfPage, kind: int, least: int) -> bool:
    """Whether a page draws at least so many objects of a kind."""
    return sum(1 for _ in islice(page.get_objects(filter=[kind]), least)) == least


_PagePart = list[Line] | _RuledTable


def _page_parts(
    data: bytes, pages: Sequence[_Sight], notices: list[Notice]
) -> Iterator[list[_PagePart]]:
    """For each page its text and ruled tables from top to bottom.

    A page whose lines cannot be read gives its text, and a notice.
    """
    plumber: pdfplumber.pdf.PDF | None = None
    for number, sight in enumerate(pages, start=1):
        if not sight.text.strip():
            yield []
            continue
        if sight.is_ruled:
            try:
                plumber = plumber or pdfplumber.open(io.BytesIO(data))
                page = plumber.pages[number - 1]
                parts = _ruled_page(page, number)
                page.close()
            except Exception as error:  # noqa: BLE001  a damaged page fails in many ways
                detail = f"its lines cannot be read, its text alone is: {error!r}"
                notices.append(Notice(Reason.DAMAGED, detail[:300], f"page {number}"))
            else:
                yield parts
                continue
        yield [_text_lines(sight.text, number)]
    if plumber is not None:
        plumber.close()


def _text_lines(text: str, number: int) -> list[Line]:
    printed = (line.strip() for line in text.replace("\r", "\n").split("\n"))
    return [
        Line(line, f"page {number} line {i}")
        for i, line in enumerate(printed, start=1)
        if line and not _PAGE_NUMBER.fullmatch(line)
    ]


def _ruled_page(page: Page, number: int) -> list[_PagePart]:
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda item: not _inside(item, boxes)) if boxes else page
    placed: list[tuple[float, Line | _RuledTable]] = []
    for i, line in enumerate(outside.extract_text_lines(y_tolerance=5), start=1):
        text = line["text"].strip().encode("utf-8", "replace").decode()
        if text and not _PAGE_NUMBER.fullmatch(text):
            placed.append((line["top"], Line(text, f"page {number} line {i}")))
    for i, table in enumerate(tables, start=1):
        placed.append((table.bbox[1], _ruled_table(table, f"page {number} table {i}")))
    placed.sort(key=lambda item: item[0])
    parts: list[_PagePart] = []
    for _, item in placed:
        if isinstance(item, _RuledTable):
            parts.append(item)
        elif parts and isinstance(parts[-1], list):
            parts[-1].append(item)
        else:
            parts.append([item])
    return parts


def _inside(item: dict[str, Any], boxes: Sequence[tuple[float, ...]]) -> bool:
    if item["object_type"] != "char":
        return False
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _ruled_table(table: Table, place: str) -> _RuledTable:
    """The cells of a table on its grid of edges; merged cells cover what they span."""
    xs = _edges([x for cell in table.cells for x in (cell[0], cell[2])])
    ys = _edges([y for cell in table.cells for y in (cell[1], cell[3])])
    width, height = len(xs) - 1, len(ys) - 1
    texts = [[""] * width for _ in range(height)]
    covered = [[""] * width for _ in range(height)]
    printed = {
        cell: text
        for row, row_texts in zip(table.rows, table.extract(), strict=True)
        for cell, text in zip(row.cells, row_texts, strict=True)
        if cell is not None
    }
    for cell, text in printed.items():
        first, last = _nearest(xs, cell[0]), _nearest(xs, cell[2])
        top, bottom = _nearest(ys, cell[1]), _nearest(ys, cell[3])
        whole = _unwrapped(text or "")
        if first < width and top < height:
            texts[top][first] = whole
        for y in range(top, max(bottom, top + 1)):
            for x in range(first, max(last, first + 1)):
                if y < height and x < width:
                    covered[y][x] = whole
    rows = tuple(
        Row(
            tuple(texts[y]),
            tuple(f"{place} row {y + 1} cell {x + 1}" for x in range(width)),
            tuple(covered[y]),
        )
        for y in range(height)
        if any(texts[y])
    )
    return _RuledTable(tuple(xs), rows)


def _edges(values: Sequence[float]) -> list[float]:
    """Sorted edges, those nearer than `_NEAR` to the one before left out."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _unwrapped(text: str) -> str:
    """A cell's text without the line breaks that its width made."""
    whole = _WORD_BREAK.sub(" ", text).replace("\n", "").strip()
    return whole.encode("utf-8", "replace").decode()


def _joined(pages: Iterator[list[_PagePart]]) -> Iterator[Part]:
    """The parts in order, tables that run over pages joined."""
    open_table: _OpenTable | None = None
    for parts in pages:
        for position, part in enumerate(parts):
            first_table = all(isinstance(other, list) for other in parts[:position])
            if isinstance(part, list):
                continues = open_table is not None and position == 0 and len(parts) > 1
                following = parts[1] if continues else None
                if (
                    isinstance(following, _RuledTable)
                    and open_table is not None
                    and _repeats(part, open_table)
                    and _agree(open_table.edges, following.edges)
                ):
                    continue
                if open_table is not None:
                    yield tuple(open_table.rows)
                    open_table = None
                yield tuple(part)
            elif open_table and first_table and _agree(open_table.edges, part.edges):
                open_table.rows += _on(open_table.edges, part)
            else:
                before = _texts_before(parts, position)
                if open_table is not None:
                    yield tuple(open_table.rows)
                open_table = _OpenTable(part.edges, list(part.rows), before)
    if open_table is not None:
        yield tuple(open_table.rows)


def _texts_before(parts: Sequence[_PagePart], position: int) -> tuple[str, ...]:
    before = parts[position - 1] if position else []
    return tuple(line.text for line in before) if isinstance(before, list) else ()


def _repeats(lines: Sequence[Line], table: _OpenTable) -> bool:
    """Whether the lines above a table are those above its first part once more."""
    return {line.text for line in lines} <= set(table.before)


def _agree(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether two parts are one table: the same outer edges, and no edge of its own."""
    if abs(first[0] - second[0]) > _NEAR or abs(first[-1] - second[-1]) > _NEAR:
        return False
    return all(min(abs(edge - other) for other in first) <= _NEAR for edge in second)


def _on(edges: Sequence[float], table: _RuledTable) -> Iterator[Row]:
    """The rows of a part on the columns of the whole."""
    width = len(edges) - 1
    starts = [_nearest(edges, edge) for edge in table.edges[:-1]]
    ends = [_nearest(edges, edge) for edge in table.edges[1:]]
    for row in table.rows:
        cells, places, covered = [""] * width, [row.places[0]] * width, [""] * width
        for i, start in enumerate(starts):
            cells[start], places[start] = row.cells[i], row.places[i]
            for column in range(start, ends[i]):
                covered[column] = row.covered[i]
        yield Row(tuple(cells), tuple(places), tuple(covered))

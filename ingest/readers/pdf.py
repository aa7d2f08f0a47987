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
_LEAST_PATHS = 3
_NEAR = 4.0
"""How far apart, in points, two edges may lie to count as one."""
_PAGE_NUMBER = re.compile(
    r"[-—–\s]*(?:第?\s*\d{1,4}\s*页?(?:\s*[,，/共]+\s*\d{1,4}\s*页?)?)[-—–\s]*"
)
_WORD_BREAK = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")


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
        pages = [_triage(document[i]) for i in range(len(document))]
    finally:
        document.close()
    notices = tuple(
        Notice(Reason.NO_TEXT_LAYER, "the page is a picture without text", f"page {i}")
        for i, (text, paths, images) in enumerate(pages, start=1)
        if not text.strip() and images and paths <= _LEAST_PATHS
    )
    if pages and not any(text.strip() for text, _, _ in pages):
        raise DocumentError(
            Reason.NO_TEXT_LAYER, f"none of the {len(pages)} pages has a text layer"
        )
    parts = list(_joined(_page_parts(data, pages)))
    return Reading(MEDIA_TYPE, "", tuple(blocks(parts)), notices)


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


def _triage(page: pypdfium2.PdfPage) -> tuple[str, int, int]:
    """A page's text in reading order, and how many paths and pictures it draws."""
    text_page = page.get_textpage()
    text = str(text_page.get_text_range())
    paths = sum(1 for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]))
    images = sum(1 for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]))
    text_page.close()
    return text, paths, images


_PagePart = list[Line] | _RuledTable


def _page_parts(
    data: bytes, pages: Sequence[tuple[str, int, int]]
) -> Iterator[list[_PagePart]]:
    """For each page its text and ruled tables from top to bottom."""
    with pdfplumber.open(io.BytesIO(data)) as plumber:
        for number, (text, paths, _) in enumerate(pages, start=1):
            if not text.strip():
                yield []
            elif paths < _LEAST_PATHS:
                yield [_text_lines(text, number)]
            else:
                page = plumber.pages[number - 1]
                yield _ruled_page(page, number)
                page.close()


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
        text = line["text"].strip()
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
    return _WORD_BREAK.sub(" ", text).replace("\n", "").strip()


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

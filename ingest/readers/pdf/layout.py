"""What a page shows → its text and tables, from top to bottom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.documents import Line, Notice, Row
from ingest.errors import Reason
from ingest.readers.pdf.cells import Filled, Texts, filled
from ingest.readers.pdf.heads import Band
from ingest.readers.pdf.lines import lines_of, text_of
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.ruled import Frame, TooManyLinesError, frames
from ingest.readers.pdf.unruled import Unruled, unruled

_PAGE_NUMBER = re.compile(
    r"[-—–\s]*(?:第?\s*\d{1,4}\s*页?(?:\s*[,，/共]+\s*\d{1,4}\s*页?)?)[-—–\s]*"
    r"|[(（]?[转接续]下[页表][)）]?"
)
_FIGURE = re.compile(r"\d[.,]\d")
LEAST_FIGURES = 3
"""A page with fewer figures than this has no table that lines do not rule."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page: rows in the page's order, and the edges between columns.

    `goes_on`: its last row is cut off by the page's end; `went_on`: its first row is the
    rest of one that the page before cut off. `bands` are the columns' texts from side to
    side where nothing rules them.
    """

    edges: tuple[float, ...]
    rows: tuple[Row, ...]
    went_on: bool = False
    goes_on: bool = False
    bands: tuple[Band, ...] = ()


class Printed(NamedTuple):
    """A line of running text, and where that is known how far from the top it stands."""

    line: Line
    y: float | None = None


PagePart = list[Printed] | PageTable


def parts_of(look: Look, number: int) -> tuple[list[PagePart], list[Notice]]:
    """A page's text and tables from top to bottom, and what is wrong with it."""
    notices = [look.flaw] if look.flaw is not None else []
    if not look.text.strip():
        return [], notices
    found: list[Frame] = []
    try:
        found = frames(look.horizontals, look.verticals)
    except TooManyLinesError:
        detail = "the page draws too many lines; its text alone is read"
        notices.append(Notice(Reason.TOO_LARGE, detail, f"page {number}"))
    placed: list[tuple[float, Printed | PageTable]] = []
    outside = list(look.chars)
    for frame in found:
        tables, outside = filled(frame, outside)
        placed += _placed(tables, f"page {number} table", len(placed) + 1)
    if len(_FIGURE.findall(look.text)) >= LEAST_FIGURES:
        aligned = unruled(outside, look.horizontals)
        outside = list(aligned.rest)
        for aside in aligned.tables:
            place = f"page {number} table {len(placed) + 1}"
            placed.append((aside.top, _unruled_table(aside, place)))
        if aligned.unclear:
            detail = "figures in columns that neither lines nor white space part"
            place = f"page {number}"
            notices.append(Notice(Reason.TABLE_WITHOUT_GRID, detail, place))
    if not placed:
        return [_text_lines(look.text, number)], notices
    for i, line in enumerate(lines_of(outside), start=1):
        text = text_of(line)
        if text and not _PAGE_NUMBER.fullmatch(text):
            y = sum(char.y for char in line) / len(line)
            printed = Printed(Line(text, f"page {number} line {i}"), y)
            placed.append((_beside(found, y), printed))
    foot = max(place for place, _ in placed)
    placed += [(foot, Printed(Line(text, f"page {number}"))) for text in look.slanted]
    return _in_order(placed), notices


def _placed(
    tables: Sequence[Filled], place: str, first: int
) -> Iterator[tuple[float, PageTable]]:
    """Ruled tables with where they begin, numbered from `first`."""
    for number, table in enumerate(tables, start=first):
        frame, cells = table.frame, table.cells
        rows = _rows(cells, table.covered, f"{place} {number}")
        went_on = frame.is_open_above and any(cells[0])
        goes_on = frame.is_open_below and any(cells[-1])
        yield frame.ys[0], PageTable(frame.xs, rows, went_on, goes_on)


def _unruled_table(table: Unruled, place: str) -> PageTable:
    edges = (*(band.x0 for band in table.bands), table.bands[-1].x1)
    return PageTable(edges, _rows(table.cells, table.covered, place), bands=table.bands)


def _text_lines(text: str, number: int) -> list[Printed]:
    """The lines of a page without tables, in the order in which the file prints them."""
    printed = (line.strip() for line in text.replace("\r", "\n").split("\n"))
    return [
        Printed(Line(line, f"page {number} line {i}"))
        for i, line in enumerate(printed, start=1)
        if line and not _PAGE_NUMBER.fullmatch(line)
    ]


def _in_order(placed: list[tuple[float, Printed | PageTable]]) -> list[PagePart]:
    """Tables and text from top to bottom, the lines between two tables together."""
    parts: list[PagePart] = []
    for _, item in sorted(placed, key=lambda item: item[0]):
        if isinstance(item, PageTable):
            parts.append(item)
        elif parts and isinstance(parts[-1], list):
            parts[-1].append(item)
        else:
            parts.append([item])
    return parts


def _beside(found: Sequence[Frame], y: float) -> float:
    """Where a line stands; one beside a table goes over or under it, whichever is nearer."""
    for frame in found:
        top, bottom = frame.ys[0], frame.ys[-1]
        if top < y < bottom:
            return top - 1 if y - top < bottom - y else bottom
    return y


def _rows(cells: Sequence[Texts], covered: Sequence[Texts], place: str) -> tuple[Row, ...]:
    """The rows that print something, each cell with its place."""
    return tuple(
        Row(
            texts,
            tuple(f"{place} row {y} cell {x}" for x in range(1, len(texts) + 1)),
            cover,
        )
        for y, (texts, cover) in enumerate(zip(cells, covered, strict=True), start=1)
        if any(texts)
    )

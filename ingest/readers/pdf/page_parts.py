"""What a page shows → its text and tables, from top to bottom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import NamedTuple

from ingest.documents import Line, Notice, Row
from ingest.errors import Reason
from ingest.headers import prints_figures
from ingest.readers.assemble import is_title
from ingest.readers.pdf.cells import Filled, Texts, filled, holds_rows
from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.lines_of_text import lines_of, text_of
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.ruled_tables import Frame, TooManyLinesError, frames
from ingest.readers.pdf.shaded_tables import shaded
from ingest.readers.pdf.unruled_heads import NONE_KNOWN, Band, Known
from ingest.readers.pdf.unruled_tables import Unruled, unruled

_PAGE_NUMBER = re.compile(
    r"[-—–\s]*(?:第?\s*\d{1,4}\s*页?(?:\s*[,，/共]+\s*\d{1,4}\s*页?)?)[-—–\s]*"
    r"|[(（]?[转接续]下[页表][)）]?"
)
_FIGURE = re.compile(r"\d[.,]\d|\d{5,}|指标")
LEAST_FIGURES = 2
"""A page with fewer figures, or heads of indicators, has no table that lines do not rule."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page: rows in the page's order, and the edges between columns.

    `goes_on`: its last row is cut off by the page's end; `went_on`: its first row is the
    rest of one that the page before cut off. `full`: by column, how many rows above the
    last one the last cell begins, if it has no room for more text, so that it may go on
    although lines close it. `bands` are the columns' texts from side to
    side where nothing rules them; `beside` are the lines at the side of its rows, and those
    across them. `is_ruled`: its edges are lines, not those of grounds.
    """

    edges: tuple[float, ...]
    rows: tuple[Row, ...]
    went_on: bool = False
    goes_on: bool = False
    full: tuple[int | None, ...] = ()
    bands: tuple[Band, ...] = ()
    beside: tuple[Line, ...] = ()
    is_ruled: bool = True


class Printed(NamedTuple):
    """A line of running text, and where that is known how far from the top it stands."""

    line: Line
    y: float | None = None


PagePart = list[Printed] | PageTable
_Placed = tuple[float, Printed | PageTable]


def parts_of(
    look: Look, number: int, known: Known = NONE_KNOWN
) -> tuple[list[PagePart], list[Notice]]:
    """A page's text and tables from top to bottom, and what is wrong with it.

    Args:
        look: what it shows.
        number: of the page, from 1.
        known: the table that ends the page before (`known_at_end`).
    """
    notices = [look.flaw] if look.flaw is not None else []
    if not look.text.strip():
        return [], notices
    page = f"page {number}"
    found = tables_on(look, known)
    if found.has_too_many_lines:
        detail = "the page draws too many lines; its text alone is read"
        notices.append(Notice(Reason.TOO_LARGE, detail, page))
    if found.unclear:
        detail = "figures in columns that neither lines nor white space part"
        titles = dict.fromkeys(_titles_over(found.unclear, found.outside))
        detail = ": ".join([detail, *(["、".join(titles)] if titles else [])])
        notices.append(Notice(Reason.TABLE_WITHOUT_GRID, detail, page))
    ruled, outside = found.ruled, found.outside
    placed: list[_Placed] = list(_unruled_tables(found.unruled, len(ruled) + 1, page))
    if not ruled and not placed:
        return [_text_lines(look.text, number)], notices
    placed += _ruled_and_text(ruled, outside, page)
    return _in_order(_with_slanted(placed, look.slanted, page)), notices


def _with_slanted(placed: Sequence[_Placed], texts: Sequence[str], page: str) -> list[_Placed]:
    """What a page shows, words at an angle beside its last table, which they lie across."""
    lines = tuple(Line(text, page) for text in texts)
    tables = [i for i, (_, part) in enumerate(placed) if isinstance(part, PageTable)]
    last = max(tables, key=lambda i: placed[i][0], default=None)
    made = list(placed)
    if last is None:
        foot = max(place for place, _ in placed)
        return [*made, *((foot, Printed(line)) for line in lines)]
    place, table = placed[last]
    if isinstance(table, PageTable):
        made[last] = place, replace(table, beside=(*table.beside, *lines))
    return made


class Tables(NamedTuple):
    """The tables of a page, the characters outside of them, and what is wrong with it.

    `unclear` is how far from the top figures begin that stand in no columns.
    """

    ruled: Sequence[Filled]
    unruled: Sequence[Unruled]
    outside: Sequence[Char]
    has_too_many_lines: bool = False
    unclear: Sequence[float] = ()


def _titles_over(places: Sequence[float], chars: Sequence[Char]) -> Iterator[str]:
    """The title that stands nearest above each place, in a line of running text."""
    lines = [(line[0].y, text_of(line)) for line in lines_of(chars)]
    titles = [(y, text) for y, text in lines if is_title(text)]
    for place in places:
        yield from [text for y, text in titles if y < place][-1:]


def known_at_end(parts: Sequence[PagePart], before: Known) -> Known:
    """The table without lines that ends a page; of none where another thing does.

    Args:
        parts: what the page shows.
        before: the table that ended the page before; its head is that of one without a head.
    """
    last = parts[-1] if parts else None
    bands = last.bands if isinstance(last, PageTable) else ()
    if not isinstance(last, PageTable) or any(a.x1 != b.x0 for a, b in pairwise(bands)):
        return NONE_KNOWN
    head = tuple(row.cells for row in takewhile(lambda r: not prints_figures(r), last.rows))
    return Known(bands, head or before.head)


def tables_on(look: Look, known: Known = NONE_KNOWN) -> Tables:
    """The tables that a page shows; its ruled ones are numbered first, from 1."""
    has_too_many_lines = False
    found: list[Frame] = []
    try:
        found = frames(look.horizontals, look.verticals)
    except TooManyLinesError:
        has_too_many_lines = True
    ruled: list[Filled] = []
    outside = list(look.chars)
    for frame in found:
        if not holds_rows(frame, outside):
            tables, outside = filled(frame, outside)
            ruled += tables
    if len(_FIGURE.findall(look.text)) < LEAST_FIGURES:
        return Tables(ruled, (), outside, has_too_many_lines)
    with_grounds = shaded(look.grounds, outside)
    ruled += with_grounds.tables
    aligned = unruled(with_grounds.rest, look.horizontals, ruled, known)
    ruled = [table for table in ruled if table not in aligned.heads]
    return Tables(
        ruled,
        aligned.tables,
        list(aligned.rest),
        has_too_many_lines,
        aligned.unclear,
    )


def _ruled_and_text(
    tables: Sequence[Filled], outside: Sequence[Char], page: str
) -> Iterator[_Placed]:
    """Ruled tables, each with the lines at its side, and the lines elsewhere."""
    beside: list[list[Line]] = [[] for _ in tables]
    for i, chars in enumerate(lines_of(outside), start=1):
        text = text_of(chars)
        if text and not _PAGE_NUMBER.fullmatch(text):
            y = sum(char.y for char in chars) / len(chars)
            line = Line(text, f"{page} line {i}")
            side = _beside(tables, y, chars[0].height)
            if side is None:
                yield y, Printed(line, y)
            else:
                beside[side].append(line)
    for i, (table, lines) in enumerate(zip(tables, beside, strict=True), start=1):
        frame, cells = table.frame, table.cells
        rows = _rows(cells, table.covered, f"{page} table {i}", table.indents)
        went_on = frame.is_open_above and any(cells[0])
        goes_on = frame.is_open_below and any(cells[-1])
        full = tuple(
            None if first is None else sum(map(any, cells[first + 1 :])) for first in table.full
        )
        part = PageTable(
            frame.xs, rows, went_on, goes_on, full, (), tuple(lines), is_ruled=table.is_ruled
        )
        yield frame.ys[0], part


def _beside(tables: Sequence[Filled], y: float, height: float) -> int | None:
    """At the side of which table a line stands, further down than its upper edge."""
    edges = [(table.frame.ys[0] + height, table.frame.ys[-1]) for table in tables]
    return next((i for i, (top, bottom) in enumerate(edges) if top < y < bottom), None)


def _unruled_tables(tables: Sequence[Unruled], first: int, page: str) -> Iterator[_Placed]:
    for i, table in enumerate(tables, start=first):
        edges = (*(band.x0 for band in table.bands), table.bands[-1].x1)
        rows = _rows(table.cells, table.covered, f"{page} table {i}")
        yield table.top, PageTable(edges, rows, bands=table.bands)


def _text_lines(text: str, number: int) -> list[Printed]:
    """The lines of a page without tables, in the order in which the file prints them."""
    printed = (line.strip() for line in text.replace("\r", "\n").split("\n"))
    return [
        Printed(Line(line, f"page {number} line {i}"))
        for i, line in enumerate(printed, start=1)
        if line and not _PAGE_NUMBER.fullmatch(line)
    ]


def _in_order(placed: list[_Placed]) -> list[PagePart]:
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


def _rows(
    cells: Sequence[Texts],
    covered: Sequence[Texts],
    place: str,
    indents: Sequence[Mapping[int, float]] = (),
) -> tuple[Row, ...]:
    """The rows that print something, each cell with its place, and what covers it if known."""
    return tuple(
        Row(
            texts,
            tuple(f"{place} row {y} cell {x}" for x in range(1, len(texts) + 1)),
            covered[y - 1] if covered else (),
            indents=indents[y - 1] if indents else {},
        )
        for y, texts in enumerate(cells, start=1)
        if any(texts)
    )

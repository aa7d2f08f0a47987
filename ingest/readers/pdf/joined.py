"""Pages → one sequence of text and tables: what runs over pages is put together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.documents import Line, Row
from ingest.readers.assemble import Part
from ingest.readers.pdf.heads import Band
from ingest.readers.pdf.layout import PagePart, PageTable, Printed
from ingest.readers.pdf.rows import EXACT
from ingest.readers.pdf.ruled import NEAR, nearest
from ingest.values import number

LEAST_PAGES = 3
"""A line that stands in the same place of so many pages runs through the document."""
_CONTINUED = re.compile(r"[(（]?续\s*表?\s*\d*[)）]?|接上[页表]")
_TITLE = re.compile(r"表\d*(?:[(（][^()（）]*[)）])?$")


_Place = tuple[str, int]
"""A line's text and how many points from the top it stands."""


@dataclass(slots=True)
class _OpenTable:
    """A table that the next page may go on with: its first part, and all of its rows.

    `before` are the lines above its first part, `around` all those of that page, each with
    its place; `beside` are those at its side, on all pages.
    """

    head: PageTable
    rows: list[Row]
    before: frozenset[str]
    around: frozenset[_Place]
    goes_on: bool
    beside: list[Line]


def joined(pages: Sequence[Sequence[PagePart]]) -> Iterator[Part]:
    """The parts in order, tables that run over pages joined.

    What stands beside a table comes after it, what the foot of every page prints once, at
    the end.
    """
    running = _running(pages)
    feet: dict[str, Line] = {}
    open_table: _OpenTable | None = None
    for page in pages:
        parts, foot = _without_foot(page, running)
        for line in foot:
            feet.setdefault(line.text, line)
        for position, part in enumerate(parts):
            leads = all(isinstance(other, list) for other in parts[:position])
            if open_table and leads and _goes_on(open_table, parts[position:]):
                if isinstance(part, PageTable):
                    _add(open_table, part)
                continue
            if open_table is not None:
                yield from _closed(open_table)
                open_table = None
            if isinstance(part, PageTable):
                before = _texts_before(parts, position)
                around = frozenset(_places(page))
                rows, beside = list(part.rows), list(part.beside)
                open_table = _OpenTable(part, rows, before, around, part.goes_on, beside)
            else:
                yield tuple(printed.line for printed in part)
    if open_table is not None:
        yield from _closed(open_table)
    if feet:
        yield tuple(feet.values())


def _closed(table: _OpenTable) -> Iterator[Part]:
    yield tuple(table.rows)
    if table.beside:
        yield tuple(table.beside)


def _running(pages: Sequence[Sequence[PagePart]]) -> frozenset[_Place]:
    """The lines that stand in the same place of many pages."""
    counts = Counter(place for page in pages for place in _places(page))
    return frozenset(place for place, count in counts.items() if count >= LEAST_PAGES)


def _places(page: Sequence[PagePart]) -> Iterator[_Place]:
    for part in page:
        for printed in part if isinstance(part, list) else ():
            if printed.y is not None:
                yield _place(printed)


def _place(printed: Printed) -> _Place:
    return printed.line.text, round(printed.y or 0)


def _without_foot(
    page: Sequence[PagePart], running: frozenset[_Place]
) -> tuple[Sequence[PagePart], list[Line]]:
    """A page without what runs along its foot, below its last table; and that."""
    last = page[-1] if page else None
    if not isinstance(last, list) or len(page) == 1:
        return page, []
    foot = list(takewhile(lambda printed: _place(printed) in running, reversed(last)))
    kept = last[: len(last) - len(foot)]
    rest = [*page[:-1], kept] if kept else page[:-1]
    return rest, [printed.line for printed in reversed(foot)]


def _texts_before(parts: Sequence[PagePart], position: int) -> frozenset[str]:
    before = parts[position - 1] if position else []
    lines = before if isinstance(before, list) else []
    return frozenset(_CONTINUED.sub("", printed.line.text) for printed in lines)


def _goes_on(table: _OpenTable, parts: Sequence[PagePart]) -> bool:
    """Whether what a page begins with goes on with a table.

    Lines above it do where they print again what stands above its first part, or what runs
    through that page too.
    """
    if isinstance(parts[0], list):
        known = (
            _place(printed) in table.around
            or _CONTINUED.sub("", printed.line.text) in table.before | {""}
            for printed in parts[0]
        )
        return len(parts) > 1 and all(known) and _goes_on(table, parts[1:])
    return _agree(table.head, parts[0]) and not _is_titled(parts[0], table)


def _is_titled(part: PageTable, table: _OpenTable) -> bool:
    """Whether a part prints in its first row a title that is not its table's."""
    titles = [text for text in part.rows[0].cells if text] if part.rows else []
    return (
        len(titles) == 1
        and _TITLE.search(titles[0]) is not None
        and titles[0] not in table.rows[0].cells
    )


def _agree(first: PageTable, second: PageTable) -> bool:
    """Whether two parts are one table: the same outer edges, and no edge of its own.

    A head that a page's end cuts off may show fewer columns than what follows it. Where
    nothing rules them, each column of the second stands in one of the first.
    """
    if first.bands or second.bands:
        columns = [_under(first.bands, band) for band in second.bands]
        return None not in columns and len(set(columns)) == len(columns) > 0
    edges = first.edges
    if abs(edges[0] - second.edges[0]) > NEAR or abs(edges[-1] - second.edges[-1]) > NEAR:
        return False
    return _stand_in(second.edges, edges) or (
        _is_head(first) and _stand_in(edges, second.edges)
    )


def _stand_in(some: Sequence[float], edges: Sequence[float]) -> bool:
    return all(min(abs(edge - other) for other in edges) <= NEAR for edge in some)


def _is_head(part: PageTable) -> bool:
    """Whether a part prints no exact figure."""
    return not any(EXACT.search(text) for row in part.rows for text in row.cells)


def _under(bands: Sequence[Band], column: Band) -> int | None:
    """The one column that another overlaps; None where it is none, or several."""
    over = [i for i, band in enumerate(bands) if band.x0 < column.x1 and band.x1 > column.x0]
    return over[0] if len(over) == 1 else None


def _add(table: _OpenTable, part: PageTable) -> None:
    """Puts a part's rows under those of its table; a row that the page cut is one again."""
    if not _stand_in(part.edges, table.head.edges) and not part.bands:
        table.head, table.rows = _finer(table, part)
    rows = list(_on(table.head, part))
    if table.goes_on and part.went_on and not _two_rows(table.rows[-1], rows[0]):
        table.rows[-1] = _whole(table.rows[-1], rows.pop(0))
    table.rows += rows
    table.beside += part.beside
    table.goes_on = part.goes_on


def _finer(table: _OpenTable, part: PageTable) -> tuple[PageTable, list[Row]]:
    """A head on the columns of what goes on with it, and its rows."""
    rows = tuple(_on(part, replace(table.head, rows=tuple(table.rows))))
    return replace(table.head, edges=part.edges, rows=rows), list(rows)


def _two_rows(upper: Row, lower: Row) -> bool:
    """Whether two rows print each a figure in one column."""
    return any(
        number(a) is not None and number(b) is not None
        for a, b in zip(upper.cells, lower.cells, strict=True)
    )


def _whole(upper: Row, lower: Row) -> Row:
    return Row(
        tuple(a + b for a, b in zip(upper.cells, lower.cells, strict=True)),
        tuple(
            place if cell or not rest else below
            for cell, place, rest, below in zip(
                upper.cells, upper.places, lower.cells, lower.places, strict=True
            )
        ),
        tuple(a + b for a, b in zip(upper.covered, lower.covered, strict=True)),
    )


def _on(head: PageTable, part: PageTable) -> Iterator[Row]:
    """The rows of a part on the columns of the whole."""
    width = len(head.edges) - 1
    if head.bands:
        starts = [_under(head.bands, band) or 0 for band in part.bands]
        ends = [start + 1 for start in starts]
    else:
        starts = [nearest(head.edges, edge) for edge in part.edges[:-1]]
        ends = [nearest(head.edges, edge) for edge in part.edges[1:]]
    for row in part.rows:
        cells, places, covered = [""] * width, [row.places[0]] * width, [""] * width
        for i, start in enumerate(starts):
            cells[start], places[start] = row.cells[i], row.places[i]
            for column in range(start, ends[i]):
                covered[column] = row.covered[i]
        yield Row(tuple(cells), tuple(places), tuple(covered))

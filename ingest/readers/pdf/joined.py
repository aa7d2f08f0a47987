"""Pages → one sequence of text and tables: what runs over pages is put together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.documents import Line, Row
from ingest.readers.assemble import Part, is_title
from ingest.readers.pdf.heads import Band
from ingest.readers.pdf.layout import PagePart, PageTable, Printed
from ingest.readers.pdf.rows import EXACT
from ingest.readers.pdf.ruled import NEAR, edges, nearest
from ingest.values import number

LEAST_PAGES = 3
"""A line that stands in the same place of so many pages runs through the document."""
_CONTINUED = re.compile(r"[(（]?续\s*表?\s*\d*[)）]?|接上[页表]")
_ITEM = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、.．]|[(（]?\d+[)）、.．]|其中|[-—]+$")
"""How the name of a row begins that is an item of its own."""
ALIKE = 8
"""One cell in so many may print otherwise in a head that is printed again."""
SHARED = 3
"""So many times more inner edges does a form share with its lower part as that adds."""
LEAST_CODE, LONGEST_CODE = 3, 7
"""Digits of a code of a classification; a project's has more than two such."""


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
    full: tuple[int | None, ...]
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
                open_table = _OpenTable(
                    part, rows, before, around, part.goes_on, part.full, beside
                )
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
    return len(titles) == 1 and is_title(titles[0]) and titles[0] not in table.rows[0].cells


def _agree(first: PageTable, second: PageTable) -> bool:
    """Whether two parts are one table: the same outer edges, and no edge of its own.

    The first may show fewer columns than what follows: a head that a page's end cuts off,
    or the upper rows of a form, where few edges are missing among many. Where nothing
    rules them, each column of the second stands in one of the first.
    """
    if first.bands or second.bands:
        columns = [_under(first.bands, band) for band in second.bands]
        return None not in columns and len(set(columns)) == len(columns) > 0
    mine, theirs = first.edges, second.edges
    if abs(mine[0] - theirs[0]) > NEAR or abs(mine[-1] - theirs[-1]) > NEAR:
        return False
    if _stand_in(theirs, mine):
        return True
    few = SHARED * (len(theirs) - len(mine)) <= len(mine) - 2
    return _stand_in(mine, theirs) and (few or _is_head(first))


def _stand_in(some: Sequence[float], others: Sequence[float]) -> bool:
    return all(min(abs(edge - other) for other in others) <= NEAR for edge in some)


def _is_head(part: PageTable) -> bool:
    """Whether a part prints no exact figure."""
    return not any(map(_has_figures, part.rows))


def _under(bands: Sequence[Band], column: Band) -> int | None:
    """The one column that another overlaps; None where it is none, or several."""
    over = [i for i, band in enumerate(bands) if band.x0 < column.x1 and band.x1 > column.x0]
    return over[0] if len(over) == 1 else None


def _add(table: _OpenTable, part: PageTable) -> None:
    """Puts a part's rows under those of its table; what the page cut is whole again."""
    if not part.bands and not _stand_in(part.edges, table.head.edges):
        _refine(table, part.edges)
    rows = list(_on(table.head, part))
    if table.goes_on and part.went_on:
        if not _two_rows(table.rows[-1], rows[0]):
            table.rows[-1] = _whole(table.rows[-1], rows.pop(0))
    else:
        first = _after_head(table.rows, rows)
        if first < len(rows):
            _mend(table, rows, first)
    table.rows += rows
    table.beside += part.beside
    table.goes_on, table.full = part.goes_on, _full_on(table.head, part)


def _refine(table: _OpenTable, more: Sequence[float]) -> None:
    """Puts a table on its own columns and on those of what goes on with it."""
    old = replace(table.head, rows=tuple(table.rows), full=table.full)
    table.head = replace(table.head, edges=tuple(edges([*old.edges, *more])))
    table.rows, table.full = list(_on(table.head, old)), _full_on(table.head, old)


def _after_head(rows: Sequence[Row], part: Sequence[Row]) -> int:
    """The first row of a part that does not print the table's head again."""
    return sum(1 for _ in takewhile(_says_the_same, zip(rows, part, strict=False)))


def _says_the_same(rows: tuple[Row, Row]) -> bool:
    """Whether a row prints another again; of many cells, a few may be wrapped otherwise."""
    first, again = rows[0].cells, rows[1].cells
    printed = sum(1 for text in first if text)
    unlike = sum(a != b for a, b in zip(first, again, strict=True))
    return unlike * ALIKE <= printed


def _mend(table: _OpenTable, rows: list[Row], first: int) -> None:
    """Makes whole what the page cut though lines close it: a row, a head, a merged cell.

    Word processors part a row where its page ends. Then what the rest prints goes on with
    a full line above it, and makes a whole figure of what was none. Cells that span rows,
    and those of a head, go on each by itself.
    """
    last, row = table.rows[-1], rows[first]
    if len(table.full) != len(last.cells):
        return
    usual = _usual_decimals([*table.rows[:-1], *rows[first + 1 :]])
    rest = [column for column, below in enumerate(row.cells) if below]
    if rest and all(
        table.full[column] == 0
        and last.cells[column]
        and _go_together(last.cells[column], row.cells[column], usual)
        for column in rest
    ):
        table.rows[-1] = _whole(last, rows.pop(first))
        return
    is_head = _is_head(replace(table.head, rows=(*table.rows, row)))
    for column in rest:
        above = table.full[column]
        if above is not None and (above or is_head):
            _go_on_in(table, rows, first, column, above)


def _has_figures(row: Row) -> bool:
    return any(EXACT.search(text) for text in row.cells)


def _go_on_in(table: _OpenTable, rows: list[Row], first: int, column: int, above: int) -> None:
    """Puts what a cell prints first on a page into the one above that goes on with it."""
    begin = len(table.rows) - 1 - above
    upper, below = table.rows[begin].cells[column], rows[first].cells[column]
    if not upper or number(upper) or number(below) or _ITEM.match(below):
        return
    whole = upper + below
    table.rows[begin] = _with(table.rows[begin], column, whole)
    rows[first] = _with(rows[first], column, "")
    for part, old, start in ((table.rows, upper, begin), (rows, below, first)):
        for i in range(start, len(part)):
            covered = tuple(whole if text == old else text for text in part[i].covered)
            if covered == part[i].covered:
                break
            part[i] = replace(part[i], covered=covered)


def _with(row: Row, column: int, text: str) -> Row:
    return replace(row, cells=(*row.cells[:column], text, *row.cells[column + 1 :]))


def _usual_decimals(rows: Sequence[Row]) -> int:
    """How many decimals the exact figures of some rows print, as most do."""
    figures = (number(text) for row in rows for text in row.cells if EXACT.search(text))
    counts = Counter(figure.decimals for figure in figures if figure is not None)
    return counts.most_common(1)[0][0] if counts else 0


def _go_together(above: str, below: str, decimals: int) -> bool:
    """Whether two texts are one that was parted: a name, a code, or a figure as others are."""
    upper, whole = number(above), number(above + below)
    if whole is None:
        return number(below) is None and not (EXACT.search(above) or _ITEM.match(below))
    if (above + below).isdecimal():
        is_code = len(above) >= LEAST_CODE > len(below)
        return is_code or len(above + below) > 2 * LONGEST_CODE
    return whole.decimals == decimals and (upper is None or upper.decimals < decimals)


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


def _full_on(head: PageTable, part: PageTable) -> tuple[int | None, ...]:
    """Which last cells of a part are full, by the columns of the whole."""
    full: list[int | None] = [None] * (len(head.edges) - 1)
    for value, start in zip(part.full, _columns(head, part)[0], strict=False):
        full[start] = value
    return tuple(full)


def _columns(head: PageTable, part: PageTable) -> tuple[list[int], list[int]]:
    """The first column of the whole that each column of a part covers, and the end."""
    if head.bands:
        starts = [_under(head.bands, band) or 0 for band in part.bands]
        return starts, [start + 1 for start in starts]
    return (
        [nearest(head.edges, edge) for edge in part.edges[:-1]],
        [nearest(head.edges, edge) for edge in part.edges[1:]],
    )


def _on(head: PageTable, part: PageTable) -> Iterator[Row]:
    """The rows of a part on the columns of the whole."""
    width = len(head.edges) - 1
    starts, ends = _columns(head, part)
    for row in part.rows:
        cells, places, covered = [""] * width, [row.places[0]] * width, [""] * width
        for i, start in enumerate(starts):
            cells[start], places[start] = row.cells[i], row.places[i]
            for column in range(start, ends[i]):
                covered[column] = row.covered[i]
        yield Row(tuple(cells), tuple(places), tuple(covered))

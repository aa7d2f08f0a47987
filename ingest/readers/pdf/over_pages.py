"""Pages → one sequence of text and tables: what runs over pages is put together.

page 1   ├─────┬──────────┤    page 2   ├─────┬──────────┤
         │ 201 │     8.34 │             │ 208 │     1.20 │   the edges of the table above,
         ├─────┴──────────┤             ├─────┴──────────┤   no title between: one table
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ingest.documents import Line, Row
from ingest.readers.assemble import Part, is_title
from ingest.readers.pdf.page_ends import has_figures, join_open_rows, mend
from ingest.readers.pdf.page_parts import PagePart, PageTable, Printed
from ingest.readers.pdf.ruled_tables import NEAR, edges, nearest
from ingest.readers.pdf.unruled_heads import Band

LEAST_PAGES = 3
"""A line that stands in the same place of so many pages runs through the document."""
_CONTINUED = re.compile(r"[(（]?续\s*表?\s*\d*[)）]?|接上[页表]")
MOST = 0.75
"""A column stands in another with more than this share of its width."""
LEAST_EDGES = 4
"""A part without a head that is narrower than its table shows so many of its edges."""
SHARED = 3
"""So many times more inner edges does a form share with its lower part as that adds."""
LEAST_AGAIN = 3
"""So many rows of figures, the same and first in both, are of a table printed once more."""

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
    part = parts[0]
    is_other = _is_titled(part, table) or _is_again(table, part)
    return _agree(table.head, part) and not is_other


def _is_titled(part: PageTable, table: _OpenTable) -> bool:
    """Whether a part prints in its first row a title that is not its table's."""
    titles = [text for text in part.rows[0].cells if text] if part.rows else []
    return len(titles) == 1 and is_title(titles[0]) and titles[0] not in table.rows[0].cells


def _agree(first: PageTable, second: PageTable) -> bool:
    """Whether two parts are one table: the same outer edges, and no edge of its own.

    The first may show fewer columns than what follows: a head that a page's end cuts off,
    or the upper rows of a form, where few edges are missing among many. The second may be
    narrower where it begins with figures: a head, or a row, stood out at the side. Where
    nothing rules them, each column of the second stands in one of the first, or the columns
    of the first all begin where some of the second do.
    """
    if _is_finer(first, second):
        return True
    if first.bands or second.bands:
        columns = [_under(_bands(first), band) for band in _bands(second)]
        return None not in columns and len(set(columns)) == len(columns) > 0
    mine, theirs = first.edges, second.edges
    if not second.is_ruled and _stand_in(theirs, mine):
        return True
    if abs(mine[0] - theirs[0]) > NEAR or abs(mine[-1] - theirs[-1]) > NEAR:
        is_narrower = len(theirs) >= LEAST_EDGES and _stand_in(theirs, mine)
        return is_narrower and has_figures(second.rows[0])
    if _stand_in(theirs, mine):
        return True
    few = SHARED * (len(theirs) - len(mine)) <= len(mine) - 2
    return _stand_in(mine, theirs) and (few or _is_head(first))


def _is_finer(first: PageTable, second: PageTable) -> bool:
    """Whether nothing rules two parts, and the second shows more columns of the same table."""
    mine, theirs = [b.x0 for b in first.bands], [b.x0 for b in second.bands]
    return LEAST_EDGES <= len(mine) < len(theirs) and _stand_in(mine, theirs)


def _bands(part: PageTable) -> Sequence[Band]:
    """From where to where the columns of a part stand."""
    return part.bands or [Band(left, right) for left, right in pairwise(part.edges)]


def _stand_in(some: Sequence[float], others: Sequence[float]) -> bool:
    return all(min(abs(edge - other) for other in others) <= NEAR for edge in some)


def _is_head(part: PageTable) -> bool:
    """Whether a part prints no exact figure."""
    return not any(map(has_figures, part.rows))


def _under(bands: Sequence[Band], column: Band) -> int | None:
    """The one column that another stands in, but for its edge; None where it is none."""
    shared = [min(band.x1, column.x1) - max(band.x0, column.x0) for band in bands]
    over = [i for i, width in enumerate(shared) if width > 0]
    if len(over) > 1:
        over = [i for i in over if shared[i] > MOST * (column.x1 - column.x0)]
    if not any(width > 0 for width in shared):
        over = [i for i, width in enumerate(shared) if width > -NEAR - 1]
    return over[0] if len(over) == 1 else None


def _add(table: _OpenTable, part: PageTable) -> None:
    """Puts a part's rows under those of its table; what the page cut is whole again."""
    if _is_finer(table.head, part):
        _refine(table, replace(table.head, edges=part.edges, bands=part.bands))
    elif not (part.bands or table.head.bands or _stand_in(part.edges, table.head.edges)):
        both = tuple(edges([*table.head.edges, *part.edges]))
        _refine(table, replace(table.head, edges=both))
    rows = list(_on(table.head, part))
    del rows[: _rows_again(table.rows, rows)]
    if table.goes_on and part.went_on:
        join_open_rows(table.rows, rows)
    else:
        mend(table.rows, rows, table.full)
    table.rows += rows
    table.beside += part.beside
    table.goes_on, table.full = part.goes_on, _full_on(table.head, part)


def _is_again(table: _OpenTable, part: PageTable) -> bool:
    """Whether a page prints a table once more: its first rows, and little else that is new."""
    rows = list(_on(table.head, part)) if _stand_in(part.edges, table.head.edges) else []
    again, known = _same(table.rows, rows), {row.cells for row in table.rows}
    new = sum(row.cells not in known for row in rows[again:])
    is_printed = sum(map(has_figures, rows[:again])) >= LEAST_AGAIN
    return is_printed and 2 * new <= len(rows) - again


def _rows_again(table: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many rows of a page are the upper rows of a form, which it prints once more.

    page 1 项目名称 | 培训经费        page 2 项目名称 | 培训经费     as far as both agree,
           年度资金总额 | 257.00             年度资金总额 | 257.00   where it has figures;
           一级指标 | 三级指标 | 权重         一级指标 | 三级指标 | 权重
           产出指标 | 培训人次 | 10          效益指标 | 知晓率 | 10

    The last of them heads columns. A head without figures is known as one later.
    """
    again = _same(table, rows)
    while again and has_figures(rows[again - 1]):
        again -= 1
    return again if any(map(has_figures, rows[:again])) else 0


def _same(table: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many rows are those that a table begins with."""
    return sum(1 for _ in takewhile(_are_same, zip(table, rows, strict=False)))


def _are_same(pair: tuple[Row, Row]) -> bool:
    return pair[0].cells == pair[1].cells


def _refine(table: _OpenTable, head: PageTable) -> None:
    """Puts a table on the finer columns of what goes on with it."""
    old = replace(table.head, rows=tuple(table.rows), full=table.full)
    table.head = head
    table.rows, table.full = list(_on(table.head, old)), _full_on(table.head, old)


def _full_on(head: PageTable, part: PageTable) -> tuple[int | None, ...]:
    """Which last cells of a part are full, by the columns of the whole."""
    full: list[int | None] = [None] * (len(head.edges) - 1)
    for value, start in zip(part.full, _columns(head, part)[0], strict=False):
        full[start] = value
    return tuple(full)


def _columns(head: PageTable, part: PageTable) -> tuple[list[int], list[int]]:
    """The first column of the whole that each column of a part covers, and the end."""
    if _is_finer(part, head):
        starts = [nearest([b.x0 for b in head.bands], band.x0) for band in part.bands]
        return starts, [start + 1 for start in starts]
    if head.bands or part.bands:
        starts = [_under(_bands(head), band) or 0 for band in _bands(part)]
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
        indents = {starts[i]: indent for i, indent in row.indents.items()}
        for i, start in enumerate(starts):
            cells[start], places[start] = row.cells[i], row.places[i]
            for column in range(start, ends[i]):
                covered[column] = row.covered[i] if row.covered else ""
        over = tuple(covered) if row.covered else ()
        yield Row(tuple(cells), tuple(places), over, indents=indents)

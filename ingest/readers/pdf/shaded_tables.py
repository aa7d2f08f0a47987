"""Cells with a ground of colour → the table that they are of; pure geometry.

No line rules it, but the grounds stand cell by cell: their sides are the edges of its columns
and rows, for the rows between them as well.

     科目名称   本年支出            the head, without a ground: words over the columns
    ▒▒▒▒▒▒▒▒▒▒│▒▒▒▒▒▒▒▒▒▒▒
    ▒教育支出▒│▒▒▒▒▒▒8.34▒         a row of grounds
    ▒▒▒▒▒▒▒▒▒▒│▒▒▒▒▒▒▒▒▒▒▒
     卫生支出        1.20          a row between: the same edges, but where a text crosses one
    ▒▒▒▒▒▒▒▒▒▒│▒▒▒▒▒▒▒▒▒▒▒
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf.cells import Filled, filled
from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.filled_boxes import groups, is_outside
from ingest.readers.pdf.phrases import WRAPPED, TextLine, text_lines
from ingest.readers.pdf.ruled_tables import NEAR, SNAP, Box, edges, framed
from ingest.readers.pdf.unruled_heads import Band, Head, head_levels, heads
from ingest.readers.pdf.unruled_rows import by_distance
from ingest.readers.pdf.white_space_columns import column_of, header_of
from ingest.values import number

LEAST_COLUMNS = 3
CROSSES = 1.0
"""A text crosses an edge where it reaches further than this beyond it, on both sides."""


@dataclass(frozen=True, slots=True)
class Shaded:
    """The tables of a page whose cells have grounds, and the characters outside of them."""

    tables: tuple[Filled, ...]
    rest: tuple[Char, ...]


def shaded(grounds: Sequence[Box], chars: Sequence[Char]) -> Shaded:
    """The tables that grounds show cell by cell.

    Args:
        grounds: filled boxes that are not the cells of a whole table.
        chars: what stands in no ruled table.
    """
    tables: list[Filled] = []
    rest = list(chars)
    for group in groups(grounds, text_lines(chars)):
        xs = edges([x for box in group for x in (box.x0, box.x1)])
        if len(xs) > LEAST_COLUMNS and _are_beside(group):
            made, rest = _table(group, xs, rest)
            tables += made
    return Shaded(tuple(tables), tuple(rest))


def _are_beside(group: Sequence[Box]) -> bool:
    """Whether grounds stand side by side, as those of a row of cells do."""
    return any(
        abs(first.x1 - second.x0) <= SNAP and abs(first.top - second.top) <= SNAP
        for first, second in pairwise(sorted(group, key=lambda box: (round(box.top), box.x0)))
    )


def _table(
    group: Sequence[Box], xs: Sequence[float], chars: list[Char]
) -> tuple[list[Filled], list[Char]]:
    """The table of some grounds, and what it leaves; none where its head is not clear."""
    lines = [line for line in text_lines(chars) if line.x1 > xs[0] and line.x0 < xs[-1]]
    top, bottom = min(box.top for box in group), max(box.bottom for box in group)
    first = next((i for i, line in enumerate(lines) if line.y > top), len(lines))
    end = next((i for i, line in enumerate(lines) if line.y > bottom), len(lines))
    if first == end:
        return [], chars
    last = end + len(list(_below(lines, end)))
    bands = [Band(x0, x1) for x0, x1 in pairwise(xs)]
    start, body = _head_of(lines, first, last, bands)
    head = heads(lines[start:body], bands)
    if head is None:
        return [], chars
    ys = edges([y for box in group for y in (box.top, box.bottom)])
    ys = [*_above(lines[body:first], ys[0]), *ys, *_under(lines[end:last], ys[-1])]
    ys = _with_rows_between(ys, group, lines[body:last])
    boxes = [*group, *_cells_between(group, xs, ys, lines[body:last])]
    own = {id(char) for line in lines[start:body] for char in line.chars}
    tables, rest = filled(framed(boxes, ()), [char for char in chars if id(char) not in own])
    tables = [replace(table, is_ruled=False) for table in tables]
    if head and tables:
        tables[0] = _under_head(tables[0], head, lines[start])
    return tables, rest


def _below(lines: Sequence[TextLine], end: int) -> Iterator[TextLine]:
    """The rows that stand right below the last ground."""
    for position in range(end, len(lines)):
        line, above = lines[position], lines[position - 1]
        is_near = line.y - above.y < (3 if line.is_row else 2) * WRAPPED * line.height
        if not is_near or is_outside(line) or (position == end and len(line.phrases) == 1):
            return
        yield line


def _head_of(
    lines: Sequence[TextLine], first: int, last: int, bands: Sequence[Band]
) -> tuple[int, int]:
    """The positions of a head's first line and of the first row, above the first ground.

    At a page's top a table goes on: what leaves most columns blank there is no head.
    """
    body = first
    while body and _is_row_above(lines, body):
        body -= 1
    start = header_of(lines, body, last)
    headed = {column_of(p, bands) for line in lines[start:body] for p in line.phrases}
    if start == 0 and 2 * len(headed) < len(bands):
        body = 0
    return start, body


def _is_row_above(lines: Sequence[TextLine], position: int) -> bool:
    """Whether the line above a table's first row is a row too."""
    line = lines[position - 1]
    is_near = lines[position].y - line.y < 2 * WRAPPED * line.height
    marks = any(p.is_figure and not number(p.text) for p in line.phrases)
    return (line.is_row or marks) and is_near and not is_outside(line)


def _above(lines: Sequence[TextLine], top: float) -> Iterator[float]:
    """The upper edges of the rows above the first ground."""
    groups = _rows(lines)
    if groups:
        yield groups[0][0].y - groups[0][0].height
    for upper, lower in pairwise(groups):
        yield min((upper[-1].y + lower[0].y) / 2, top)


def _under(lines: Sequence[TextLine], bottom: float) -> Iterator[float]:
    """The lower edges of the rows below the last ground."""
    groups = _rows(lines)
    for upper, lower in pairwise(groups):
        yield max((upper[-1].y + lower[0].y) / 2, bottom)
    if groups:
        yield groups[-1][-1].y + groups[-1][-1].height


def _rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines without a ground by row: one, but where several print figures."""
    if sum(line.is_row for line in lines) > 1:
        return by_distance(lines)
    return [list(lines)] if lines else []


def _with_rows_between(
    ys: Sequence[float], group: Sequence[Box], lines: Sequence[TextLine]
) -> list[float]:
    """The edges of the rows, with those between rows that no ground parts."""
    more: list[float] = []
    for top, bottom in pairwise(ys):
        held = [line for line in lines if top < line.y < bottom]
        if not any(box.top <= top + SNAP and box.bottom >= bottom - SNAP for box in group):
            more += [(a[-1].y + b[0].y) / 2 for a, b in pairwise(_rows(held))]
    return sorted([*ys, *more])


def _cells_between(
    group: Sequence[Box], xs: Sequence[float], ys: Sequence[float], lines: Sequence[TextLine]
) -> Iterator[Box]:
    """The cells without a ground: from edge to edge, where no text crosses one."""
    for top, bottom in pairwise(ys):
        taken = [
            (box.x0, box.x1)
            for box in group
            if box.top < bottom - SNAP and box.bottom > top + SNAP
        ]
        texts = [p for line in lines if top < line.y < bottom for p in line.phrases]
        start = None
        for left, right in pairwise(xs):
            if any(x0 < right - NEAR and x1 > left + NEAR for x0, x1 in taken):
                start = None
                continue
            start = left if start is None else start
            if any(p.x0 < right - CROSSES and p.x1 > right + CROSSES for p in texts):
                is_end = right == xs[-1] or any(
                    x0 < _next(xs, right) - NEAR and x1 > right + NEAR for x0, x1 in taken
                )
                if not is_end:
                    continue
            yield Box(start, top, right, bottom)
            start = None


def _next(xs: Sequence[float], edge: float) -> float:
    return xs[min(bisect_left(xs, edge) + 1, len(xs) - 1)]


def _under_head(table: Filled, head: Sequence[Sequence[Head]], top: TextLine) -> Filled:
    """A table with the rows of its head."""
    xs = table.frame.xs
    bands = [Band(x0, x1) for x0, x1 in pairwise(xs)]
    cells, covered = head_levels(head, bands)
    frame = replace(table.frame, ys=(top.y - top.height, *table.frame.ys[1:]))
    return replace(
        table,
        frame=frame,
        cells=(*cells, *table.cells),
        covered=(*covered, *table.covered),
        indents=(*({} for _ in cells), *table.indents),
    )

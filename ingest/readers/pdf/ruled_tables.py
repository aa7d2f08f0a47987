"""Ruled lines → the tables between them, cell by cell; pure geometry.

Lines that nearly coincide are one; four lines that meet make a cell, and cells that share a
corner a table. Sides that a table leaves open are closed where its lines end.

    x0     x1     x2
    ├──────┼──────┤ y0     four lines that meet: a cell
    │ 项目 │ 金额 │
    ├──────┼──────┤ y1
    │ 合计 │ 8.34         no line at this side: closed where the others end
    ├──────┼────── y2
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.readers.pdf.drawn_lines import Rule

SNAP = 3.0
"""Lines no further apart than this, in points, are one line."""
NEAR = 4.0
"""How far apart two edges of one table may lie to count as one."""
OPEN = 8.0
"""How far lines must reach beyond the last one that crosses them for a side to be open."""
LEAST_OPEN = 3
MAX_LINES = 3_000
MAX_CROSSINGS = 60_000
MAX_STEPS = 5_000_000
"""More crossings, or ways to pair them, than a printed page has: a drawing, no table."""


class Box(NamedTuple):
    """A rectangle of the page."""

    x0: float
    top: float
    x1: float
    bottom: float


class Span(NamedTuple):
    """A cell by the rows and columns of its table that it takes up, ends left out."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A ruled table without its texts: the edges of columns and rows, and its cells.

    `boxes` are where the cells of `spans`, in their order, stand on the page;
    `is_open_above`, `is_open_below`: no line closes its first row above, its last one below.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]
    boxes: tuple[Box, ...]
    is_open_above: bool = False
    is_open_below: bool = False


class TooManyLinesError(Exception):
    """A page draws more crossing lines than any table has."""


def frames(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[Frame]:
    """The tables of more than one cell, from top to bottom.

    Raises:
        TooManyLinesError: the lines cross too often to be tables.
    """
    across, down = _merged(horizontals), _merged(verticals)
    if len(across) + len(down) > MAX_LINES:
        raise TooManyLinesError
    sides = list(_closing(across, down))
    down = _merged([*down, *sides])
    ends = list(_closing(down, across))
    across = _merged([*across, *ends])
    open_ends = [end.at for end in ends]
    tables = _tables(_cells(across, down))
    return [framed(cells, open_ends) for cells in tables if len(cells) > 1]


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines that nearly coincide drawn at their mean, the pieces of one joined."""
    merged: list[Rule] = []
    for group in _near(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + SNAP:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            merged.append(Rule(at, start, end))
    return [rule for rule in merged if rule.end - rule.start >= SNAP]


def _near(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at > group[-1].at + SNAP:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _closing(rules: Sequence[Rule], crossing: Sequence[Rule]) -> Iterator[Rule]:
    """Lines across the loose ends of three lines or more that end together.

    Tables are printed without their outer sides, and one that runs over pages may leave its
    last row open below, and go on in a row that is open above.
    """
    places = [rule.at for rule in crossing]
    for side in (1, 2):
        ends = [Rule(rule[side], number, number) for number, rule in enumerate(rules)]
        for group in _near(sorted(ends)):
            first = bisect_left(places, group[0].at - OPEN)
            last = bisect_right(places, group[-1].at + OPEN)
            ended = crossing[first:last]
            loose = [rules[i] for i in sorted(round(end.start) for end in group)]
            loose = [rule for rule in loose if not any(_meet(rule, c) for c in ended)]
            for run in _linked(loose, crossing):
                if len(run) >= LEAST_OPEN:
                    at = sum(rule[side] for rule in run) / len(run)
                    yield Rule(at, run[0].at, run[-1].at)


def _linked(rules: Sequence[Rule], crossing: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Lines side by side, parted where none that crosses them leads to the next."""
    run: list[Rule] = []
    for rule in rules:
        if run and not any(_meet(run[-1], c) and _meet(rule, c) for c in crossing):
            yield run
            run = []
        run.append(rule)
    if run:
        yield run


def _meet(rule: Rule, crossing: Rule) -> bool:
    return (
        crossing.start - SNAP <= rule.at <= crossing.end + SNAP
        and rule.start - SNAP <= crossing.at <= rule.end + SNAP
    )


Crossing = tuple[float, float]


def _cells(across: Sequence[Rule], down: Sequence[Rule]) -> list[Box]:
    """The smallest rectangle with a corner at each crossing, below it and on its right."""
    crossings = _crossings(across, down)
    below: dict[int, list[float]] = defaultdict(list)
    right: dict[int, list[float]] = defaultdict(list)
    for (x, y), (upright, level) in crossings.items():
        below[upright].append(y)
        right[level].append(x)
    for places in (*below.values(), *right.values()):
        places.sort()
    steps = 0
    cells: list[Box] = []
    for (x, y), (upright, level) in crossings.items():
        ys, xs = below[upright], right[level]
        ys, xs = ys[bisect_right(ys, y) :], xs[bisect_right(xs, x) :]
        found, tried = _smallest(crossings, x, y, xs, ys)
        steps += tried
        if steps > MAX_STEPS:
            raise TooManyLinesError
        if found is not None:
            cells.append(found)
    return cells


def _crossings(across: Sequence[Rule], down: Sequence[Rule]) -> dict[Crossing, tuple[int, int]]:
    """Where lines meet, with the numbers of the upright and the level line."""
    levels = [rule.at for rule in across]
    found: dict[Crossing, tuple[int, int]] = {}
    for number, upright in enumerate(down):
        first = bisect_left(levels, upright.start - SNAP)
        last = bisect_right(levels, upright.end + SNAP)
        for level in range(first, last):
            rule = across[level]
            if rule.start - SNAP <= upright.at <= rule.end + SNAP:
                found[upright.at, rule.at] = (number, level)
        if len(found) > MAX_CROSSINGS:
            raise TooManyLinesError
    return found


def _smallest(
    crossings: Mapping[Crossing, tuple[int, int]],
    x: float,
    y: float,
    xs: Sequence[float],
    ys: Sequence[float],
) -> tuple[Box | None, int]:
    """The smallest cell with its upper left corner here, and how many were tried."""
    tried = 0
    for bottom in ys:
        for right in xs:
            tried += 1
            corner = crossings.get((right, bottom))
            if (
                corner is not None
                and corner[1] == crossings[x, bottom][1]
                and corner[0] == crossings[right, y][0]
            ):
                return Box(x, y, right, bottom), tried
    return None, tried


def _tables(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells that share corners, together; from top to bottom, then from the left."""
    parent = list(range(len(cells)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    owner: dict[Crossing, int] = {}
    for i, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            parent[root(i)] = root(owner.setdefault(corner, i))
    groups: dict[int, list[Box]] = defaultdict(list)
    for i, cell in enumerate(cells):
        groups[root(i)].append(cell)
    return sorted(groups.values(), key=lambda cells: min((c.top, c.x0) for c in cells))


def framed(cells: Sequence[Box], open_ends: Sequence[float]) -> Frame:
    """The table of some cells; `open_ends` are the heights at which no line closes one."""
    xs = edges([x for cell in cells for x in (cell.x0, cell.x1)])
    ys = edges([y for cell in cells for y in (cell.top, cell.bottom)])
    spans, boxes = [], []
    for cell in cells:
        column, row = nearest(xs, cell.x0), nearest(ys, cell.top)
        ends = max(nearest(ys, cell.bottom), row + 1), max(nearest(xs, cell.x1), column + 1)
        if ends[0] < len(ys) and ends[1] < len(xs):
            spans.append(Span(row, column, *ends))
            boxes.append(cell)
    above, below = (any(abs(end - y) <= SNAP for end in open_ends) for y in (ys[0], ys[-1]))
    return Frame(tuple(xs), tuple(ys), tuple(spans), tuple(boxes), above, below)


def edges(values: Sequence[float]) -> list[float]:
    """Sorted edges, those nearer than `NEAR` to the one before left out."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > NEAR:
            kept.append(value)
    return kept


def nearest(places: Sequence[float], value: float) -> int:
    """The position of the place that is nearest to a value."""
    after = bisect_left(places, value)
    if after == 0:
        return 0
    if after == len(places):
        return after - 1
    return after if places[after] - value < value - places[after - 1] else after - 1

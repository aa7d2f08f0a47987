"""Tables printed in two halves beside each other, and those with a second head below.

`项目 | 统计数 | 项目 | 统计数` heads two halves of one list: the rows of the right one follow
those of the left. Below a row of amounts such a head begins another part of the table.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.documents import Grid, Row
from ingest.values import number, squeeze

_FEWEST = 4
"""How many heads two halves have at least: a label and a figure each."""

_LETTER = re.compile(r"\([A-Za-z]\)$")
"""What formulas call a column: `决算数（A）`, and `决算数（D）` in the other half."""

Places = Sequence[tuple[int, int]]
"""For each row its number in the table as printed, and how far its cells were moved left."""


def halves(row: Row) -> tuple[int, int] | None:
    """The columns where both halves begin that a row heads alike; None where it heads none."""
    return _halves(row.cells)


@lru_cache(maxsize=16_384)
def _halves(cells: tuple[str, ...]) -> tuple[int, int] | None:
    printed = [c for c, cell in enumerate(cells) if cell.strip()]
    middle = len(printed) // 2
    if len(printed) < _FEWEST or len(printed) % 2:
        return None
    if _head_of(cells[printed[0]]) != _head_of(cells[printed[middle]]):
        return None
    texts = [_head_of(cells[c]) for c in printed]
    if texts[:middle] != texts[middle:]:
        return None
    is_head = len(set(texts)) == middle and all(number(text) is None for text in texts)
    return (printed[0], printed[middle]) if is_head else None


@lru_cache(maxsize=16_384)
def _head_of(cell: str) -> str:
    return _LETTER.sub("", squeeze(cell))


def second_head(rows: Sequence[Row]) -> int | None:
    """The position of the first head of two halves, where it stands below figures."""
    at = next((at for at, row in enumerate(rows) if halves(row)), None)
    is_below = at is not None and any(number(cell) for row in rows[:at] for cell in row.cells)
    return at if is_below else None


def stacked(grid: Grid) -> tuple[Grid, Places] | None:
    """A table of two halves with the right one's rows below the left one's.

    Both halves of the table have a text in their first column; None where it has no halves.
    """
    found = next(((at, h) for at, row in enumerate(grid.rows) if (h := halves(row))), None)
    if found is None:
        return None
    at, (left, right) = found
    body = grid.rows[at + 1 :]
    if not all(_names(body, column) for column in (left, right)):
        return None
    moved = right - left
    whole = [*grid.rows[:at]]
    first = [_cut(row, 0, right) for row in grid.rows[at:]]
    second = [_cut(row, right, len(row.cells)) for row in body]
    second = [_moved(row, left) for row in second]
    places = [(i + 1, 0) for i in range(len(grid.rows))]
    places += [(at + 2 + i, moved) for i in range(len(body))]
    return replace(grid, rows=(*whole, *first, *second)), places


def _names(rows: Sequence[Row], column: int) -> bool:
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    return any(cell.strip() and number(cell) is None for cell in cells)


def _cut(row: Row, first: int, after: int) -> Row:
    return Row(
        row.cells[first:after],
        row.places[first:after],
        row.covered[first:after],
        {c - first: text for c, text in row.stored.items() if first <= c < after},
        {c - first: text for c, text in row.printed.items() if first <= c < after},
    )


def _moved(row: Row, by: int) -> Row:
    """A row with its cells moved right, so that they begin in this column."""
    if not by:
        return row
    nothing = ("",) * by
    return Row(
        nothing + row.cells,
        nothing + row.places,
        nothing + row.covered if row.covered else (),
        {column + by: text for column, text in row.stored.items()},
        {column + by: text for column, text in row.printed.items()},
    )

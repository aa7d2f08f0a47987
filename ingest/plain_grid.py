"""A money table as its shape reads it: without what offices print beside labels and figures.

The rows keep their numbers and places. What is taken off a figure stands in `Row.printed`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from ingest.documents import Grid, Row
from ingest.labels import is_of_labels, top_rows
from ingest.value import replace
from ingest.values import Number, number, printed_amount

_MARKED = re.compile(r"(?P<label>.*[一-鿿）)])\s*[①-⒇❶-❿⁰¹²³⁴-⁹*※]+", re.DOTALL)
_WITH_DECIMALS = re.compile(r"[.,．，]")

UnitAndPlace = tuple[str, str]


def prepared(grid: Grid, unit: UnitAndPlace | None) -> tuple[Grid, UnitAndPlace | None]:
    """The table without rows of labels, note marks behind labels and units behind figures.

    Args:
        grid: a table of money.
        unit: the money unit that it states, and where.

    Returns:
        The table, and its unit: where it states none, the one that its figures carry.
    """
    top = [_blank(row) if is_of_labels(row) else row for row in top_rows(grid)]
    rows = [_without_marks(row) for row in (*top, *grid.rows[len(top) :])]
    amounts = _with_units(rows)
    units = {amount.unit_text for row in amounts.values() for amount in row.values()}
    stated = unit and unit[0]
    if len(units) == 1 and (stated in units or (stated is None and _all_carry(rows))):
        first = min(amounts)
        place = rows[first].places[min(amounts[first])]
        unit = unit or (str(units.pop()), place)
        rows = [_numbers_alone(row, amounts.get(i, {})) for i, row in enumerate(rows)]
    return replace(grid, rows=tuple(rows)), unit


def without_unit(row: Row, unit: str | None) -> Row:
    """A row whose figures print no unit behind them where that is the table's."""
    carried = _with_units([row]).get(0, {})
    return _numbers_alone(row, {c: a for c, a in carried.items() if a.unit_text == unit})


def _blank(row: Row) -> Row:
    nothing = ("",) * len(row.cells)
    return replace(row, cells=nothing, covered=nothing if row.covered else ())


def _without_marks(row: Row) -> Row:
    """A row whose labels end without the marks of their notes."""
    cells = tuple(map(_without_mark, row.cells))
    covered = cells if row.covered == row.cells else tuple(map(_without_mark, row.covered))
    if cells == row.cells and covered == row.covered:
        return row
    return replace(row, cells=cells, covered=covered)


@lru_cache(maxsize=65_536)
def _without_mark(text: str) -> str:
    found = _MARKED.fullmatch(text)
    return found["label"] if found else text


def _with_units(rows: list[Row]) -> dict[int, dict[int, Number]]:
    """The figures that carry a money unit, by row and column."""
    found: defaultdict[int, dict[int, Number]] = defaultdict(dict)
    for row_no, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell.endswith("元") and (amount := printed_amount(cell)) is not None:
                found[row_no][column] = amount
    return dict(found)


def _all_carry(rows: list[Row]) -> bool:
    """Whether no amount stands without a unit among those that carry one."""
    return not any(
        _WITH_DECIMALS.search(cell) and number(cell) is not None
        for row in rows
        for cell in row.cells
    )


def _numbers_alone(row: Row, amounts: Mapping[int, Number]) -> Row:
    if not amounts:
        return row
    cells = list(row.cells)
    covered = list(row.covered)
    for column, amount in amounts.items():
        cells[column] = f"{amount.value:f}"
        if covered:
            covered[column] = cells[column]
    printed = {column: row.cells[column] for column in amounts}
    return replace(row, cells=tuple(cells), covered=tuple(covered), printed=printed)

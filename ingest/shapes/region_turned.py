"""A table of a whole area whose lines do not stand below each other, as one of lines down.

合计 | 因公出国（境）费 | 公务接待费        项目 | 2025年预算数
5000 | 500 | 500                       →  合计 | 5000 …

项目 | 决算数 | 项目 | 决算数              项目 | 决算数
增值税 | 300 | 专项收入 | 230           →  增值税 | 300
                                           专项收入 | 230

Only rows and columns change places: each figure is told where it is printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.documents import Grid, Records, RegionFigure, Row
from ingest.headers import Path
from ingest.shapes.tables import FIGURE, Roles
from ingest.values import number

MOST_ROWS = 3
"""Rows of figures: a budget, last year's, what was done. More are lines of their own."""
_PART_OF_ABOVE = ("小计", "合计")
Places = Mapping[tuple[int, int], tuple[int, int]]
"""Row and column in the turned table → in the printed one."""


def turned(body: Mapping[int, Row], printed: Sequence[Path]) -> tuple[Grid, Places] | None:
    """The table with its heads as lines, and where each cell is printed; None if it has none.

    Args:
        body: the rows of figures by number, counted from 1.
        printed: the heads over each column, from the top down.
    """
    rows = {no: row for no, row in body.items() if any(map(number, row.cells))}
    columns = [
        i
        for i, path in enumerate(printed)
        if path and any(i < len(row.cells) and number(row.cells[i]) for row in rows.values())
    ]
    if not 1 <= len(rows) <= MOST_ROWS or len(columns) < MOST_ROWS:
        return None
    heads = [_label(row) for row in rows.values()]
    first = next(iter(rows.values())).places[0]
    lines = [Row(("项目", *heads), tuple(first for _ in range(len(heads) + 1)))]
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for line_no, column in enumerate(columns, start=2):
        cells = [row.cells[column] if column < len(row.cells) else "" for row in rows.values()]
        at = [row.places[min(column, len(row.places) - 1)] for row in rows.values()]
        lines.append(Row((_name(printed[column]), *cells), (at[0], *at)))
        for position, row_no in enumerate(rows, start=1):
            places[line_no, position] = row_no, column
    return Grid(0, tuple(lines)), places


def stacked(
    head: Sequence[Row],
    body: Mapping[int, Row],
    printed: Sequence[Path],
    groups: Sequence[range],
) -> tuple[Grid, Places] | None:
    """The table with groups of columns that print the same heads below each other.

    None where their heads differ.

    Args:
        head: the rows of the head.
        body: the rows below it by number, counted from 1.
        printed: the heads over each column, from the top down.
        groups: the columns of each group.
    """
    if len({tuple(printed[i] for i in group) for group in groups}) != 1:
        return None
    rows = [_cut(row, groups[0]) for row in head]
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for group in groups:
        for row_no, row in body.items():
            rows.append(_cut(row, group))
            for position, column in enumerate(group):
                places[len(rows), position] = row_no, column
    return Grid(0, tuple(rows), merges_known=False), places


def _cut(row: Row, group: range) -> Row:
    """A row's cells in some columns."""
    at = range(group.start, min(group.stop, len(row.cells)))
    cells = tuple(row.cells[i] for i in at) + ("",) * (len(group) - len(at))
    last = row.places[-1]
    return Row(cells, tuple(row.places[i] if i < len(row.places) else last for i in group))


def _label(row: Row) -> str:
    """What a row of figures is called: 2025年预算数; an amount where it says nothing."""
    return next((cell for cell in row.cells if cell.strip() and number(cell) is None), "金额")


def _name(path: Path) -> str:
    """The line that a head names: 小计 under 公务用车购置及运行费 is that."""
    is_sum = path[-1] in _PART_OF_ABOVE and len(path) > 1
    return path[-2] if is_sum else path[-1]


def turned_back(records: Records, places: Places) -> Records:
    """Records of the turned table, each where it is printed.

    What a rate is over is not told where it stands in another row then.
    """

    def beside(one: RegionFigure, column: int | None) -> int | None:
        row_no, _ = places[one.row_no, one.column_no]
        at = places.get((one.row_no, column)) if column is not None else None
        return at[1] if at and at[0] == row_no else None

    figures = [
        replace(
            one,
            row_no=row_no,
            column_no=column_no,
            of_column_no=beside(one, one.of_column_no),
            base_column_no=beside(one, one.base_column_no),
        )
        for one in records.region_figures
        for row_no, column_no in [places[one.row_no, one.column_no]]
    ]
    untaken = [
        replace(one, row_no=row_no, column_no=column_no)
        for one in records.untaken
        for row_no, column_no in [places[one.row_no, one.column_no]]
    ]
    roles: Roles = {(one.row_no, one.column_no): FIGURE for one in figures}
    return Records(region_figures=figures, untaken=untaken, roles=roles)

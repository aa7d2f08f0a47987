"""Which other places could a figure take, with all that must add up as true as before?

A sum that holds whichever of two neighbouring columns a figure stands in proves its amount
and says nothing of its column:

    本年支出 | 基本支出 | 项目支出                本年支出 | 基本支出 | 项目支出
    147.65   | 147.65   |                         147.65   |          | 147.65

Both rows are true, and so are the sums down both columns if the total prints no project
either. So the figures of a column that its sums tie together move together: to a column
that is free in each of their rows, in printed order still. Where no identity of a row breaks
by more than its rounding, that column is a *rival* of the one the header gives.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.alignment.columns import finest
from ingest.alignment.figures import Figure, Place, Placement, Rules, Values, judge
from ingest.alignment.state import Table
from ingest.alignment.sums import Balances
from ingest.form import Identity
from ingest.value import replace

Cell = tuple[int, str]
"""A row of the table and a measure."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table from left to right, and the identities that speak of each.

    `index` is each measure's place in the order, `rules` what holds in a row.
    """

    order: tuple[str, ...]
    printed: frozenset[str]
    rules: Rules
    speaking: Mapping[str, tuple[Identity, ...]]
    index: Mapping[str, int]


def with_places(table: Table, placements: Sequence[Placement]) -> list[Placement]:
    """The placements, each figure with the places that the table cannot exclude.

    Args:
        table: the rows as their header has them.
        placements: how each row was placed.
    """
    columns = _columns(table)
    if len(columns.order) < 2:
        return [_alone(table, number, found) for number, found in enumerate(placements)]
    readings = [
        {m: f for m, f in zip(found.measures, row.figures, strict=True) if m is not None}
        for found, row in zip(placements, table.rows, strict=True)
    ]
    groups = _groups(table, readings)
    rivals: dict[Cell, tuple[str, ...]] = {}
    for cells in _together(groups).values():
        found_rivals = tuple(_rivals(cells, readings, columns))
        rivals |= dict.fromkeys(cells, found_rivals)
    index = columns.index
    return [
        found._replace(
            places=tuple(
                Place(_number(table, groups[row, m], index), rivals[row, m])
                if m is not None and (row, m) in groups
                else None
                for m in found.measures
            ),
        )
        for row, found in enumerate(placements)
    ]


def _alone(table: Table, row: int, placement: Placement) -> Placement:
    """A row of a table with one column: its figure can stand nowhere else."""
    places = tuple(
        Place(_number(table, (row, m), {m: 0}), ()) if m is not None else None
        for m in placement.measures
    )
    return placement._replace(places=places)


def _number(table: Table, cell: Cell, index: Mapping[str, int]) -> int:
    """A number for a group, unlike that of any other in the tables of a block."""
    return (table.table_no * 1_000_000 + cell[0]) * 100 + index[cell[1]]


def _columns(table: Table) -> _Columns:
    """The columns of the measures that add up; a rate is no place for an amount."""
    added = table.positions if table.added is None else table.added
    order = tuple(sorted(added & table.positions.keys(), key=lambda m: table.positions[m]))
    printed = [identity.printed_in(table.positions) for identity in table.rules.identities]
    rules = replace(table.rules, half_unit=finest([row.figures for row in table.rows]))
    speaking = {
        measure: tuple(i for i in printed if any(t.name == measure for t in i.terms))
        for measure in order
    }
    index = {measure: i for i, measure in enumerate(order)}
    return _Columns(order, frozenset(order), rules, speaking, index)


def _groups(table: Table, readings: Sequence[Values]) -> dict[Cell, Cell]:
    """Each figure that is not zero, and the first of those that sums tie it to.

    A figure within the rounding of a sum is not tied by it: the sum does not feel it move.
    """
    measures = frozenset(table.positions) if table.added is None else table.added
    half_unit = finest([row.figures for row in table.rows])
    balances = Balances(table.sums, readings, measures, half_unit)
    first: dict[Cell, Cell] = {
        (row, measure): (row, measure)
        for row, reading in enumerate(readings)
        for measure, figure in reading.items()
        if figure.value and measure in measures
    }

    def root(cell: Cell) -> Cell:
        while first[cell] != cell:
            first[cell] = first[first[cell]]
            cell = first[cell]
        return cell

    for sum_no, sum_ in enumerate(table.sums):
        for measure, balance in balances.of(sum_no).items():
            tied = [
                root((row, measure))
                for row in sum_.rows
                if (figure := readings[row].get(measure)) is not None
                and figure.value
                and abs(figure.value) > balance.tolerance
            ]
            for cell in tied[1:]:
                first[max(root(cell), root(tied[0]))] = min(root(cell), root(tied[0]))
    return {cell: root(cell) for cell in first}


def _together(groups: Mapping[Cell, Cell]) -> dict[Cell, list[Cell]]:
    """The figures of each group."""
    found: dict[Cell, list[Cell]] = {}
    for cell, first in groups.items():
        found.setdefault(first, []).append(cell)
    return found


def _rivals(
    cells: Sequence[Cell], readings: Sequence[Values], columns: _Columns
) -> Iterator[str]:
    """The columns that all these figures can move to, and no row's identity breaks."""
    measure = cells[0][1]
    at = columns.index[measure]
    rows = [readings[row] for row, _ in cells]
    for order in (columns.order[at + 1 :], columns.order[:at][::-1]):
        for rival in order:
            if any(rival in reading for reading in rows):
                break
            if all(_stands(reading, measure, rival, columns) for reading in rows):
                yield rival


def _stands(row: Values, measure: str, rival: str, columns: _Columns) -> bool:
    """Whether no identity of a row breaks that stood before, with its figure moved."""
    moved: dict[str, Figure] = {rival if m == measure else m: f for m, f in row.items()}
    asked = {id(i): i for m in (measure, rival) for i in columns.speaking[m]}
    return not any(
        judge(identity, moved, columns.printed, columns.rules) is False
        and judge(identity, row, columns.printed, columns.rules) is not False
        for identity in asked.values()
    )

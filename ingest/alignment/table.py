"""All rows of a table placed together: by their own identities, and by the columns' sums.

A row stands as its header has it unless it breaks an identity or prints a figure in no
column. Such a row is open, and is placed by the first of these that knows one answer:

1. a sum whose other rows are settled says what the row must print;
2. a sum with few open rows allows one combination of what their own identities allow;
3. the row's own identities allow one placement with the fewest slips, and something shows
   that the row slipped.

Last, sums of settled rows that do not add up are looked into, and what was placed by its
own identities alone is held against the sums that know better now.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.alignment.alone import close_alone
from ingest.alignment.figures import (
    AS_PUBLISHED,
    REALIGNED,
    UNRECONCILED,
    Placement,
    PrintedRow,
)
from ingest.alignment.places import with_places
from ingest.alignment.refuted import refuted_cells
from ingest.alignment.search import TRIALS_PER_TABLE, Budget
from ingest.alignment.settle import settle
from ingest.alignment.state import State, Table, start, value_of
from ingest.alignment.unseen import look_into_uneven_sums

PASSES = 4
"""How often the open rows are gone through: a row placed can be evidence for one above."""


def place_rows(table: Table, budget: Budget | None = None) -> list[Placement]:
    """The placement of every row of a table.

    Args:
        table: the rows with the columns as the header has them.
        budget: how many placements may be tried; by default so many that the time is
            linear in the rows.
    """
    placed = _that_stand(table, _placed(table, budget))
    for row, columns in refuted_cells(table, placed).items():
        placed[row] = placed[row]._replace(refuted=columns)
    return with_places(table, placed)


def _placed(table: Table, budget: Budget | None = None) -> list[Placement]:
    state = start(table, budget or Budget(TRIALS_PER_TABLE + 10 * len(table.rows)))
    settle(state, range(len(table.sums)))
    for _ in range(PASSES):
        if not [row for row in sorted(state.open) if close_alone(state, row)]:
            break
    look_into_uneven_sums(state)
    _retract(state)
    return [_placement(state, row) for row in range(len(table.rows))]


def _that_stand(table: Table, placed: list[Placement]) -> list[Placement]:
    """The placements, those of moved rows doubted that a second reading would move again.

    A row that is put back stands: read once more from where it was put, it is as published.
    """
    moved = [row for row, found in enumerate(placed) if found.reading == REALIGNED]
    for _ in range(PASSES):
        if not moved:
            return placed
        again = _placed(_with_moved(table, placed, moved))
        fallen = [
            row
            for row in moved
            if again[row].reading != AS_PUBLISHED or again[row].measures != placed[row].measures
        ]
        if not fallen:
            return placed
        for row in fallen:
            placed[row] = _unreconciled(table, row)
        moved = [row for row in moved if row not in set(fallen)]
    for row in moved:
        placed[row] = _unreconciled(table, row)
    return placed


def _with_moved(table: Table, placed: Sequence[Placement], moved: Sequence[int]) -> Table:
    """The table as if it printed these rows where they were put."""
    rows = list(table.rows)
    for row in moved:
        figures = zip(placed[row].measures, table.rows[row].figures, strict=True)
        rows[row] = PrintedRow(
            tuple(f._replace(column_no=table.positions[m]) for m, f in figures if m is not None)
        )
    return replace(table, rows=rows)


def _unreconciled(table: Table, row: int) -> Placement:
    """A row as its header has it, and nothing that proves it."""
    columns = {column: measure for measure, column in table.positions.items()}
    given = tuple(columns.get(figure.column_no) for figure in table.rows[row].figures)
    return Placement(given, UNRECONCILED, ())


def _retract(state: State) -> None:
    """Doubts the rows whose placement rests on a sum that looks slipped.

    Such a sum has a row in the wrong columns, whichever it is: none of its rows is proof for
    another, nor is a row that is doubted for it.
    """
    at_odds = {
        row
        for sum_no, sum_ in enumerate(state.table.sums)
        if state.looks_slipped(sum_no)
        for row in sum_.rows
        if any(value_of(state.readings[row], m) for m in state.uneven(sum_no))
    }
    waiting = sorted(at_odds)
    asked: set[int] = set()
    while waiting:
        row = waiting.pop()
        if row in state.moved:
            state.doubted.add(row)
        for sum_no in set(state.sums_of[row]) - asked:
            asked.add(sum_no)
            waiting += [r for r in state.table.sums[sum_no].rows if r in state.moved]


def _placement(state: State, row: int) -> Placement:
    figures = state.figures(row)
    positions = state.table.positions
    if row in state.moved and row not in state.doubted:
        found, proof = state.moved[row]
        is_moved = any(found.shifts)
        reading = REALIGNED if is_moved else AS_PUBLISHED
        return Placement(found.measures, reading, tuple(sorted(proof)))
    columns = {column: measure for measure, column in positions.items()}
    given = tuple(columns.get(figure.column_no) for figure in figures)
    if row in state.open and len(columns) == 1 and len(figures) == 1:
        return Placement(tuple(positions), AS_PUBLISHED, ())
    if row in state.doubted or (row in state.open and _may_have_slipped(state, row)):
        return Placement(given, UNRECONCILED, ())
    return Placement(given, AS_PUBLISHED, tuple(sorted(state.held[row])))


def _may_have_slipped(state: State, row: int) -> bool:
    """Whether an open row can stand elsewhere; else it is a misprint, and stays."""
    if row in state.stray:
        return True
    return row in state.broken and (any(state.levels(row)) or state.budget.left <= 0)

"""Rows that all stand as far off their heads: a cell that covers them from the left is missing.

Nothing in the columns' sums sees it. A rate with its sign under another head does, and the
ratio that it is of.
"""

from collections.abc import Collection, Sequence

from ingest.alignment.figures import REALIGNED, Figure, Placement, judge
from ingest.alignment.state import Table


def slipped_whole(
    table: Table, shares: Sequence[Collection[int]], rate: str
) -> list[Placement] | None:
    """The rows moved as one under their heads, where a ratio proves it and none denies it.

    Args:
        table: the rows, with the columns that their heads give.
        shares: for each row the columns in which it prints a rate with its sign.
        rate: the measure of the rates.

    Returns:
        A placement for each row; None where the rows stand, or do not move together.
    """
    if rate not in table.positions:
        return None
    steps = {table.positions[rate] - column for told in shares for column in told}
    if len(steps) != 1 or steps == {0}:
        return None
    (step,) = steps
    columns = {column: measure for measure, column in table.positions.items()}
    found = [[columns.get(f.column_no + step) for f in row.figures] for row in table.rows]
    if any(
        figure.value is not None and measure is None
        for row, measures in zip(table.rows, found, strict=True)
        for figure, measure in zip(row.figures, measures, strict=True)
    ):
        return None
    proof = _ratios_held(table, found)
    if not proof:
        return None
    return [Placement(tuple(measures), REALIGNED, proof) for measures in found]


def _ratios_held(table: Table, found: Sequence[Sequence[str | None]]) -> tuple[str, ...]:
    """The ratios that hold in rows placed so, where none is broken."""
    held = set()
    for row, measures in zip(table.rows, found, strict=True):
        values: dict[str, Figure] = {
            measure: figure
            for figure, measure in zip(row.figures, measures, strict=True)
            if measure is not None
        }
        for identity in table.rules.identities:
            if identity.axis != "ratio":
                continue
            holds = judge(identity, values, table.positions, table.rules)
            if holds is False:
                return ()
            if holds:
                held.add(identity.identity_id)
    return tuple(sorted(held))

"""Cells that their row and their column refute alike: misprints that no sum should count.

    2040601  14.00 | 14.00 | 65.00          14.00 = 14.00 + 0, and 65.00 = 0 + 40.00 + 25.00
    2040604  40.00 |  0.00 | 40.00
    2040605  25.00 |  0.00 | 25.00
    20406    79.00 | 14.00 | 65.00

The row says what the cell should be, the sum down its column says the same, and the cell is
neither. It stays as printed and is not corrected; nor is it counted.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.alignment.columns import finest
from ingest.alignment.figures import UNRECONCILED, Placement, Values, judge
from ingest.alignment.state import Table, value_of
from ingest.alignment.sums import Balances
from ingest.form import Identity


def refuted_cells(table: Table, placements: Sequence[Placement]) -> frozenset[tuple[int, int]]:
    """Row number and column of each figure that its row and its column want to be another.

    Args:
        table: the rows as their header has them.
        placements: how each row was placed.
    """
    readings: list[Values] = [
        {m: f for m, f in zip(found.measures, row.figures, strict=True) if m is not None}
        for found, row in zip(placements, table.rows, strict=True)
    ]
    measures = frozenset(table.positions) if table.added is None else table.added
    half_unit = finest([row.figures for row in table.rows])
    balances = Balances(table.sums, readings, measures, half_unit)
    sums_of: dict[int, list[int]] = {}
    for sum_no, sum_ in enumerate(table.sums):
        for row in sum_.rows:
            sums_of.setdefault(row, []).append(sum_no)
    found: set[tuple[int, int]] = set()
    for row, placement in enumerate(placements):
        if placement.reading == UNRECONCILED:
            continue
        for measure, wanted in _wanted_by_row(table, readings[row], half_unit):
            asked = [
                balances.left_for(n, row, readings[row])[measure]
                for n in sums_of.get(row, ())
                if measure in measures and not balances.of(n)[measure].is_even
            ]
            if asked and all(
                abs(balance.value - wanted) <= balance.tolerance for balance in asked
            ):
                found.add((row, readings[row][measure].column_no))
    return frozenset(found)


def _wanted_by_row(
    table: Table, reading: Values, half_unit: Decimal
) -> Iterator[tuple[str, Decimal]]:
    """What the broken sums of a row want each of its figures to be."""
    printed = [identity.printed_in(table.positions) for identity in table.rules.identities]
    broken = [
        identity
        for identity in printed
        if identity.axis == "columns"
        and judge(identity, reading, table.positions, table.rules) is False
    ]
    for measure, figure in reading.items():
        speaking = [i for i in broken if any(t.name == measure for t in i.terms)]
        if not speaking or figure.value is None:
            continue
        wanted = [_wanted(identity, measure, reading) for identity in speaking]
        if max(wanted) - min(wanted) <= 2 * half_unit and len(speaking) == len(broken):
            yield measure, wanted[0]


def _wanted(identity: Identity, measure: str, reading: Values) -> Decimal:
    """What a measure must be for an identity to hold."""
    rest = Decimal(0)
    own = 1
    for term in identity.terms:
        sign = term.sign if term.side == "left" else -term.sign
        if term.name == measure:
            own = sign
        else:
            rest += sign * value_of(reading, term.name)
    return -rest / own

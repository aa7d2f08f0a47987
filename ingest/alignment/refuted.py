"""Cells that their row and their column refute alike: misprints that no sum should count.

    2040601  14.00 | 14.00 | 65.00          14.00 = 14.00 + 0, and 65.00 = 0 + 40.00 + 25.00
    2040604  40.00 |  0.00 | 40.00
    2040605  25.00 |  0.00 | 25.00
    20406    79.00 | 14.00 | 65.00

The row says what the cell should be, the sum down its column says the same, and the cell is
neither. It stays as printed and is not corrected; nor is it counted. They may also say
different things: a row that lost a figure has the next one in its place.

    合计     2,881.05 | 1,870.71 |                  was 2,881.05 | 1,010.34 | 1,870.71
    201        678.95 |   670.62 |     8.33
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.alignment.columns import finest
from ingest.alignment.figures import UNRECONCILED, Placement, Values, judge
from ingest.alignment.state import Table, value_of
from ingest.alignment.sums import Balances, Sum
from ingest.documents import Wanted
from ingest.form import Identity


def refuted_cells(
    table: Table, placements: Sequence[Placement]
) -> dict[int, dict[int, Wanted | None]]:
    """By row number and column, each figure that its row and its column deny alike.

    Both want the same other figure; or each identity of its row is broken, and no sum down its
    column holds with rows that are placed, though there are some.

    Args:
        table: the rows as their header has them.
        placements: how each row was placed.
    """
    half_unit = finest([row.figures for row in table.rows])
    readings: list[Values] = [
        {m: f for m, f in zip(found.measures, row.figures, strict=True) if m is not None}
        for found, row in zip(placements, table.rows, strict=True)
    ]
    spoken = {
        row: list(_wanted_by_row(table, readings[row], half_unit))
        for row, placement in enumerate(placements)
        if placement.reading != UNRECONCILED
    }
    if not any(spoken.values()):
        return {}
    known = _Known.of(table, placements, readings, half_unit)
    found: dict[int, dict[int, Wanted | None]] = {}
    for row, asked in spoken.items():
        reading = readings[row]
        for measure, wanted, is_held in asked:
            asking = known.asking(row, measure, wanted.value) if wanted else ()
            is_denied = reading[measure].value and not is_held and known.is_denied(row, measure)
            if not asking and not is_denied:
                continue
            column_no = reading[measure].column_no
            found.setdefault(row, {})[column_no] = None
            if wanted and asking and not is_held and known.is_alone(row, measure):
                every = tuple(sorted({*wanted.identities, *asking}))
                found[row][column_no] = Wanted(wanted.value, every)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """The rows of a table as they were placed, and what their sums come to.

    `open_rows` are those that nothing placed.
    """

    readings: Sequence[Values]
    balances: Balances
    measures: frozenset[str]
    half_unit: Decimal
    sums: Sequence[Sum]
    sums_of: Mapping[int, Sequence[int]]
    open_rows: frozenset[int]

    @classmethod
    def of(
        cls,
        table: Table,
        placements: Sequence[Placement],
        readings: Sequence[Values],
        half_unit: Decimal,
    ) -> "_Known":
        """What is known once the rows of a table are placed."""
        measures = frozenset(table.positions) if table.added is None else table.added
        sums_of: dict[int, list[int]] = {}
        for sum_no, sum_ in enumerate(table.sums):
            for row in sum_.rows:
                sums_of.setdefault(row, []).append(sum_no)
        return cls(
            readings,
            Balances(table.sums, readings, measures, half_unit),
            measures,
            half_unit,
            table.sums,
            sums_of,
            frozenset(n for n, p in enumerate(placements) if p.reading == UNRECONCILED),
        )

    def _uneven(self, row: int, measure: str) -> list[int]:
        """The sums of a row that do not add up in a column."""
        if measure not in self.measures:
            return []
        sums = self.sums_of.get(row, ())
        return [n for n in sums if not self.balances.of(n)[measure].is_even]

    def asking(self, row: int, measure: str, wanted: Decimal) -> tuple[str, ...]:
        """The sums down the column, if they ask for the figure that the row asks for."""
        reading = self.readings[row]
        uneven = self._uneven(row, measure)
        asked = [self.balances.left_for(n, row, reading)[measure] for n in uneven]
        if any(abs(balance.value - wanted) > balance.tolerance for balance in asked):
            return ()
        return tuple(self.sums[n].identity_id for n in uneven)

    def is_alone(self, row: int, measure: str) -> bool:
        """Whether no sum down the column holds with the figure as it is."""
        return len(self._uneven(row, measure)) == len(self.sums_of.get(row, ()))

    def is_denied(self, row: int, measure: str) -> bool:
        """Whether there are sums down the column, and none of placed rows holds."""
        sums = self.sums_of.get(row, ()) if measure in self.measures else ()
        uneven = self._uneven(row, measure)
        even = (self.sums[n] for n in sums if n not in uneven)
        return bool(sums) and all(self.open_rows & set(sum_.rows) for sum_ in even)


def _wanted_by_row(
    table: Table, reading: Values, half_unit: Decimal
) -> Iterator[tuple[str, Wanted | None, bool]]:
    """The figures that broken sums of a row speak of, and what all of these want them to be.

    None where they want different things; last, whether another sum holds with the figure.
    """
    positions = frozenset(table.positions)
    printed = [identity.printed_in(positions) for identity in table.rules.identities]
    verdicts = [
        (identity, judge(identity, reading, positions, table.rules))
        for identity in printed
        if identity.axis == "columns"
    ]
    broken = [identity for identity, holds in verdicts if holds is False]
    if not broken:
        return
    for measure, figure in reading.items():
        speaking = [i for i in broken if _names(i, measure)]
        if not speaking or figure.value is None:
            continue
        wanted = [_wanted(identity, measure, reading) for identity in speaking]
        is_one = max(wanted) - min(wanted) <= 2 * half_unit and len(speaking) == len(broken)
        is_held = any(holds and _names(identity, measure) for identity, holds in verdicts)
        names = tuple(identity.identity_id for identity in speaking)
        yield measure, Wanted(wanted[0], names) if is_one else None, is_held


def _names(identity: Identity, measure: str) -> bool:
    return any(term.name == measure for term in identity.terms)


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

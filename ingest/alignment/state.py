"""What is known of a table's rows while they are placed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.alignment.columns import finest
from ingest.alignment.figures import Figure, PrintedRow, Rules, Values, by_header
from ingest.alignment.search import (
    MAX_SLIPS,
    TRIALS_PER_ROW,
    Budget,
    Candidate,
    Columns,
    candidates,
    columns_of,
    match,
)
from ingest.alignment.sums import ZERO, Balance, Balances, Sum
from ingest.value import replace


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, its columns, and what must add up along and down it.

    `added` are the measures that add up down a column: money and counts, not rates; None:
    all of them. `table_no` tells the tables of one block apart.
    """

    rows: Sequence[PrintedRow]
    positions: Mapping[str, int]
    rules: Rules
    sums: Sequence[Sum] = ()
    added: frozenset[str] | None = None
    table_no: int = 0


@dataclass(slots=True)
class State:
    """The rows as they are read so far.

    `open` rows break an identity (`broken`), print a figure in no column (`stray`) or a zero
    where few do, and are not placed yet; `moved` ones are, each with what proves it.
    """

    table: Table
    columns: Columns
    added: frozenset[str]
    half_unit: Decimal
    budget: Budget
    readings: list[Values]
    balances: Balances
    held: list[frozenset[str]]
    sums_of: list[list[int]]
    open_count: list[int]
    open: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)
    stray: set[int] = field(default_factory=set)
    moved: dict[int, tuple[Candidate, frozenset[str]]] = field(default_factory=dict)
    doubted: set[int] = field(default_factory=set)
    found: dict[int, list[list[Candidate]]] = field(default_factory=dict)

    def figures(self, row: int) -> tuple[Figure, ...]:
        """A row's figures in printed order."""
        return self.table.rows[row].figures

    def open_rows(self, sum_no: int) -> list[int]:
        """The rows of a sum that are not placed yet."""
        if not self.open_count[sum_no]:
            return []
        return [row for row in self.table.sums[sum_no].rows if row in self.open]

    def close(self, row: int) -> None:
        """Counts a row among the settled ones."""
        if row in self.open:
            self.open.discard(row)
            for sum_no in self.sums_of[row]:
                self.open_count[sum_no] -= 1

    def read(self, row: int, reading: Values) -> None:
        """Takes another reading of a row."""
        for sum_no in self.sums_of[row]:
            self.balances.replace(sum_no, row, self.readings[row], reading)
        self.readings[row] = reading

    def move(self, row: int, found: Candidate, proof: Iterable[str] = ()) -> None:
        """Places a row."""
        self.read(row, found.values(self.figures(row)))
        self.moved[row] = (found, frozenset(proof) | found.held)
        self.close(row)

    def uneven(self, sum_no: int) -> frozenset[str]:
        """The columns in which a sum does not add up."""
        return frozenset(m for m, b in self.balances.of(sum_no).items() if not b.is_even)

    def leans(self, sum_no: int) -> bool:
        """Whether a sum has too much in one column and too little in another.

        So it has with a figure in the wrong column. A misprint leaves one column uneven, and
        rows that are not printed leave all short.
        """
        uneven = [b.value for b in self.balances.of(sum_no).values() if not b.is_even]
        return any(value > 0 for value in uneven) and any(value < 0 for value in uneven)

    def looks_slipped(self, sum_no: int) -> bool:
        """Whether a sum leans though all its rows are settled."""
        return not self.open_count[sum_no] and self.leans(sum_no)

    def uneven_with(self, sum_no: int, row: int, reading: Values) -> frozenset[str]:
        """The columns in which a sum would not add up with this reading of a row."""
        return frozenset(
            measure
            for measure, balance in self.wanted(sum_no, row).items()
            if abs(value_of(reading, measure) - balance.value) > balance.tolerance
        )

    def wanted(self, sum_no: int, row: int) -> dict[str, Balance]:
        """What a sum leaves for one of its rows."""
        return self.balances.left_for(sum_no, row, self.readings[row])

    def matching(self, sum_no: int, row: int) -> Candidate | None:
        """The placement of a row that a sum asks for, if the row can be placed so."""
        if not self.budget.take():
            return None
        found = match(self.figures(row), self.columns, self.wanted(sum_no, row))
        return found if found and self.is_supported(row, found, self.added) else None

    def levels(self, row: int) -> list[list[Candidate]]:
        """The placements that a row's identities allow, by how often it slipped."""
        if row not in self.found:
            self.found[row] = [
                list(self._candidates(row, slips)) for slips in range(MAX_SLIPS + 1)
            ]
        return self.found[row]

    def _candidates(self, row: int, slips: int) -> list[Candidate]:
        budget = Budget(min(TRIALS_PER_ROW, self.budget.left))
        shift = self.table.rows[row].label_shift
        found = list(candidates(self.figures(row), self.columns, slips, budget, shift))
        self.budget.left -= budget.spent
        self.budget.spent += budget.spent
        return found

    def distinct(self, row: int, slips: int) -> list[Candidate]:
        """The placements with up to so many slips, one for each that says something else."""
        figures = self.figures(row)
        best: dict[frozenset[tuple[str, Decimal]], Candidate] = {}
        for level in self.levels(row)[: slips + 1]:
            for found in sorted(level, key=lambda found: found.distance):
                best.setdefault(found.money(figures), found)
        return list(best.values())

    def is_supported(self, row: int, found: Candidate, known: frozenset[str]) -> bool:
        """Whether every figure that moves is proven, or moves along with a proven one.

        Args:
            row: the row's number.
            found: the placement.
            known: the measures that a sum has proven.
        """
        proven = known | {
            term.name
            for identity in self.columns.rules.identities
            if identity.identity_id in found.held
            for term in identity.terms
        }
        together = list(zip(found.measures, found.shifts, self.figures(row), strict=True))
        shared = {shift for measure, shift, figure in together
                  if measure in proven and figure.value}  # fmt: skip
        return all(
            not shift or not figure.value or measure in proven or shift in shared
            for measure, shift, figure in together
        )


def value_of(reading: Values, measure: str) -> Decimal:
    """What a row prints for a measure; a blank or a dash is nothing."""
    figure = reading.get(measure)
    return (figure.value if figure else None) or ZERO


def start(table: Table, budget: Budget) -> State:
    """A table as its header has it, its rows open where that cannot be right."""
    half_unit = finest([row.figures for row in table.rows])
    rules = replace(table.rules, half_unit=half_unit)
    added = frozenset(table.positions) if table.added is None else table.added
    sums_of: list[list[int]] = [[] for _ in table.rows]
    for sum_no, sum_ in enumerate(table.sums):
        for row in sum_.rows:
            sums_of[row].append(sum_no)
    readings: list[Values] = [by_header(row.figures, table.positions) for row in table.rows]
    columns = columns_of(table.positions, rules)
    verdicts = [columns.rules.verdicts(reading, table.positions) for reading in readings]
    broken = {row for row, (_, is_broken) in enumerate(verdicts) if is_broken}
    stray, odd = _stray(table)
    open_rows = broken | stray | odd
    return State(
        table=table,
        columns=columns,
        added=added,
        half_unit=half_unit,
        budget=budget,
        readings=readings,
        balances=Balances(table.sums, readings, added, half_unit),
        held=[frozenset(held) for held, _ in verdicts],
        sums_of=sums_of,
        open_count=[sum(row in open_rows for row in s.rows) for s in table.sums],
        open=open_rows,
        broken=broken,
        stray=stray,
    )


def _stray(table: Table) -> tuple[set[int], set[int]]:
    """The rows with a figure in no column, and those with a zero or dash where few have one.

    A column that is none of the form's may print zeros in all rows. Where few do, those that
    leave blank what most rows fill are as far off as those with a figure there.
    """
    at = set(table.positions.values())
    stray: set[int] = set()
    zeros: dict[int, list[int]] = {}
    for number, row in enumerate(table.rows):
        for figure in row.figures:
            if figure.column_no not in at and figure.value:
                stray.add(number)
            elif figure.column_no not in at:
                zeros.setdefault(figure.column_no, []).append(number)
    few = [rows for rows in zeros.values() if 2 * len(rows) < len(table.rows)]
    if not few:
        return stray, set()
    usual = _usual(table)
    stray |= {
        number
        for rows in few
        for number in rows
        if usual - {figure.column_no for figure in table.rows[number].figures}
    }
    filled = {n for n, row in enumerate(table.rows) if any(f.value for f in row.figures)}
    return stray, filled & {row for rows in few for row in rows}


def _usual(table: Table) -> set[int]:
    """The columns of the form in which most rows print something."""
    printed = Counter(
        column for row in table.rows for column in {f.column_no for f in row.figures}
    )
    return {c for c in table.positions.values() if 2 * printed[c] > len(table.rows)}

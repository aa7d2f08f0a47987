"""Tables for the tests of the alignment: rows of figures, identities, and what is true."""

from dataclasses import dataclass
from decimal import Decimal

from ingest.alignment import Figure, PrintedRow, Rules, Table, place_rows, sums_of_codes
from ingest.form import Identity, Term


def identity(identity_id, left, right, axis="columns"):
    terms = [Term("left", name, 1) for name in left] + [
        Term("right", name, 1) for name in right
    ]
    return Identity(identity_id, axis, tuple(terms))


R03 = identity("R03", ["total"], ["basic", "project", "remitted"])
RULES = Rules((R03,))
POSITIONS = {"total": 2, "basic": 3, "project": 4, "remitted": 5}


def row(*cells, label_shift=0):
    """A row of (column, amount) cells; a dash has no amount."""
    figures = [
        Figure(column, None if value == "—" else Decimal(value)) for column, value in cells
    ]
    return PrintedRow(tuple(figures), label_shift)


def place(printed, positions=POSITIONS, rules=RULES):
    """The placement of a row that stands alone."""
    return place_rows(Table([printed], positions, rules))[0]


@dataclass(frozen=True)
class Account:
    """A table of codes: each row's code (None: the total) and its amounts by column."""

    rows: dict[str | None, dict[int, str]]
    positions: dict[str, int]
    rules: Rules

    def table(self):
        codes = list(self.rows)
        keys = ["total" if code is None else "item" for code in codes]
        sums = sums_of_codes(codes, keys, "R05", {"total": "R05"})
        rows = [row(*sorted(cells.items())) for cells in self.rows.values()]
        return Table(rows, self.positions, self.rules, sums)

    def placed(self):
        """Each row's placement, by code."""
        return dict(zip(self.rows, place_rows(self.table()), strict=True))


def account(rows, positions=POSITIONS, rules=RULES):
    return Account(rows, positions, rules)

"""What must add up down a column: rows that are the sum of other rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ingest.alignment.figures import Values

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Rows that balance in every column: each row's number in the table, and its sign.

    A whole counts as 1 and each of its parts as -1, so that all of them come to nothing.
    """

    identity_id: str
    terms: tuple[tuple[int, int], ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of its rows."""
        return tuple(row for row, _ in self.terms)


class Balance(NamedTuple):
    """What a column of a sum comes to, and how far rounding may take it from nothing."""

    value: Decimal
    tolerance: Decimal

    @property
    def is_even(self) -> bool:
        """Whether the column adds up."""
        return abs(self.value) <= self.tolerance


class Balances:
    """What the columns of a table's sums come to, kept as its rows are placed anew."""

    def __init__(
        self,
        sums: Sequence[Sum],
        readings: Sequence[Values],
        measures: Collection[str],
        half_unit: Decimal,
    ) -> None:
        """Adds up every sum once.

        Args:
            sums: what must add up.
            readings: the rows of the table as they are read.
            measures: the columns that add up.
            half_unit: half of the last unit in which figures are printed.
        """
        self._signs = [dict(sum_.terms) for sum_ in sums]
        self._measures = sorted(measures)
        self._half_unit = half_unit
        self._values = [dict.fromkeys(self._measures, ZERO) for _ in sums]
        self._printed = [dict.fromkeys(self._measures, 0) for _ in sums]
        self._known: dict[int, Mapping[str, Balance]] = {}
        for sum_no, sum_ in enumerate(sums):
            for row, _ in sum_.terms:
                self._add(sum_no, row, readings[row], 1)

    def _add(self, sum_no: int, row: int, reading: Values, times: int) -> None:
        sign = times * self._signs[sum_no][row]
        values, printed = self._values[sum_no], self._printed[sum_no]
        for measure, figure in reading.items():
            if figure.value is not None and measure in values:
                values[measure] += sign * figure.value
                printed[measure] += times

    def replace(self, sum_no: int, row: int, old: Values, new: Values) -> None:
        """Takes another reading of a row of a sum."""
        self._known.pop(sum_no, None)
        self._add(sum_no, row, old, -1)
        self._add(sum_no, row, new, 1)

    def of(self, sum_no: int) -> Mapping[str, Balance]:
        """What each column of a sum comes to, with half a unit for each printed figure."""
        found = self._known.get(sum_no)
        if found is None:
            values, printed = self._values[sum_no], self._printed[sum_no]
            found = {m: Balance(values[m], printed[m] * self._half_unit) for m in values}
            self._known[sum_no] = found
        return found

    def left_for(self, sum_no: int, row: int, reading: Values) -> dict[str, Balance]:
        """What a row must print for the sum to add up, given all its other rows.

        Args:
            sum_no: the sum.
            row: one of its rows.
            reading: how the row is read now.
        """
        sign = self._signs[sum_no][row]
        values, printed = self._values[sum_no], self._printed[sum_no]
        wanted = {}
        for measure in self._measures:
            own = figure.value if (figure := reading.get(measure)) else None
            count = printed[measure] + (own is None)
            value = (own or ZERO) - values[measure] / sign
            wanted[measure] = Balance(value, count * self._half_unit)
        return wanted


def sums_of_codes(
    codes: Sequence[str | None],
    keys: Sequence[str],
    parents: str | None,
    totals: Mapping[str, str],
) -> list[Sum]:
    """The sums of a table whose rows carry codes, a child's beginning with its parent's.

    A row's parent is the row with the longest code that its own begins with: the nearest
    above it, else the first below it.

    Args:
        codes: each row's code, None for a row without one.
        keys: what each row is.
        parents: the identity of parents and their children, None where the form has none.
        totals: the identity of each key that is the total of the topmost codes.
    """
    children: dict[int, list[int]] = {}
    tops: list[int] = []
    above: dict[str, int] = {}
    first: dict[str, int] = {}
    for row, code in enumerate(codes):
        if code:
            first.setdefault(code, row)
    for row, code in enumerate(codes):
        if not code:
            continue
        parent = _parent(code, above, first)
        above[code] = row
        if parent is None:
            tops.append(row)
        else:
            children.setdefault(parent, []).append(row)
    sums = []
    if parents:
        sums = [_whole(parents, row, parts) for row, parts in sorted(children.items())]
    return sums + [
        _whole(totals[key], row, tops)
        for row, (code, key) in enumerate(zip(codes, keys, strict=True))
        if not code and tops and key in totals
    ]


def _whole(identity_id: str, row: int, parts: Sequence[int]) -> Sum:
    return Sum(identity_id, ((row, 1), *((part, -1) for part in parts)))


def _parent(code: str, above: Mapping[str, int], first: Mapping[str, int]) -> int | None:
    for length in range(len(code) - 1, 0, -1):
        start = code[:length]
        if start in first:
            return above.get(start, first[start])
    return None


def sums_of_lines(
    names: Sequence[Collection[str]],
    equations: Sequence[tuple[str, Sequence[tuple[int, str]]]],
) -> list[Sum]:
    """The sums of a table whose lines are known by name.

    A term stands for every line of its name; an equation none of whose wholes is printed,
    or none of whose parts, says nothing.

    Args:
        names: the names that each row answers to.
        equations: an identity's id, and its terms with their signs, the whole positive.
    """
    rows: dict[str, list[int]] = {}
    for row, answers in enumerate(names):
        for name in answers:
            rows.setdefault(name, []).append(row)
    sums = []
    for identity_id, equation in equations:
        terms = tuple((row, sign) for sign, name in equation for row in rows.get(name, ()))
        if len({sign for _, sign in terms}) == 2:
            sums.append(Sum(identity_id, terms))
    return sums

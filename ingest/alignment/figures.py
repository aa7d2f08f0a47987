"""The figures of a row, the places they can take, and what must add up between them."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ingest.documents import Wanted
from ingest.form import Identity, Term
from ingest.value import value

AS_PUBLISHED, REALIGNED, UNRECONCILED = "as_published", "realigned", "unreconciled"
RESTORED = "restored"
"""Of a figure that was seen on a picture otherwise, and put right by arithmetic."""


class Figure(NamedTuple):
    """A printed cell of a row: its column, its value (None for a dash) and half a unit."""

    column_no: int
    value: Decimal | None
    half_unit: Decimal = Decimal("0.005")


@value(frozen=True, slots=True)
class PrintedRow:
    """A row's figures in printed order, and how far its label stands off the body's."""

    figures: tuple[Figure, ...]
    label_shift: int = 0


class Place(NamedTuple):
    """What ties a figure to its column: a number for the figures that can move with it only.

    `rivals` are the other measures that it could be, with all that must add up still true.
    """

    group: int
    rivals: tuple[str, ...] = ()


class Placement(NamedTuple):
    """The measure of each figure (None: no column of the form), how read, proven by.

    `places` has each figure's place; None for a zero, a dash or a figure without a measure.
    `refuted` are the columns of the figures that their row and their column deny alike, with
    what all of it wants there, if that is one thing.
    """

    measures: tuple[str | None, ...]
    reading: str
    proof: tuple[str, ...]
    places: tuple[Place | None, ...] = ()
    refuted: Mapping[int, Wanted | None] = MappingProxyType({})


Values = Mapping[str, Figure]
"""The figures of a row by measure."""


def judge(
    identity: Identity, row: Values, measures: Collection[str], rules: "Rules"
) -> bool | None:
    """Whether an identity holds in a row; None where it says nothing about the row.

    A sum holds within (n + 1) half units for n printed addends. It says nothing where one
    of its columns is not printed, or none of a side's, or all it compares is blank or zero.
    """
    spoken = _spoken(identity, frozenset(measures))
    if spoken is None:
        return None
    if identity.axis == "ratio":
        return _judge_ratio(spoken.terms, row)
    left, right = _addends(spoken.left, row), _addends(spoken.right, row)
    if not any(left) and not any(right):
        return None
    half_unit = rules.half_unit or min(figure.half_unit for figure in row.values())
    if abs(sum(left, _ZERO) - sum(right, _ZERO)) <= (len(right) + 1) * half_unit:
        return True if left and right else None
    missing = len(left) + len(right) < len(spoken.terms)
    return None if missing and not rules.blank_is_zero else False


class _Spoken(NamedTuple):
    """What an identity says where certain columns are printed: its terms, names with signs."""

    terms: tuple[Term, ...]
    left: tuple[tuple[str, int], ...]
    right: tuple[tuple[str, int], ...]


@lru_cache(maxsize=8_192)
def _spoken(identity: Identity, measures: frozenset[str]) -> _Spoken | None:
    """The terms of an identity that are printed; None where one is missing, or a side."""
    if not all(term.is_optional or term.name in measures for term in identity.terms):
        return None
    terms = tuple(term for term in identity.terms if term.name in measures)
    if len({term.side for term in terms}) < 2:
        return None
    left, right = (
        tuple((term.name, term.sign) for term in terms if term.side == side)
        for side in ("left", "right")
    )
    return _Spoken(terms, left, right)


def _addends(terms: Sequence[tuple[str, int]], row: Values) -> list[Decimal]:
    """What a row prints for the terms of one side."""
    return [
        figure.value if sign == 1 else sign * figure.value
        for name, sign in terms
        if (figure := row.get(name)) is not None and figure.value is not None
    ]


_ZERO = Decimal(0)


def _judge_ratio(terms: Sequence[Term], row: Values) -> bool | None:
    """Whether a rate is that of two amounts, which may have been rounded after it was taken."""
    names = {term.side: term.name for term in terms}
    if not all(_has(row, name) for name in names.values()):
        return None
    whole, part, printed = (row[names[side]] for side in ("denominator", "numerator", "left"))
    if not whole.value or part.value is None or printed.value is None:
        return None
    ratio = part.value / whole.value
    rounding = (part.half_unit + abs(ratio) * whole.half_unit) / abs(whole.value)
    return abs(printed.value - 100 * ratio) <= 2 * printed.half_unit + 100 * rounding


def _has(row: Values, name: str) -> bool:
    return name in row and row[name].value is not None


@value(frozen=True, slots=True)
class Rules:
    """The identities of a form that hold inside a row.

    `half_unit` is half of the last unit in which the table prints its money; without it
    each row's own is taken.
    """

    identities: tuple[Identity, ...]
    blank_is_zero: bool = True
    half_unit: Decimal | None = None

    def verdicts(self, row: Values, measures: Collection[str]) -> tuple[set[str], bool]:
        """The ids that hold, and whether any is broken; one that is broken does not hold."""
        held: set[str] = set()
        broken: set[str] = set()
        printed = frozenset(measures)
        for identity in self.identities:
            verdict = judge(identity, row, printed, self)
            if verdict is not None:
                (held if verdict else broken).add(identity.identity_id)
        return held - broken, bool(broken)

    def are_broken(self, row: Values, measures: Collection[str]) -> bool:
        """Whether any identity is broken."""
        printed = frozenset(measures)
        return any(judge(i, row, printed, self) is False for i in self.identities)


def by_header(figures: Sequence[Figure], positions: Mapping[str, int]) -> dict[str, Figure]:
    """The row as its header has it."""
    measures = {column: measure for measure, column in positions.items()}
    return {
        measures[figure.column_no]: figure for figure in figures if figure.column_no in measures
    }

"""Which column does a figure belong to? The form's own arithmetic decides.

Pure functions, no I/O. A row's figures stand in printed columns; the header says which
measure each column is. Where that breaks an identity of the form, the figures are placed
anew: in their printed order, with the least movement that satisfies every identity. A row
that slips does so as one, so figures that move together count as one movement. A placement
that is not the only such one is none: the row stays *unreconciled*.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ingest.form import Identity

MAX_SHIFT = 3
"""How many columns a figure may have slipped; real slips are one or two."""
MAX_TRIALS = 20_000
"""Placements tried for one row before it is given up as unreconciled."""

AS_PUBLISHED, REALIGNED, UNRECONCILED = "as_published", "realigned", "unreconciled"


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed cell of a row: its column, its value (None for a dash) and half a unit."""

    column_no: int
    value: Decimal | None
    half_unit: Decimal = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Placement:
    """The measure of each figure (None: no column of the form), how read, proven by."""

    measures: tuple[str | None, ...]
    reading: str
    proof: tuple[str, ...]


Values = Mapping[str, Figure]


def judge(
    identity: Identity, row: Values, measures: Iterable[str], blank_is_zero: bool
) -> bool | None:
    """Whether an identity holds in a row; None where it says nothing about the row.

    A sum holds within (n + 1) half units for n printed addends. It says nothing where one
    of its columns is not printed, or all it compares is blank or zero.
    """
    if any(term.name not in measures for term in identity.terms):
        return None
    if identity.axis == "ratio":
        return _judge_ratio(identity, row)
    left = [(t.sign, row[t.name]) for t in identity.of("left") if _has(row, t.name)]
    right = [(t.sign, row[t.name]) for t in identity.of("right") if _has(row, t.name)]
    difference = _total(left) - _total(right)
    if not any(figure.value for _, figure in (*left, *right)):
        return None
    missing = len(left) + len(right) < len(identity.terms)
    half_unit = min(figure.half_unit for figure in row.values())
    if abs(difference) <= (len(right) + 1) * half_unit:
        return True if left and right else None
    return None if missing and not blank_is_zero else False


def _judge_ratio(identity: Identity, row: Values) -> bool | None:
    names = {term.side: term.name for term in identity.terms}
    if not all(_has(row, name) for name in names.values()):
        return None
    denominator = row[names["denominator"]].value
    numerator, printed = row[names["numerator"]].value, row[names["left"]]
    if not denominator or numerator is None or printed.value is None:
        return None
    return abs(printed.value - 100 * numerator / denominator) <= 2 * printed.half_unit


def _has(row: Values, name: str) -> bool:
    return name in row and row[name].value is not None


def _total(terms: Sequence[tuple[int, Figure]]) -> Decimal:
    return sum(
        (sign * figure.value for sign, figure in terms if figure.value is not None),
        start=Decimal(0),
    )


@dataclass(frozen=True, slots=True)
class Rules:
    """The identities of a form that hold inside a row."""

    identities: tuple[Identity, ...]
    blank_is_zero: bool = True

    def verdicts(self, row: Values, measures: Iterable[str]) -> tuple[set[str], bool]:
        """The ids that hold, and whether any is broken."""
        held: set[str] = set()
        broken = False
        for identity in self.identities:
            verdict = judge(identity, row, measures, self.blank_is_zero)
            if verdict:
                held.add(identity.identity_id)
            broken = broken or verdict is False
        return held, broken


def by_header(figures: Sequence[Figure], positions: Mapping[str, int]) -> Values:
    """The row as its header has it."""
    measures = {column: measure for measure, column in positions.items()}
    return {
        measures[figure.column_no]: figure for figure in figures if figure.column_no in measures
    }


def place(
    figures: Sequence[Figure],
    positions: Mapping[str, int],
    rules: Rules,
    expected_shift: int = 0,
) -> Placement:
    """The placement of a row's figures, given in printed order.

    Args:
        figures: the row's cells that print a number or a dash, by column.
        positions: the column of each measure as the header has it.
        rules: what must add up in the row.
        expected_shift: the shift of the neighbouring rows, preferred among equals.
    """
    columns = {column: measure for measure, column in positions.items()}
    given = tuple(columns.get(figure.column_no) for figure in figures)
    held, broken = rules.verdicts(by_header(figures, positions), positions)
    stray = any(
        measure is None and figure.value for figure, measure in zip(figures, given, strict=True)
    )
    if not broken and not stray:
        return Placement(given, AS_PUBLISHED, tuple(sorted(held)))
    if len(positions) == 1 and len(figures) == 1:
        return Placement(tuple(positions), AS_PUBLISHED, ())
    best = _best(figures, positions, rules, expected_shift)
    return best or Placement(given, UNRECONCILED, ())


Cost = tuple[int, int, int]
"""Changes of shift along the row, distance moved, cells off the neighbours' shift."""


def _best(
    figures: Sequence[Figure],
    positions: Mapping[str, int],
    rules: Rules,
    expected_shift: int,
) -> Placement | None:
    """The satisfying placement with the least movement, if it is the only such one."""
    solutions: dict[frozenset[tuple[str, Decimal]], tuple[Cost, Placement]] = {}
    for trial, (measures, shifts) in enumerate(_placements(figures, positions)):
        if trial >= MAX_TRIALS:
            return None
        row = dict(zip(measures, figures, strict=True))
        held, broken = rules.verdicts(row, positions)
        if broken or not held or not _supported(measures, shifts, figures, rules, held):
            continue
        cost = (
            sum(a != b for a, b in pairwise(shifts)),
            sum(map(abs, shifts)),
            sum(shift != expected_shift for shift in shifts),
        )
        money = frozenset(
            (measure, figure.value) for measure, figure in row.items() if figure.value
        )
        found = Placement(measures, REALIGNED, tuple(sorted(held)))
        if money not in solutions or cost < solutions[money][0]:
            solutions[money] = (cost, found)
    ranked = sorted(solutions.values(), key=lambda solution: solution[0])
    if len(ranked) > 1 and _alike(ranked[0][0], ranked[1][0]):
        return None
    return ranked[0][1] if ranked else None


def _alike(first: Cost, second: Cost) -> bool:
    """Whether two placements are as good as each other.

    A row that moved as one is nearer in one place than in another; where parts of a row
    moved differently, distance does not tell which part did.
    """
    return first[0] == second[0] and (first[0] > 0 or first == second)


def _supported(
    measures: tuple[str, ...],
    shifts: tuple[int, ...],
    figures: Sequence[Figure],
    rules: Rules,
    held: set[str],
) -> bool:
    """Whether every figure that moves is proven, or moves along with a proven one."""
    proven = {
        term.name
        for identity in rules.identities
        if identity.identity_id in held
        for term in identity.terms
    }
    shared = {
        shift for measure, shift in zip(measures, shifts, strict=True) if measure in proven
    }
    return all(
        not shift or not figure.value or measure in proven or shift in shared
        for measure, shift, figure in zip(measures, shifts, figures, strict=True)
    )


def _placements(
    figures: Sequence[Figure], positions: Mapping[str, int]
) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Every way to give the figures measures in printed order, near where they stand."""
    targets = sorted((column, measure) for measure, column in positions.items())

    def extend(index: int, first: int) -> Iterator[tuple[list[str], list[int]]]:
        if index == len(figures):
            yield [], []
            return
        last = len(targets) - (len(figures) - index)
        for target in range(first, last + 1):
            column, measure = targets[target]
            shift = column - figures[index].column_no
            if abs(shift) > MAX_SHIFT:
                continue
            for measures, shifts in extend(index + 1, target + 1):
                yield [measure, *measures], [shift, *shifts]

    for measures, shifts in extend(0, 0):
        yield tuple(measures), tuple(shifts)


def choose_positions(
    candidates: Sequence[Mapping[str, int]],
    rows: Sequence[Sequence[Figure]],
    rules: Rules,
) -> Mapping[str, int]:
    """The column positions that fit a table's rows best.

    Under them the fewest rows break an identity or print a figure in no column of the form.
    Candidates come in order of trust, the header's own first; a later one is taken only if
    fewer rows speak against it.
    """

    def misfits(positions: Mapping[str, int]) -> int:
        return sum(_misfits(figures, positions, rules) for figures in rows)

    return min(candidates, key=misfits)


def _misfits(figures: Sequence[Figure], positions: Mapping[str, int], rules: Rules) -> bool:
    """Whether a row speaks against the column positions."""
    row = by_header(figures, positions)
    stray = sum(1 for f in figures if f.value) > sum(1 for f in row.values() if f.value)
    return stray or rules.verdicts(row, positions)[1]


def proof_of(
    positions: Mapping[str, int], rows: Sequence[Sequence[Figure]], rules: Rules
) -> tuple[str, ...]:
    """The identities that hold in some row of a table with these column positions."""
    held = (rules.verdicts(by_header(row, positions), positions)[0] for row in rows)
    return tuple(sorted(set().union(*held)))


def placer(
    positions: Mapping[str, int], rules: Rules, give_up_after: int = 50
) -> Callable[[Sequence[Figure]], Placement]:
    """A function that places the rows of one table in turn.

    The shift of the row before is preferred among equals; after `give_up_after` rows that
    found no placement the search stops, so that a hopeless table costs linear time.
    """
    failures = 0
    shift = 0

    def place_row(figures: Sequence[Figure]) -> Placement:
        nonlocal failures, shift
        if failures >= give_up_after:
            searchless = Rules((), rules.blank_is_zero)
            _, broken = rules.verdicts(by_header(figures, positions), positions)
            placement = place(figures, positions, rules if not broken else searchless)
            reading = UNRECONCILED if broken else placement.reading
            return Placement(placement.measures, reading, placement.proof)
        placement = place(figures, positions, rules, shift)
        failures += placement.reading == UNRECONCILED
        if placement.reading == REALIGNED and placement.measures[0] is not None:
            shift = positions[placement.measures[0]] - figures[0].column_no
        return placement

    return place_row

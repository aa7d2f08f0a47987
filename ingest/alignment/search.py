"""The placements of one row: those that its identities allow, the one that a sum asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.alignment.figures import Figure, Rules
from ingest.alignment.sums import Balance
from ingest.value import replace

MAX_SHIFT = 3
"""How many columns a figure may have slipped; real slips are one or two."""
MAX_SLIPS = 2
"""How often a row may have slipped: a blank cell too many, or one too few, is one slip."""
MAX_FIGURES = 100
"""Figures of a row that are tried in other places; no form has half as many columns."""
TRIALS_PER_ROW = 2_000
"""Placements tried for one row before it is given up."""
TRIALS_PER_TABLE = 100_000
"""Placements that a table has in hand beside a few for each of its rows."""


@dataclass(slots=True)
class Budget:
    """How many placements may still be tried, and how many have been."""

    left: int
    spent: int = 0

    def take(self) -> bool:
        """Takes one trial; False where none is left."""
        if self.left <= 0:
            return False
        self.left -= 1
        self.spent += 1
        return True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A placement that a row's identities allow; `held` are those that prove something."""

    measures: tuple[str, ...]
    shifts: tuple[int, ...]
    held: frozenset[str] = frozenset()

    @property
    def distance(self) -> int:
        """How far the figures move, in columns."""
        return sum(map(abs, self.shifts))

    def values(self, figures: Sequence[Figure]) -> dict[str, Figure]:
        """The figures by measure."""
        return dict(zip(self.measures, figures, strict=True))

    def money(self, figures: Sequence[Figure]) -> frozenset[tuple[str, Decimal]]:
        """What it says, without zeros: equal amounts may change places."""
        return frozenset(
            (measure, figure.value)
            for measure, figure in zip(self.measures, figures, strict=True)
            if figure.value
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns from left to right, and what must add up between them."""

    targets: tuple[tuple[int, str], ...]
    rules: Rules
    complete_at: Mapping[int, Rules] = field(default_factory=dict)
    """The identities whose last column is the one at this index."""

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures from left to right."""
        return tuple(measure for _, measure in self.targets)


def columns_of(positions: Mapping[str, int], rules: Rules) -> Columns:
    """The columns of a table with these positions."""
    targets = tuple(sorted((column, measure) for measure, column in positions.items()))
    index = {measure: i for i, (_, measure) in enumerate(targets)}
    printed = tuple(identity.printed_in(index) for identity in rules.identities)
    rules = replace(rules, identities=printed)
    complete: dict[int, Rules] = {}
    for identity in rules.identities:
        if identity.terms and all(term.name in index for term in identity.terms):
            last = max(index[term.name] for term in identity.terms)
            before = complete[last].identities if last in complete else ()
            complete[last] = replace(rules, identities=(*before, identity))
    return Columns(targets, rules, complete)


@dataclass(slots=True)
class _Walk:
    """One search for placements: what is placed so far, and what it may cost yet."""

    figures: Sequence[Figure]
    columns: Columns
    index: Mapping[int, int]
    label_shift: int
    budget: Budget
    row: list[tuple[str, Figure]] = field(default_factory=list)

    def on(self, first: int, shift: int | None, slips: int) -> Iterator[tuple[int, ...]]:
        """The shifts of the figures left, in columns from `first` on, with so many slips."""
        position = len(self.row)
        if position == len(self.figures):
            if not slips and self.stands(first, len(self.columns.targets)):
                yield ()
            return
        if slips > len(self.figures) - position:
            return
        for step, cost in _steps(shift, self.label_shift):
            target = self.index.get(self.figures[position].column_no + step)
            if target is None or target < first or cost > slips:
                continue
            if not self.budget.take():
                return
            self.row.append((self.columns.targets[target][1], self.figures[position]))
            if self.stands(first, target):
                for rest in self.on(target + 1, step, slips - cost):
                    yield (step, *rest)
            self.row.pop()

    def stands(self, first: int, end: int) -> bool:
        """Whether the identities that end between the last two figures' columns can stand.

        Args:
            first: the column after the last figure's but one.
            end: the last figure's column, which none of them reaches.
        """
        asked = [
            rules
            for target in range(max(first - 1, 0), end)
            if (rules := self.columns.complete_at.get(target)) is not None
        ]
        values = dict(self.row) if asked else {}
        return not any(rules.verdicts(values, self.columns.measures)[1] for rules in asked)


def candidates(
    figures: Sequence[Figure],
    columns: Columns,
    slips: int,
    budget: Budget,
    label_shift: int = 0,
) -> Iterator[Candidate]:
    """The placements with just so many slips that no identity speaks against.

    The figures keep their order. A row slips where its shift changes from one figure to the
    next; its first figure slips unless it stands under its header, or as far off it as the
    row's label off the other labels. The search ends where the budget does.
    """
    if len(figures) > MAX_FIGURES:
        return
    index = {column: i for i, (column, _) in enumerate(columns.targets)}
    walk = _Walk(figures, columns, index, label_shift, budget)
    for shifts in walk.on(0, None, slips):
        held, broken = columns.rules.verdicts(dict(walk.row), columns.measures)
        if not broken:
            measures = tuple(measure for measure, _ in walk.row)
            yield Candidate(measures, shifts, frozenset(held))


def _steps(shift: int | None, label_shift: int) -> Iterator[tuple[int, int]]:
    """The shifts a figure may have after one with `shift`, each with the slips it costs."""
    free = {0, -label_shift} if shift is None else {shift}
    for distance in range(MAX_SHIFT + 1):
        for step in sorted({-distance, distance}):
            yield step, int(step not in free)


Cost = tuple[int, int]
"""Changes of shift along the row, distance moved."""


def match(
    figures: Sequence[Figure], columns: Columns, wanted: Mapping[str, Balance]
) -> Candidate | None:
    """The least movement that gives each column what a sum wants it to print.

    Figures keep their order; a column of which nothing is wanted takes any figure. None
    where there is no such placement, the row's identities speak against it, or a figure
    moves that is too small to tell from a rounding.

    Args:
        figures: the row's figures.
        columns: the table's columns.
        wanted: what the sum leaves for the row, by measure, with its tolerance.
    """
    filled = sum(bool(figure.value) for figure in figures)
    if not figures or sum(not balance.is_even for balance in wanted.values()) > filled:
        return None
    paths = _paths(figures, columns, wanted)
    if paths is None:
        return None
    measures = tuple(columns.targets[target][1] for target in paths)
    shifts = tuple(
        columns.targets[target][0] - figure.column_no
        for target, figure in zip(paths, figures, strict=True)
    )
    for measure, shift, figure in zip(measures, shifts, figures, strict=True):
        size = abs(figure.value or Decimal(0))
        if shift and size and measure in wanted and size <= wanted[measure].tolerance:
            return None
    row = dict(zip(measures, figures, strict=True))
    held, broken = columns.rules.verdicts(row, columns.measures)
    return None if broken else Candidate(measures, shifts, frozenset(held))


def _paths(
    figures: Sequence[Figure], columns: Columns, wanted: Mapping[str, Balance]
) -> list[int] | None:
    """The column index of each figure on the cheapest way that fits, or None."""
    index = {column: i for i, (column, _) in enumerate(columns.targets)}
    needed = [0]
    for _, measure in columns.targets:
        balance = wanted.get(measure)
        needed.append(needed[-1] + bool(balance and not balance.is_even))
    layers: list[dict[int, tuple[Cost, int | None]]] = []
    for figure in figures:
        layer: dict[int, tuple[Cost, int | None]] = {}
        for shift in range(-MAX_SHIFT, MAX_SHIFT + 1):
            target = index.get(figure.column_no + shift)
            if target is None or not _fits(figure, wanted.get(columns.targets[target][1])):
                continue
            best = _cheapest(layers, figures, columns, needed, target, shift)
            if best is not None:
                layer[target] = best
        if not layer:
            return None
        layers.append(layer)
    ends = [
        (cost, target)
        for target, (cost, _) in layers[-1].items()
        if needed[-1] == needed[target + 1]
    ]
    if not ends:
        return None
    path: list[int] = []
    last: int | None = min(ends)[1]
    for layer in reversed(layers):
        if last is not None:
            path.append(last)
            last = layer[last][1]
    return path[::-1]


def _cheapest(
    layers: Sequence[Mapping[int, tuple[Cost, int | None]]],
    figures: Sequence[Figure],
    columns: Columns,
    needed: Sequence[int],
    target: int,
    shift: int,
) -> tuple[Cost, int | None] | None:
    """The cheapest way to a column for the next figure, and the column before on it."""
    if not layers:
        return ((0, abs(shift)), None) if not needed[target] else None
    before = figures[len(layers) - 1].column_no
    ways = [
        ((cost[0] + (columns.targets[last][0] - before != shift), cost[1] + abs(shift)), last)
        for last, (cost, _) in layers[-1].items()
        if last < target and needed[target] == needed[last + 1]
    ]
    return min(ways) if ways else None


def _fits(figure: Figure, balance: Balance | None) -> bool:
    return balance is None or abs((figure.value or 0) - balance.value) <= balance.tolerance

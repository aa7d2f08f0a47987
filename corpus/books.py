"""The accounts behind the documents: what a body received, spent and kept in a year.

All amounts are whole fen (hundredths of a yuan). A line of the books is a function item in
one fund; its flows balance:

    opening + income + reserves used = spending + distributed + closing
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.classification import FUNDS, OWN

Flows = Counter[str]
"""Amounts by name; a name that is missing is nothing."""

OPENING = ("opening_basic", "opening_carryover", "opening_surplus")
INCOME = ("income_basic", "income_project")
CLOSING = ("closing_basic", "closing_carryover", "closing_surplus")
SPENDING = (
    "personnel",
    "public",
    "project",
    "remitted_upward",
    "operating_spending",
    "subsidy_to_affiliates",
)
THREE_PUBLIC = (
    "abroad",
    "vehicle_purchase",
    "vehicle_running",
    "reception_domestic",
    "reception_foreign_affairs",
    "reception_foreign",
)
"""Items of 三公经费; the affairs' reception is a part of the domestic one."""

Key = tuple[str, str]
"""A function item and the fund, or `own`, that it is paid from."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A performance indicator: what is promised before the year, and achieved after it."""

    level1: str
    level2: str
    name: str
    operator: str
    target: str
    unit: str
    is_quantitative: bool
    actual: str
    weight: Decimal
    score: Decimal
    content: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project in a year; money is by source: appropriation, carryover, other funds."""

    name: str
    key: Key
    unit: str
    goal: str
    done: str
    indicators: tuple[Indicator, ...]
    approved: Mapping[str, int]
    adjusted: Mapping[str, int]
    executed: Mapping[str, int]

    @property
    def rate(self) -> Decimal | None:
        """Executed over adjusted money; None where nothing was to be spent."""
        planned = sum(self.adjusted.values())
        return Decimal(sum(self.executed.values())) / planned if planned else None


@dataclass(slots=True)
class Accounts:
    """The year of a unit, or the sum of a department's units."""

    name: str
    year: int
    lines: dict[Key, Flows] = field(default_factory=dict)
    basic: Flows = field(default_factory=Counter)
    project: Flows = field(default_factory=Counter)
    approved_basic: Flows = field(default_factory=Counter)
    approved_project: Flows = field(default_factory=Counter)
    three_public: dict[str, Flows] = field(default_factory=dict)
    counts: Flows = field(default_factory=Counter)
    original: Flows = field(default_factory=Counter)
    net: Flows = field(default_factory=Counter)
    operating_costs: Flows = field(default_factory=Counter)
    projects: list[Project] = field(default_factory=list)

    def line(self, code: str, fund: str) -> Flows:
        """The flows of an item in a fund, opened where there are none yet."""
        return self.lines.setdefault((code, fund), Counter())

    def total(self, names: Iterable[str], funds: Sequence[str] = (*FUNDS, OWN)) -> int:
        """The sum of flows over all items of the funds."""
        chosen = tuple(names)
        return sum(
            flows[name]
            for (_, fund), flows in self.lines.items()
            if fund in funds
            for name in chosen
        )

    def items(self, funds: Sequence[str] = (*FUNDS, OWN)) -> dict[str, Flows]:
        """The flows of each item over the funds, in the order of the codes."""
        found: dict[str, Flows] = {}
        for (code, fund), flows in sorted(self.lines.items()):
            if fund in funds:
                _add(found.setdefault(code, Counter()), flows)
        return found

    def imbalances(self) -> Iterator[tuple[Key, int]]:
        """The lines whose flows do not balance, with the difference."""
        for key, flows in self.lines.items():
            came = sum(flows[name] for name in (*OPENING, *INCOME, "reserves_used"))
            went = sum(flows[name] for name in (*SPENDING, *CLOSING, "distributed"))
            if came != went:
                yield key, came - went


def united(name: str, parts: Sequence[Accounts]) -> Accounts:
    """The accounts of a department: the sum of its units'."""
    whole = Accounts(name, parts[0].year)
    for part in parts:
        for (code, fund), flows in part.lines.items():
            _add(whole.line(code, fund), flows)
        for item, figures in part.three_public.items():
            _add(whole.three_public.setdefault(item, Counter()), figures)
        for mine, theirs in (
            (whole.basic, part.basic),
            (whole.project, part.project),
            (whole.approved_basic, part.approved_basic),
            (whole.approved_project, part.approved_project),
            (whole.counts, part.counts),
            (whole.original, part.original),
            (whole.net, part.net),
            (whole.operating_costs, part.operating_costs),
        ):
            _add(mine, theirs)
        whole.projects += part.projects
    return whole


def _add(mine: Flows, theirs: Mapping[str, int]) -> None:
    """Adds amounts, negative ones too, which `Counter.update` does and `+` does not."""
    mine.update(theirs)

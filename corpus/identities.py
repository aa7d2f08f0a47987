"""What must add up in a document, stated apart from the reader's own forms.

From the accounting itself: rows of a table, codes over codes, lines of an account, tables
against tables. A misprint that breaks one of these is one that the ledger has to find.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.sheet import Figure

Place = tuple[int, int]
"""A table's number and the figure's number in it."""

_SOURCES = "superior_subsidy + institutional + operating + affiliate_remittance + other"
_FUNDS = "general_public_budget + government_fund + state_capital"
_BALANCED = (
    "R03 spending = basic + project",
    "R04 basic = personnel + public",
    "R10 opening + income = spending + closing",
    "R03 opening = opening_basic + opening_project",
    "R03 income = income_basic + income_project",
    "R03 closing = closing_basic + closing_project",
)
_SPENT = (
    "R02 expenditure.grand_total ="
    " expenditure.year_total + expenditure.distribution + expenditure.closing"
)
ROWS: Mapping[str, Sequence[str]] = {
    "revenue_account": (f"R03 total = fiscal_appropriation + {_SOURCES}",),
    "spending_account": (
        "R03 total = basic + project + remitted_upward + operating + subsidy_to_affiliates",
    ),
    "general_budget_appropriations": _BALANCED,
    "government_fund_appropriations": _BALANCED,
    "state_capital_appropriations": (
        "R03 spending = basic + project",
        "R10 opening + income = spending + closing",
        "R03 opening = opening_carryover + opening_surplus",
        "R03 closing = closing_carryover + closing_surplus",
    ),
    "budget_revenue_account": (
        "R03 total = fiscal_appropriation + institutional + operating + other",
    ),
    "budget_spending_account": ("R03 total = basic + project",),
    "budget_spending_by_fund": (
        f"R03 total = {_FUNDS} + special_account + own_funds",
        "R03 general_public_budget = basic + project",
    ),
    "budget_general_appropriations": _BALANCED[:2],
    "budget_government_fund_appropriations": _BALANCED[:1],
    "budget_state_capital_appropriations": _BALANCED[:1],
    "budget_basic_economic": ("R04 amount = personnel + public",),
    "appropriation_account": (f"R08 total = {_FUNDS}",),
}
"""Within a row: terms are measures."""
TREES = frozenset(ROWS) - {"appropriation_account"} | {
    "basic_spending_economic",
    "project_spending_economic",
}
"""Forms of coded rows: a code is the sum of those below it, the total that of the classes."""
LINES: Mapping[str, Sequence[str]] = {
    "revenue_expenditure_account": (
        "R01 income.year_total = income.item",
        "R01 expenditure.year_total = expenditure.item",
        "R02 income.grand_total = income.year_total + income.reserves + income.opening",
        _SPENT,
        "R02 income.grand_total = expenditure.grand_total",
    ),
    "appropriation_account": (
        "R01 income.year_total = income.item",
        "R01 expenditure.year_total = expenditure.item",
        "R02 income.grand_total = income.year_total + income.opening",
        "R02 expenditure.grand_total = expenditure.year_total + expenditure.closing",
    ),
    "three_public_all_funds": (
        "R11 .total = .abroad + .vehicles + .reception",
        "R11 .vehicles = .vehicle_purchase + .vehicle_running",
        "R11 .reception = .reception_domestic + .reception_foreign",
    ),
    "three_public_general_budget": (
        "R11 .total = .abroad + .vehicles + .reception",
        "R11 .vehicles = .vehicle_purchase + .vehicle_running",
    ),
    "project_self_evaluation": ("R14 .total = .appropriation + .carryover + .other_funds",),
}
"""Within a column: terms are sides and lines; all rows of a line are summed."""
_TERM = re.compile(r"[a-z_.]+")


@dataclass(frozen=True, slots=True)
class Instance:
    """An identity at its place: figures on both sides, and what it is about."""

    identity_id: str
    form: str
    subject: str
    left: tuple[Place, ...]
    right: tuple[Place, ...]


Figures = Mapping[Place, Figure]


def instances(figures: Figures) -> Iterator[Instance]:
    """Every identity that the figures of a document make applicable."""
    tables: dict[tuple[int, str], list[Place]] = {}
    for place, figure in figures.items():
        tables.setdefault((place[0], figure.form), []).append(place)
    for (_, form), places in tables.items():
        yield from _in_rows(figures, form, places)
        if form in TREES:
            yield from _in_tree(figures, form, places)
        yield from _in_lines(figures, form, places)
    yield from _across(figures)


def _terms(text: str) -> tuple[list[str], list[str]]:
    left, _, right = text.partition("=")
    return _TERM.findall(left), _TERM.findall(right)


def _in_rows(figures: Figures, form: str, places: Sequence[Place]) -> Iterator[Instance]:
    rows: dict[tuple[str | None, ...], dict[str, Place]] = {}
    for place in places:
        figure = figures[place]
        key = (figure.side, figure.row_key, figure.code, figure.label)
        rows.setdefault(key, {})[figure.measure] = place
    for rule in ROWS.get(form, ()):
        identity_id, _, text = rule.partition(" ")
        left, right = _terms(text)
        for named, row in rows.items():
            name_ = named[2] or named[1]
            mine = tuple(row[name] for name in left if name in row)
            theirs = tuple(row[name] for name in right if name in row)
            if mine and theirs:
                yield Instance(identity_id, form, f"{name_} {text}", mine, theirs)


def _in_tree(figures: Figures, form: str, places: Sequence[Place]) -> Iterator[Instance]:
    by_measure: dict[str, dict[str, Place]] = {}
    for place in places:
        figure = figures[place]
        if figure.code or figure.row_key == "total":
            by_measure.setdefault(figure.measure, {})[figure.code or ""] = place
    for measure, coded in by_measure.items():
        for code, place in coded.items():
            length = {0: 3, 3: 5, 5: 7}.get(len(code))
            below = [p for c, p in coded.items() if len(c) == length and c.startswith(code)]
            if below:
                subject = f"{code or 'total'} {measure}"
                yield Instance("R05", form, subject, (place,), tuple(below))


def _in_lines(figures: Figures, form: str, places: Sequence[Place]) -> Iterator[Instance]:
    lines: dict[tuple[str, str | None], dict[str, list[Place]]] = {}
    for place in places:
        figure = figures[place]
        measure = "amount" if figure.measure in ("amount", "total") else figure.measure
        key = measure, figure.project
        name = f"{figure.side or ''}.{figure.row_key}"
        lines.setdefault(key, {}).setdefault(name, []).append(place)
    for rule in LINES.get(form, ()):
        identity_id, _, text = rule.partition(" ")
        left, right = _terms(text)
        for (measure, _), named in lines.items():
            mine = [place for name in left for place in named.get(name, ())]
            theirs = [place for name in right for place in named.get(name, ())]
            if mine and theirs and _is_money(figures, mine):
                yield Instance(identity_id, form, f"{measure} {text}", tuple(mine),
                               tuple(theirs))  # fmt: skip


def _is_money(figures: Figures, places: Iterable[Place]) -> bool:
    return all(figures[place].unit in ("元", "万元") for place in places)


_TIES: Sequence[tuple[str, tuple[str, str, str], tuple[str, str, str]]] = (
    ("R06", ("revenue_account", "total", "total"),
     ("revenue_expenditure_account", "income.year_total", "amount")),
    ("R07", ("spending_account", "total", "total"),
     ("revenue_expenditure_account", "expenditure.year_total", "amount")),
    ("R09", ("general_budget_appropriations", "total", "spending"),
     ("appropriation_account", "expenditure.year_total", "general_public_budget")),
    ("R09", ("government_fund_appropriations", "total", "spending"),
     ("appropriation_account", "expenditure.year_total", "government_fund")),
    ("R09", ("state_capital_appropriations", "total", "spending"),
     ("appropriation_account", "expenditure.year_total", "state_capital")),
    ("R09", ("general_budget_appropriations", "total", "personnel"),
     ("basic_spending_economic", "personnel_total", "amount")),
    ("R09", ("general_budget_appropriations", "total", "public"),
     ("basic_spending_economic", "public_total", "amount")),
)  # fmt: skip
"""Figures of two tables that are one amount."""


def _across(figures: Figures) -> Iterator[Instance]:
    named: dict[tuple[str, str, str], Place] = {}
    for place, figure in figures.items():
        row = f"{figure.side}.{figure.row_key}" if figure.side else figure.row_key
        named.setdefault((figure.form, row, figure.measure), place)
    for identity_id, one, other in _TIES:
        if one in named and other in named:
            yield Instance(identity_id, one[0], f"{one} = {other}", (named[one],),
                           (named[other],))  # fmt: skip


def breaks(instance: Instance, figures: Figures) -> bool:
    """Whether both sides differ by more than rounding: (n + 1) half units of n addends."""
    left = [figures[place] for place in instance.left]
    right = [figures[place] for place in instance.right]
    difference = sum((f.amount for f in left), Decimal(0)) - sum(
        (f.amount for f in right), Decimal(0)
    )
    exponents = [int(f.amount.as_tuple().exponent) for f in (*left, *right)]
    half = Decimal(5).scaleb(min(exponents) - 1)
    return abs(difference) > (len(left) + len(right)) * half

"""The first page, which stands alone: five figures, three findings, the coverage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from reports import figures, sentences
from reports.cite import Cite
from reports.contents import Facts
from reports.model import Bullets, Figure, Headline, Headlines, Printed, Runs, Section
from reports.queried import Sum
from reports.sections import coverage
from reports.sentences import REVENUE, SPENDING

SHOWN_FIGURES = 5
SHOWN_FINDINGS = 3

Maker = Callable[[Facts, Cite], tuple[Runs, Runs] | None]


def section(facts: Facts, cite: Cite) -> Section:
    """Return the summary."""
    say = cite.texts.say
    found = _findings(facts, cite)
    title = "findings_title" if len(found) == SHOWN_FINDINGS else "findings_title_some"
    covered = [
        sentences.coverage(facts, cite),
        *coverage.remarks(facts, cite),
        sentences.verified(facts, cite),
        sentences.ledger(facts, cite),
    ]
    blocks = (
        Headlines(_headlines(facts, cite)),
        Bullets(say(title), tuple(found)),
        Bullets(say("coverage_title"), tuple(one for one in covered if one)),
    )
    return Section("summary", say("section_summary"), blocks)


def _findings(facts: Facts, cite: Cite) -> list[Runs]:
    """Return the first sentences that can be said, from money to problems."""
    makers = (
        sentences.classes,
        sentences.lowest_rate,
        sentences.findings,
        sentences.economic,
        sentences.budget,
        sentences.execution,
        sentences.project_budget,
        sentences.indicators,
        sentences.targets,
    )
    said = [one for make in makers if (one := make(facts, cite))]
    return said[:SHOWN_FINDINGS]


def _headlines(facts: Facts, cite: Cite) -> tuple[Headline, ...]:
    """Return five figures: those there are, filled up by the first that are missing."""
    known: list[Headline] = []
    absent: list[Headline] = []
    for label, make, reason in _MAKERS:
        name = cite.texts.say(label)
        made = make(facts, cite)
        if made is None:
            absent.append(Headline(name, cite.missing(reason), ()))
        else:
            known.append(Headline(name, *made))
    return tuple([*known, *absent][:SHOWN_FIGURES])


def _income(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    if facts.income is None:
        return None
    value = sentences.total_figure(facts.income, REVENUE, cite)
    return (value,), _change(facts, facts.income_by_department, REVENUE, cite)


def _spending(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    if facts.spending is None:
        return None
    value = sentences.total_figure(facts.spending, SPENDING, cite)
    return (value,), _change(facts, facts.spending_by_department, SPENDING, cite)


def _change(facts: Facts, sums: Sequence[Sum], table: str, cite: Cite) -> Runs:
    """Return the departments, and the change or that there is no earlier year."""
    number = len({one.labels[0] for one in sums})
    departments = cite.count(number, table, cite.texts.say("c_departments"))
    covered = cite.texts.fill("cmp_departments", count=departments)
    growth = facts.spending_growth if table == SPENDING else facts.income_growth
    change = None if growth is None else sentences.change_of(growth, table, cite)
    earlier = str(cite.year - 1)
    if growth is None or change is None:
        return (*covered, *cite.texts.fill("cmp_no_earlier", year=earlier))
    count = str(growth.departments)
    compared = cite.texts.fill("cmp_growth", year=earlier, change=change, count=count)
    return (*covered, *compared)


def _budget(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    if facts.budget is None:
        return None
    value = sentences.total_figure(facts.budget, "fct_budgets", cite)
    number = len({one.labels[0] for one in facts.budgets_by_department})
    condition = cite.texts.say("c_departments")
    departments = cite.count(number, "fct_budgets", condition)
    return (value,), cite.texts.fill("cmp_budget", departments=departments)


def _rate(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    if not facts.both:
        return None
    comparison = cite.texts.fill(
        "cmp_execution",
        executed=cite.money(facts.both_executed, cite.projects(facts.both, "executed")),
        budget=cite.money(facts.both_budget, cite.projects(facts.both, "budget")),
    )
    return (sentences.total_rate(facts, cite),), comparison


def _project_budget(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    known = [one for one in facts.projects if one.budget is not None]
    if facts.both or not known:
        return None
    total = sum((one.budget or Decimal(0) for one in known), Decimal(0))
    value = cite.money(total, cite.projects(known, "budget"))
    condition = cite.texts.say("c_year", year=cite.year)
    count = cite.count(len(known), "fct_project_funding", condition)
    return (value,), cite.texts.fill("cmp_projects", count=count)


def _indicators(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    total = sentences.indicators_together(facts)
    if not total.judged:
        return None
    source = sentences.indicator_source(total, None, cite)
    comparison = cite.texts.fill(
        "cmp_indicators",
        met=Figure(figures.count(total.met), source),
        judged=Figure(figures.count(total.judged), source),
    )
    return (sentences.met_share(total, source, cite),), comparison


def _targets(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    total = sentences.indicators_together(facts)
    if not total.targets or total.judged:
        return None
    source = sentences.indicator_source(total, None, cite)
    comparison = cite.texts.fill(
        "cmp_targets",
        quantitative=Figure(figures.count(total.quantitative), source),
        qualitative=Figure(figures.count(total.qualitative), source),
    )
    return (Figure(figures.count(total.targets), source),), comparison


def _findings_count(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    if not facts.findings:
        return None
    projects = sentences.findings_projects(facts, cite)
    comparison = cite.texts.fill("cmp_findings", projects=projects)
    return (sentences.findings_count(facts, cite),), comparison


def _score(facts: Facts, cite: Cite) -> tuple[Runs, Runs] | None:
    known = [one for one in facts.evaluations if one.score is not None]
    if not known:
        return None
    values = [one.score for one in known if one.score is not None]
    comparison = cite.texts.fill(
        "cmp_scores",
        count=cite.count(
            len(known), "fct_evaluations", cite.texts.say("c_year", year=cite.year)
        ),
        low=Figure(figures.score(min(values)), Printed(known[-1].receipt)),
        high=Figure(figures.score(max(values)), Printed(known[0].receipt)),
    )
    return (sentences.mean_score(facts, cite),), comparison


_MAKERS: tuple[tuple[str, Maker, str], ...] = (
    ("headline_income", _income, "reason_no_revenue"),
    ("headline_spending", _spending, "reason_no_accounts"),
    ("headline_budget", _budget, "reason_no_budget"),
    ("headline_project_budget", _project_budget, "reason_no_projects"),
    ("headline_rate", _rate, "reason_no_both"),
    ("headline_indicators", _indicators, "reason_no_actuals"),
    ("headline_targets", _targets, "reason_no_indicators"),
    ("headline_findings", _findings_count, "reason_no_findings"),
    ("headline_score", _score, "reason_no_scores"),
)

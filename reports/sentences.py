"""Sentences computed from the marts: a number, its comparison, its share, and stop.

Each function returns one sentence, or None where a figure it needs is not there.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from reports import figures
from reports.cite import Cite, receipt_of
from reports.contents import Facts
from reports.model import Computed, Counted, Figure, Missing, Printed, Run, Runs, Source
from reports.queried import Attainment, Growth, Project, Sum

SPENDING = "fct_spending"
REVENUE = "fct_revenue"


def totals(facts: Facts, cite: Cite) -> Runs | None:
    """State the year's income and spending."""
    if facts.spending is None:
        return None
    keys = {one.labels[0] for one in facts.spending_by_department}
    values: dict[str, str | Run] = {
        "year": str(cite.year),
        "departments": cite.count(len(keys), SPENDING, cite.texts.say("c_departments")),
        "spending": total_figure(facts.spending, SPENDING, cite),
    }
    if facts.income is None:
        return cite.texts.fill("s_totals_spending", **values)
    income = total_figure(facts.income, REVENUE, cite)
    return cite.texts.fill("s_totals", income=income, **values)


def total_figure(total: Sum, table: str, cite: Cite) -> Figure:
    """Return a total with its unit."""
    return cite.money(total.yuan, cite.sum_of(total, table))


def growth(facts: Facts, cite: Cite, table: str) -> Runs | None:
    """Compare with the year before, over the departments that have both."""
    found = facts.spending_growth if table == SPENDING else facts.income_growth
    if found is None:
        return None
    change = change_of(found, table, cite)
    if change is None:
        return None
    moved = found.current - found.earlier
    return cite.texts.fill(
        "s_growth_spending" if table == SPENDING else "s_growth_income",
        earlier_year=str(cite.year - 1),
        direction=cite.texts.say("decrease" if moved < 0 else "increase"),
        amount=cite.money(abs(moved), growth_source(found, table, cite)),
        change=change,
        count=str(found.departments),
    )


def change_of(found: Growth, table: str, cite: Cite) -> Figure | None:
    """Return the change in percent, or None where the earlier year is zero."""
    ratio = figures.ratio(found.current - found.earlier, found.earlier)
    if ratio is None:
        return None
    source = Computed("change", (growth_source(found, table, cite),))
    return Figure(figures.signed_percent(ratio), source)


def growth_source(found: Growth, table: str, cite: Cite) -> Counted:
    """Return the rows of both years that a change is computed from."""
    condition = cite.texts.say("c_growth", earlier=cite.year - 1, year=cite.year)
    return cite.counted(table, condition, found.rows)


def largest_source(facts: Facts, cite: Cite) -> Runs | None:
    """State the largest source of income."""
    if facts.income is None or not facts.income_by_source:
        return None
    top = facts.income_by_source[0]
    part, whole = cite.sum_of(top, REVENUE), cite.sum_of(facts.income, REVENUE)
    name = cite.texts.known(f"source_{top.labels[0]}", str(top.labels[0]))
    return cite.texts.fill(
        "s_source",
        source=name,
        amount=cite.money(top.yuan, part),
        share=cite.percent_of(top.yuan, facts.income.yuan, part, whole),
    )


def natures(facts: Facts, cite: Cite) -> Runs | None:
    """State project and basic spending with their shares."""
    by_nature = {one.labels[0]: one for one in facts.spending_by_nature}
    project, basic = by_nature.get("project"), by_nature.get("basic")
    if facts.spending is None or project is None or basic is None:
        return None
    return cite.texts.fill(
        "s_nature",
        project=total_figure(project, SPENDING, cite),
        project_share=share_of_total(project, facts.spending, SPENDING, cite),
        basic=total_figure(basic, SPENDING, cite),
        basic_share=share_of_total(basic, facts.spending, SPENDING, cite),
    )


def share_of_total(part: Sum, whole: Sum, table: str, cite: Cite) -> Figure | Missing:
    """Return a part's share of a total of the same table."""
    sources = cite.sum_of(part, table), cite.sum_of(whole, table)
    return cite.percent_of(part.yuan, whole.yuan, *sources)


def classes(facts: Facts, cite: Cite) -> Runs | None:
    """State the largest function classes."""
    if facts.spending is None or not facts.spending_by_class:
        return None
    top, *rest = facts.spending_by_class
    values: dict[str, str | Run] = {
        "name": class_name(top),
        "amount": total_figure(top, SPENDING, cite),
        "share": share_of_total(top, facts.spending, SPENDING, cite),
    }
    if not rest:
        return cite.texts.fill("s_class_one", **values)
    return cite.texts.fill(
        "s_class_two",
        second=class_name(rest[0]),
        second_amount=total_figure(rest[0], SPENDING, cite),
        second_share=share_of_total(rest[0], facts.spending, SPENDING, cite),
        **values,
    )


def class_name(total: Sum) -> str:
    """Return a function class's published name, else its code."""
    return total.labels[1] or total.labels[0] or ""


def budget(facts: Facts, cite: Cite) -> Runs | None:
    """State the approved budget and the projects' part of it."""
    if facts.budget is None:
        return None
    amount = total_figure(facts.budget, "fct_budgets", cite)
    parts = [one for one in facts.budgets_by_department if one.labels[2] == "project"]
    if not parts:
        return cite.texts.fill("s_budget_only", amount=amount)
    project = sum((one.yuan for one in parts), Decimal(0))
    source = cite.united(parts, "fct_budgets")
    whole = cite.sum_of(facts.budget, "fct_budgets")
    return cite.texts.fill(
        "s_budget",
        amount=amount,
        project=cite.money(project, source),
        share=cite.percent_of(project, facts.budget.yuan, source, whole),
    )


def economic(facts: Facts, cite: Cite) -> Runs | None:
    """State the largest economic class item."""
    if facts.economic_total is None or not facts.economic:
        return None
    table = "fct_spending_economic"
    by_code: dict[str, list[Sum]] = {}
    for one in facts.economic:
        by_code.setdefault(str(one.labels[2]), []).append(one)
    code, top = max(by_code.items(), key=lambda item: (sum(s.yuan for s in item[1]), item[0]))
    amount = sum((one.yuan for one in top), Decimal(0))
    source = cite.united(top, table)
    whole = cite.sum_of(facts.economic_total, table)
    return cite.texts.fill(
        "s_economic",
        name=top[0].labels[3] or code,
        amount=cite.money(amount, source),
        share=cite.percent_of(amount, facts.economic_total.yuan, source, whole),
    )


def economic_part(facts: Facts, cite: Cite) -> Runs | None:
    """State how much of the spending is published by economic class."""
    if facts.economic_total is None or facts.spending is None:
        return None
    part = cite.sum_of(facts.economic_total, "fct_spending_economic")
    whole = cite.sum_of(facts.spending, SPENDING)
    amount, spending = facts.economic_total.yuan, facts.spending.yuan
    return cite.texts.fill(
        "s_economic_part",
        amount=cite.money(amount, part),
        share=cite.percent_of(amount, spending, part, whole),
    )


def execution(facts: Facts, cite: Cite) -> Runs | None:
    """State budget, execution and rate of the projects that print both."""
    if not facts.both:
        return None
    return cite.texts.fill(
        "s_execution",
        count=_projects_counted(len(facts.both), cite),
        budget=cite.money(facts.both_budget, cite.projects(facts.both, "budget")),
        executed=cite.money(facts.both_executed, cite.projects(facts.both, "executed")),
        rate=total_rate(facts, cite),
    )


def total_rate(facts: Facts, cite: Cite) -> Figure | Missing:
    """Return the execution rate of all projects that print both figures."""
    return cite.percent_of(
        facts.both_executed,
        facts.both_budget,
        cite.projects(facts.both, "executed"),
        cite.projects(facts.both, "budget"),
    )


def fully_executed(facts: Facts, cite: Cite) -> Runs | None:
    """State how many of those projects spent their whole budget."""
    full = [one for one in facts.both if one.executed == one.budget]
    if not facts.both:
        return None
    part = _projects_counted(len(full), cite)
    whole = _projects_counted(len(facts.both), cite)
    return cite.texts.fill(
        "s_execution_full",
        count=part,
        share=cite.percent_of(
            Decimal(len(full)), Decimal(len(facts.both)), part.source, whole.source
        ),
    )


def lowest_rate(facts: Facts, cite: Cite) -> Runs | None:
    """State the project that was executed least, against the total's rate."""
    total = figures.ratio(facts.both_executed, facts.both_budget)
    rated = [(rate, one) for one in facts.both if (rate := _rate(one)) is not None]
    if total is None or len(rated) < 2:
        return None
    rate, lowest = min(rated, key=lambda pair: (pair[0], pair[1].key))
    if rate >= total:
        return None
    executed = Printed(receipt_of(lowest, "executed"))
    planned = Printed(receipt_of(lowest, "budget"))
    own = cite.share(executed, planned)
    whole = cite.share(
        cite.projects(facts.both, "executed"), cite.projects(facts.both, "budget")
    )
    difference: Source = Computed("difference", (whole, own))
    return cite.texts.fill(
        "s_execution_lowest",
        name=lowest.name,
        budget=cite.money(lowest.budget or Decimal(0), planned),
        executed=cite.money(lowest.executed or Decimal(0), executed),
        rate=Figure(figures.percent(rate), own),
        points=Figure(figures.points(total - rate), difference),
    )


def _rate(project: Project) -> Decimal | None:
    if project.executed is None or project.budget is None:
        return None
    return figures.ratio(project.executed, project.budget)


def not_executed(facts: Facts, cite: Cite) -> Runs | None:
    """State how many projects are outside the total."""
    missing = len(facts.projects) - len(facts.both)
    if not facts.both or not missing:
        return None
    return cite.texts.fill("s_execution_missing", count=_projects_counted(missing, cite))


def adjusted(facts: Facts, cite: Cite) -> Runs | None:
    """State what the year's adjustment did to the first budgets."""
    moved = [
        one
        for one in facts.projects
        if one.approved is not None
        and one.adjusted is not None
        and one.approved != one.adjusted
    ]
    if not moved:
        return None
    first = sum((one.approved or Decimal(0) for one in moved), Decimal(0))
    later = sum((one.adjusted or Decimal(0) for one in moved), Decimal(0))
    sources = cite.projects(moved, "approved"), cite.projects(moved, "adjusted")
    return cite.texts.fill(
        "s_adjusted",
        count=_projects_counted(len(moved), cite),
        approved=cite.money(first, sources[0]),
        adjusted=cite.money(later, sources[1]),
        rate=cite.percent_of(later, first, sources[1], sources[0]),
    )


def project_budget(facts: Facts, cite: Cite) -> Runs | None:
    """State the projects' budgets where no execution is printed."""
    known = [one for one in facts.projects if one.budget is not None]
    if facts.both or not known:
        return None
    total = sum((one.budget or Decimal(0) for one in known), Decimal(0))
    return cite.texts.fill(
        "s_project_budget",
        count=_projects_counted(len(known), cite),
        budget=cite.money(total, cite.projects(known, "budget")),
    )


def _projects_counted(number: int, cite: Cite) -> Figure:
    condition = cite.texts.say("c_year", year=cite.year)
    return cite.count(number, "fct_project_funding", condition)


def three_public(facts: Facts, cite: Cite) -> Runs | None:
    """State execution against budget, on the widest fund basis that is printed."""
    for basis in ("fiscal_appropriation", "general_public_budget"):
        known = [
            one
            for one in facts.three_public
            if one.fund_basis == basis and one.budget is not None and one.executed is not None
        ]
        if known:
            break
    else:
        return None
    planned = sum((one.budget or Decimal(0) for one in known), Decimal(0))
    spent = sum((one.executed or Decimal(0) for one in known), Decimal(0))
    table = "fct_three_public"
    budgets = [one.receipts["approved"] for one in known]
    executions = [one.receipts["executed"] for one in known]
    planned_source = cite.receipts(budgets, len(known), table)
    spent_source = cite.receipts(executions, len(known), table)
    return cite.texts.fill(
        "s_three_public",
        basis=cite.texts.say(f"basis_{basis}"),
        executed=cite.money(spent, spent_source),
        rate=cite.percent_of(spent, planned, spent_source, planned_source),
        budget=cite.money(planned, planned_source),
    )


def scores(facts: Facts, cite: Cite) -> Runs | None:
    """State number, mean and range of the total scores, and the grades' agreement."""
    known = [one for one in facts.evaluations if one.score is not None]
    if not known:
        return None
    values = [one.score for one in known if one.score is not None]
    agree = sum(1 for one in known if one.grade and one.grade == one.grade_derived)
    condition = cite.texts.say("c_year", year=cite.year)
    return cite.texts.fill(
        "s_scores",
        count=cite.count(len(known), "fct_evaluations", condition),
        mean=mean_score(facts, cite),
        high=Figure(figures.score(max(values)), Printed(known[0].receipt)),
        low=Figure(figures.score(min(values)), Printed(known[-1].receipt)),
        agree=cite.count(agree, "fct_evaluations", condition),
    )


def mean_score(facts: Facts, cite: Cite) -> Figure:
    """Return the mean of the total scores; at least one must be printed."""
    known = [one for one in facts.evaluations if one.score is not None]
    total = sum((one.score or Decimal(0) for one in known), Decimal(0))
    ids = [one.receipt for one in known]
    inputs = cite.receipts(ids, len(ids), "fct_evaluations")
    source = Computed("mean", (inputs,))
    return Figure(figures.score(total / len(known)), source)


def indicators(facts: Facts, cite: Cite) -> Runs | None:
    """State how many comparable quantitative indicators met their targets."""
    total = indicators_together(facts)
    if not total.judged:
        return None
    source = indicator_source(total, None, cite)
    return cite.texts.fill(
        "s_indicators",
        judged=Figure(figures.count(total.judged), source),
        met=Figure(figures.count(total.met), source),
        share=met_share(total, source, cite),
        qualitative=Figure(figures.count(total.qualitative), source),
    )


def indicators_together(facts: Facts) -> Attainment:
    """Return the counts of all indicators in scope."""

    def all_of(name: str) -> int:
        return sum(getattr(one, name) for one in facts.attainments)

    return Attainment(
        project=None,
        department=None,
        targets=all_of("targets"),
        quantitative=all_of("quantitative"),
        judged=all_of("judged"),
        met=all_of("met"),
        qualitative=all_of("qualitative"),
        qualitative_met=all_of("qualitative_met"),
    )


def indicator_source(one: Attainment, subject: str | None, cite: Cite) -> Counted:
    """Return the rows that counts of indicators come from; no subject: all in scope."""
    condition = subject or cite.texts.say("c_year", year=cite.year)
    return cite.counted("fct_indicators", condition, one.targets)


def met_share(one: Attainment, source: Counted, cite: Cite) -> Figure | Missing:
    """Return the share of comparable quantitative indicators that met the target."""
    ratio = figures.ratio(Decimal(one.met), Decimal(one.judged))
    if ratio is None:
        return Missing(cite.texts.say("reason_no_actuals"))
    return Figure(figures.percent(ratio), Computed("met_share", (source,)))


def qualitative(facts: Facts, cite: Cite) -> Runs | None:
    """State how many qualitative indicators print the target as their actual."""
    total = indicators_together(facts)
    ratio = figures.ratio(Decimal(total.qualitative_met), Decimal(total.qualitative))
    if not total.judged or ratio is None:
        return None
    source = indicator_source(total, None, cite)
    return cite.texts.fill(
        "s_qualitative",
        met=Figure(figures.count(total.qualitative_met), source),
        share=Figure(figures.percent(ratio), Computed("qualitative_share", (source,))),
    )


def targets(facts: Facts, cite: Cite) -> Runs | None:
    """State how many indicators are published."""
    total = indicators_together(facts)
    if not total.targets:
        return None
    source = indicator_source(total, None, cite)
    return cite.texts.fill(
        "s_targets",
        targets=Figure(figures.count(total.targets), source),
        quantitative=Figure(figures.count(total.quantitative), source),
        qualitative=Figure(figures.count(total.qualitative), source),
    )


def findings(facts: Facts, cite: Cite) -> Runs | None:
    """State the number of problems and their largest category."""
    if not facts.findings:
        return None
    counts = Counter(one.category for one in facts.findings)
    category, top = min(counts.items(), key=lambda item: (-item[1], item[0]))
    named = next(one for one in facts.findings if one.category == category)
    name = named.name_zh if cite.texts.language == "zh" else named.name_en
    part, whole = category_count(top, name, cite), findings_count(facts, cite)
    return cite.texts.fill(
        "s_findings",
        count=whole,
        projects=findings_projects(facts, cite),
        category=name,
        top=part,
        share=cite.percent_of(
            Decimal(top), Decimal(len(facts.findings)), part.source, whole.source
        ),
    )


def findings_count(facts: Facts, cite: Cite) -> Figure:
    """Return the number of problems."""
    condition = cite.texts.say("c_year", year=cite.year)
    return cite.count(len(facts.findings), "fct_findings", condition)


def findings_projects(facts: Facts, cite: Cite) -> Figure:
    """Return the number of projects that have problems."""
    scope = cite.texts.say("c_year", year=cite.year)
    condition = cite.texts.say("c_subject", subject=scope, what=cite.texts.say("project"))
    number = len({one.project for one in facts.findings if one.project})
    return cite.count(number, "fct_findings", condition)


def category_count(number: int, name: str, cite: Cite) -> Figure:
    """Return the number of problems of a category."""
    condition = cite.texts.say("c_category", category=name)
    return cite.count(number, "fct_findings", condition)


def ledger(facts: Facts, cite: Cite) -> Runs | None:
    """State how many identities apply, hold, are within rounding or broken."""
    counts: Counter[str] = Counter()
    for by_status in facts.ledger.values():
        counts.update(by_status)
    total = sum(counts.values())
    if not total:
        return None
    source = identity_source(total, None, cite)
    shown = {
        status: Figure(figures.count(counts[status]), source)
        for status in ("holds", "rounding", "broken", "insufficient")
    }
    held = Decimal(counts["holds"]) / Decimal(total)
    return cite.texts.fill(
        "s_ledger",
        count=Figure(figures.count(total), source),
        share=Figure(figures.percent(held), Computed("holds_share", (source,))),
        **shown,
    )


def identity_source(number: int, identity: str | None, cite: Cite) -> Counted:
    """Return the rows that counts of an identity come from; None: of all."""
    condition = identity or cite.texts.say("c_year", year=cite.year)
    return cite.counted("fct_reconciliations", condition, number)


def coverage(facts: Facts, cite: Cite) -> Runs:
    """State documents, departments, figures read and those without a certain place."""
    say = cite.texts.say
    about = say("c_documents")
    read = cite.count(facts.scope.figures, "receipts", about)
    known = facts.history.known_departments
    asked = cite.asked("department_years", say("c_known"), known.query)
    return cite.texts.fill(
        "s_coverage",
        documents=cite.count(len(facts.scope.documents), "dim_documents", about),
        departments=cite.count(len(facts.departments), "dim_documents", say("c_departments")),
        known=Figure(figures.count(int(known.by_year[cite.year])), asked),
        figures=read,
        unreconciled=Figure(figures.count(facts.scope.unreconciled), read.source),
    )


def verified(facts: Facts, cite: Cite) -> Runs | None:
    """State how much of the money an identity proves."""
    if not facts.verified:
        return None
    proven, all_ = verified_sources(len(facts.verified), cite)
    whole = sum((one.verifiable for one in facts.verified), Decimal(0))
    part = sum((one.verified for one in facts.verified), Decimal(0))
    return cite.texts.fill(
        "s_verified",
        verified=cite.money(part, proven),
        verifiable=cite.money(whole, all_),
        share=cite.percent_of(part, whole, proven, all_),
    )


def verified_share(facts: Facts) -> str | None:
    """Return the verified share of the money as text, or None without money."""
    whole = sum((one.verifiable for one in facts.verified), Decimal(0))
    part = sum((one.verified for one in facts.verified), Decimal(0))
    ratio = figures.ratio(part, whole)
    return None if ratio is None else figures.percent(ratio)


def verified_sources(
    departments: int, cite: Cite, name: str | None = None
) -> tuple[Source, Source]:
    """Return the sources of proven and of all verifiable money, of one or of all."""
    say = cite.texts.say
    subject = name or say("c_year", year=cite.year)
    proven, all_ = (
        say("c_subject", subject=subject, what=say(what))
        for what in ("col_proven", "col_verifiable")
    )
    table = "department_years"
    return cite.counted(table, proven, departments), cite.counted(table, all_, departments)

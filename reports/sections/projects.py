"""Projects: budget against execution with the second chart, and performance."""

from __future__ import annotations

from decimal import Decimal

from reports import charts, figures, sentences
from reports.cite import Cite, receipt_of
from reports.contents import Facts
from reports.model import (
    Block,
    Chart,
    Column,
    Computed,
    Figure,
    NoData,
    Printed,
    Row,
    Runs,
    Section,
)
from reports.queried import Attainment, Evaluation, Project, Unmet
from reports.sections.blocks import (
    chart_footer,
    no_data,
    numbers,
    paragraph,
    printed_yuan,
    table,
    words,
)

FUNDING = "fct_project_funding"


def execution(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on budgets and their execution."""
    blocks: list[Block] = [
        *paragraph(
            sentences.execution(facts, cite),
            sentences.fully_executed(facts, cite),
            sentences.lowest_rate(facts, cite),
            sentences.not_executed(facts, cite),
            sentences.adjusted(facts, cite),
            sentences.project_budget(facts, cite),
        ),
        _chart(facts, cite),
        _projects(facts, cite),
    ]
    return Section("execution", cite.texts.say("section_execution"), tuple(blocks))


def _chart(facts: Facts, cite: Cite) -> Chart | NoData:
    """Return budgets against execution for the largest projects."""
    known = [one for one in facts.projects if one.budget is not None]
    if not known:
        return no_data("chart_projects", "reason_no_projects", cite)
    say = cite.texts.say
    shown = known[: charts.SHOWN_PROJECTS]
    rows = [
        charts.Bullet(one.name, one.budget or Decimal(0), one.executed, _label(one, cite))
        for one in shown
    ]
    subtitle = say("chart_projects_sub")
    if len(shown) < len(known):
        subtitle = say("chart_projects_sub_top", shown=len(shown), count=len(known))
    return Chart(
        title=_chart_title(facts, known, cite),
        subtitle=subtitle,
        svg=charts.bullets(rows, say("chart_axis")),
        footer=chart_footer(facts, cite),
    )


def _chart_title(facts: Facts, known: list[Project], cite: Cite) -> str:
    say = cite.texts.say
    rate = figures.ratio(facts.both_executed, facts.both_budget)
    if rate is not None:
        return say("chart_projects_title", year=cite.year, rate=figures.percent(rate))
    total = sum((one.budget or Decimal(0) for one in known), Decimal(0))
    return say(
        "chart_projects_title_budget",
        year=cite.year,
        count=len(known),
        budget=figures.money(total, cite.texts.language),
    )


def _label(one: Project, cite: Cite) -> str:
    amount = figures.ten_thousands(one.budget or Decimal(0))
    if one.executed is None:
        reason = cite.texts.say("chart_not_executed")
        return f"{amount} · {reason}"
    rate = figures.ratio(one.executed, one.budget or Decimal(0))
    return amount if rate is None else f"{amount} · {figures.percent(rate)}"


def _projects(facts: Facts, cite: Cite) -> Block:
    if not facts.projects:
        return no_data("table_projects", "reason_no_projects", cite)
    say = cite.texts.say
    columns = (
        Column(say("project"), width=27),
        Column(say("col_approved"), is_number=True, width=17),
        Column(say("col_adjusted"), is_number=True, width=17),
        Column(say("col_executed"), is_number=True, width=17),
        Column(say("col_rate"), is_number=True, width=11),
        Column(say("col_rate_published"), is_number=True, width=11),
    )
    departments = {one.department for one in facts.projects}
    rows: list[Row] = []
    for department in sorted(departments, key=lambda name: name or ""):
        own = [one for one in facts.projects if one.department == department]
        if len(departments) > 1:
            rows.append(Row((words(department or say("unnamed")),), "group"))
        rows.extend(Row(_project(one, cite)) for one in own)
    last = _both(facts, cite) if facts.both else None
    subtitle = "table_projects_sub"
    return table("table_projects", columns, rows, cite, subtitle=subtitle, last=last)


def _project(one: Project, cite: Cite) -> tuple[Runs, ...]:
    return (
        words(one.name),
        printed_yuan(one.approved, one.receipts["approved"], cite),
        printed_yuan(one.adjusted, one.receipts["adjusted"], cite),
        printed_yuan(one.executed, one.receipts["executed"], cite),
        _rate(one, cite),
        _printed_rate(one, cite),
    )


def _rate(one: Project, cite: Cite) -> Runs:
    if one.executed is None or one.budget is None:
        return cite.missing("reason_no_rate")
    executed = Printed(receipt_of(one, "executed"))
    budget = Printed(receipt_of(one, "budget"))
    return (cite.percent_of(one.executed, one.budget, executed, budget),)


def _printed_rate(one: Project, cite: Cite) -> Runs:
    if one.rate_published is None:
        return cite.missing()
    source = Printed(one.receipts["execution_rate"])
    return (Figure(figures.percent(one.rate_published), source),)


def _both(facts: Facts, cite: Cite) -> Row:
    """Return the total of the projects that print both figures, and of no others."""
    executed = cite.projects(facts.both, "executed")
    budget = cite.projects(facts.both, "budget")
    label = cite.texts.say("row_both", count=len(facts.both))
    spent = cite.yuan(facts.both_executed, executed)
    rate = cite.percent_of(facts.both_executed, facts.both_budget, executed, budget)
    total = cite.yuan(facts.both_budget, budget)
    return Row((words(label), (), total, spent, (rate,), ()), "total")


def performance(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on scores, grades and indicators."""
    has_actuals = any(one.judged for one in facts.attainments)
    blocks: list[Block] = [
        *paragraph(
            sentences.scores(facts, cite),
            sentences.targets(facts, cite),
            sentences.indicators(facts, cite),
            sentences.qualitative(facts, cite),
        ),
        _scores(facts, cite),
        _attainments(facts, cite),
    ]
    if has_actuals and facts.unmet:
        blocks.append(_unmet(facts, cite))
    return Section("performance", cite.texts.say("section_performance"), tuple(blocks))


def _scores(facts: Facts, cite: Cite) -> Block:
    if not facts.evaluations:
        return no_data("table_scores", "reason_no_scores", cite)
    say = cite.texts.say
    columns = (
        Column(say("project"), width=34),
        Column(say("department"), width=24),
        *numbers(say("col_score"), say("col_recomputed")),
        Column(say("col_grade")),
        Column(say("col_grade_derived")),
    )
    rows = [Row(_score(one, cite)) for one in facts.evaluations]
    return table("table_scores", columns, rows, cite, subtitle="table_scores_sub")


def _score(one: Evaluation, cite: Cite) -> tuple[Runs, ...]:
    say = cite.texts.say
    source = Printed(one.receipt)
    score = cite.missing() if one.score is None else _points(one.score, source)
    recomputed = cite.missing("reason_no_parts")
    if one.recomputed is not None:
        recomputed = (Figure(figures.score(one.recomputed), cite.recomputed(source)),)
    return (
        words(one.project or say("whole_department")),
        words(one.department or say("unnamed")),
        score,
        recomputed,
        words(one.grade) or cite.missing(),
        words(one.grade_derived) or cite.missing("reason_no_band"),
    )


def _points(score: Decimal, source: Printed) -> Runs:
    return (Figure(figures.score(score), source),)


def _attainments(facts: Facts, cite: Cite) -> Block:
    if not facts.attainments:
        return no_data("table_attainment", "reason_no_indicators", cite)
    say = cite.texts.say
    columns = (
        Column(say("project"), width=30),
        *numbers(
            say("col_targets"),
            say("col_quantitative"),
            say("col_judged"),
            say("col_met"),
            say("col_met_share"),
            say("col_qualitative"),
            say("col_qualitative_met"),
        ),
    )
    departments = {one.department for one in facts.attainments}
    rows: list[Row] = []
    for department in sorted(departments, key=lambda name: name or ""):
        if len(departments) > 1:
            rows.append(Row((words(department or say("unnamed")),), "group"))
        own = [one for one in facts.attainments if one.department == department]
        rows.extend(Row(_attainment(one, cite)) for one in own)
    subtitle = "table_attainment_sub"
    return table("table_attainment", columns, rows, cite, subtitle=subtitle)


def _attainment(one: Attainment, cite: Cite) -> tuple[Runs, ...]:
    name = one.project or cite.texts.say("whole_department")
    subject = name if one.project else f"{one.department or ''} {name}".strip()
    source = sentences.indicator_source(one, subject, cite)

    def counted(number: int, *, is_known: bool = True) -> Runs:
        if not is_known:
            return cite.missing("reason_no_actuals")
        return (Figure(figures.count(number), source),)

    has_actuals = one.judged > 0
    return (
        words(name),
        counted(one.targets),
        counted(one.quantitative),
        counted(one.judged),
        counted(one.met, is_known=has_actuals),
        (sentences.met_share(one, source, cite),),
        counted(one.qualitative),
        counted(one.qualitative_met, is_known=has_actuals),
    )


def _unmet(facts: Facts, cite: Cite) -> Block:
    say = cite.texts.say
    columns = (
        Column(say("project"), width=22),
        Column(say("col_indicator"), width=22),
        *numbers(say("col_target"), say("col_actual"), say("col_attainment")),
        Column(say("col_deviation"), width=24),
    )
    rows = [Row(_unmet_cells(one, cite)) for one in facts.unmet]
    return table("table_unmet", columns, rows, cite, subtitle="table_unmet_sub")


def _unmet_cells(one: Unmet, cite: Cite) -> tuple[Runs, ...]:
    source, reached = Printed(one.receipt), Printed(one.actual_receipt)
    target = actual = ratio = cite.missing()
    if one.target is not None:
        sign = {">=": "≥", "<=": "≤"}.get(one.operator or "", one.operator or "")
        target = (Figure(f"{sign} {_measured(one.target, one.unit)}".strip(), source),)
    if one.actual is not None:
        actual = (Figure(_measured(one.actual, one.unit), reached),)
    if one.attainment is not None:
        made_of = Computed("attainment", (reached, source))
        ratio = (Figure(figures.percent(one.attainment), made_of),)
    return (
        words(one.project or cite.texts.say("whole_department")),
        words(one.name),
        target,
        actual,
        ratio,
        words(one.reason) or cite.missing("reason_no_reason"),
    )


def _measured(value: Decimal, unit: str | None) -> str:
    separator = "" if unit in (None, "%") else " "
    return f"{figures.number(value)}{separator}{unit or ''}"

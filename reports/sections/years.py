"""The years side by side, and the departments of the year side by side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports import charts, figures
from reports.cite import Cite
from reports.contents import Facts
from reports.history import Compared, Line
from reports.model import (
    Block,
    Chart,
    Column,
    Computed,
    Figure,
    NoData,
    Paragraph,
    Row,
    Runs,
    Section,
    Source,
)
from reports.sections.blocks import chart_footer, no_data, numbers, table, words

DEPARTMENT_YEARS = "department_years"
_DRAWN = ("approved_budget_yuan", "total_spending_yuan", "project_yuan")
_SHOWN_CLASSES = 15
_LEAST = 2


def years(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on the years before: totals, classes, economic classes."""
    known = facts.history.years
    title = cite.texts.say("section_years")
    if len(known) < _LEAST:
        return Section("years", title, (no_data("table_years", "reason_one_year", cite),))
    blocks: list[Block] = [
        *_sentences(facts, cite),
        _chart(facts, cite),
        _totals(facts, known, cite),
        _lines("table_class_years", facts.history.classes, "fct_spending", known, cite),
        _lines(
            "table_economic_years",
            facts.history.economic,
            "fct_spending_economic",
            known,
            cite,
        ),
    ]
    return Section("years", title, tuple(blocks))


def _sentences(facts: Facts, cite: Cite) -> list[Block]:
    """Say each total's way to the report's year, over departments that state both ends."""
    said: list[Block] = []
    for line in facts.history.paths:
        first_year, year = sorted(line.by_year)
        first, now = line.by_year[first_year], line.by_year[year]
        change = figures.ratio(now - first, first)
        if change is None:
            continue
        source = _source(line, DEPARTMENT_YEARS, cite)
        runs = cite.texts.fill(
            "s_years",
            measure=_measure(line, cite),
            first_year=str(first_year),
            first=cite.money(first, source),
            year=str(year),
            now=cite.money(now, source),
            change=Figure(figures.signed_percent(change), Computed("years_change", (source,))),
        )
        said.append(Paragraph(runs))
    return said


def _chart(facts: Facts, cite: Cite) -> Chart | NoData:
    known = facts.history.years
    span = range(known[0], known[-1] + 1)
    lines = [one for one in facts.history.totals if one.name in _DRAWN and one.by_year]
    if not lines:
        return no_data("table_years", "reason_no_accounts", cite)
    series = [
        charts.Series(_measure(one, cite), [(year, one.by_year.get(year)) for year in span])
        for one in lines
    ]
    say = cite.texts.say
    return Chart(
        title=say("chart_years_title", first=known[0], last=known[-1]),
        subtitle=say("chart_years_sub"),
        svg=charts.lines(series, say("chart_axis")),
        footer=chart_footer(facts, cite),
    )


def _totals(facts: Facts, known: Sequence[int], cite: Cite) -> Block:
    count = facts.history.departments_by_year
    source = _source(count, DEPARTMENT_YEARS, cite)
    counts = (
        (Figure(figures.number(count.by_year[year]), source),)
        if year in count.by_year
        else cite.missing("reason_no_amount_year")
        for year in known
    )
    rows = [Row((words(_measure(count, cite)), *counts))]
    changes = {one.name: one for one in facts.history.changes}
    for line in facts.history.totals:
        if not line.by_year:
            continue
        rows.append(Row((words(_measure(line, cite)), *_amounts(line, known, cite))))
        if line.name in changes:
            cells = _changes(changes[line.name], known, cite)
            rows.append(Row((words(cite.texts.say("row_change")), *cells), "part"))
    columns = _year_columns("col_measure", known, cite)
    return table("table_years", columns, rows, cite, subtitle="table_years_sub")


def _amounts(
    line: Line, known: Sequence[int], cite: Cite, mart: str = DEPARTMENT_YEARS
) -> tuple[Runs, ...]:
    source = _source(line, mart, cite)
    return tuple(
        cite.yuan(line.by_year[year], source)
        if year in line.by_year
        else cite.missing("reason_no_amount_year")
        for year in known
    )


def _changes(line: Line, known: Sequence[int], cite: Cite) -> tuple[Runs, ...]:
    source = _source(line, DEPARTMENT_YEARS, cite)
    cells: list[Runs] = []
    for year in known:
        if year in line.by_year:
            cells.append((Figure(figures.signed_percent(line.by_year[year]), source),))
        else:
            cells.append(cite.missing("reason_no_earlier"))
    return tuple(cells)


def _lines(
    title: str, lines: Sequence[Line], mart: str, known: Sequence[int], cite: Cite
) -> Block:
    """Return classes as rows and years as columns: the amount, and its share below."""
    if not lines:
        return no_data(title, "reason_no_accounts", cite)
    whole = {year: sum(one.by_year.get(year, Decimal(0)) for one in lines) for year in known}
    rows = []
    for line in lines:
        name = f"{line.name} {line.label or ''}".strip() or cite.texts.say("no_code")
        rows.append(Row((words(name), *_amounts(line, known, cite, mart))))
        sources = tuple(_source(one, mart, cite) for one in lines)
        shares = tuple(
            _share(line, year, Decimal(whole[year]), sources, mart, cite) for year in known
        )
        rows.append(Row((words(cite.texts.say("share")), *shares), "part"))
    columns = _year_columns("col_class", known, cite)
    limit = _SHOWN_CLASSES * 2
    return table(title, columns, rows, cite, subtitle="table_class_years_sub", limit=limit)


def _share(
    line: Line, year: int, whole: Decimal, all_: tuple[Source, ...], mart: str, cite: Cite
) -> Runs:
    if year not in line.by_year:
        return cite.missing("reason_no_amount_year")
    source: Source = cite.share(_source(line, mart, cite), Computed("sum_years", all_))
    ratio = figures.ratio(line.by_year[year], whole)
    if ratio is None:
        return cite.missing("reason_zero_budget")
    return (Figure(figures.percent(ratio), source),)


def _year_columns(first: str, known: Sequence[int], cite: Cite) -> tuple[Column, ...]:
    return Column(cite.texts.say(first)), *numbers(*(str(year) for year in known))


def _source(line: Line, mart: str, cite: Cite) -> Source:
    name = line.label or cite.texts.known(f"total_{line.name}", line.name)
    return cite.asked(mart, name, line.query)


def _measure(line: Line, cite: Cite) -> str:
    return cite.texts.say(f"total_{line.name}")


def comparison(facts: Facts, cite: Cite) -> Section:
    """Return the chapter that sets the departments of the year side by side."""
    title = cite.texts.say("section_comparison")
    known = facts.history.departments
    if not known:
        nothing = no_data("table_comparison", "reason_no_departments", cite)
        return Section("comparison", title, (nothing,))
    say = cite.texts.say
    columns = (
        Column(say("department"), width=22),
        Column(say("col_budget_all"), is_number=True, width=16),
        Column(say("col_spending"), is_number=True, width=16),
        Column(say("col_execution_all"), is_number=True, width=8),
        Column(say("col_three_public"), is_number=True, width=13),
        Column(say("col_rate_projects"), is_number=True, width=9),
        Column(say("col_met_share"), is_number=True, width=9),
        Column(say("col_mean_score"), is_number=True, width=7),
    )
    rows = [Row(_compared(one, cite)) for one in known]
    block = table("table_comparison", columns, rows, cite, subtitle="table_comparison_sub")
    return Section("comparison", title, (block,))


def _compared(one: Compared, cite: Cite) -> tuple[Runs, ...]:
    name = one.department or cite.texts.say("unnamed")
    source = cite.asked(DEPARTMENT_YEARS, name, one.query)

    def yuan(value: Decimal | None) -> Runs:
        return cite.missing() if value is None else cite.yuan(value, source)

    def rate(value: Decimal | None) -> Runs:
        if value is None:
            return cite.missing("reason_no_rate")
        return (Figure(figures.percent(value), source),)

    executed = cite.missing("reason_no_rate")
    if one.budget and one.spending is not None:
        ratio = figures.percent(one.spending / one.budget)
        executed = (Figure(ratio, Computed("budget_share", (source,))),)
    score = cite.missing()
    if one.mean_score is not None:
        score = (Figure(figures.score(one.mean_score), source),)
    return (
        words(name),
        yuan(one.budget),
        yuan(one.spending),
        executed,
        yuan(one.three_public),
        rate(one.execution_rate),
        rate(one.met_share),
        score,
    )

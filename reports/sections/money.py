"""Income, then spending: by department, by nature, by function, with the first chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reports import charts, figures, sentences
from reports.cite import Cite
from reports.contents import Facts
from reports.model import Block, Chart, Column, Row, Runs, Section
from reports.queried import Sum
from reports.sections.blocks import (
    amount_and_share,
    chart_footer,
    no_data,
    numbers,
    paragraph,
    table,
    words,
)
from reports.sentences import REVENUE, SPENDING

BUDGETS = "fct_budgets"
_NATURES = (
    "basic",
    "project",
    "remitted_upward",
    "operating",
    "subsidy_to_affiliates",
)
_SHOWN_ITEMS = 60


def section(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on income and spending."""
    blocks: list[Block] = [
        *paragraph(
            sentences.totals(facts, cite),
            sentences.growth(facts, cite, REVENUE),
            sentences.growth(facts, cite, SPENDING),
            sentences.largest_source(facts, cite),
            sentences.natures(facts, cite),
            sentences.classes(facts, cite),
            sentences.budget(facts, cite),
        ),
        *_income(facts, cite),
        *_spending(facts, cite),
        _budget(facts, cite),
    ]
    return Section("money", cite.texts.say("section_money"), tuple(blocks))


def _income(facts: Facts, cite: Cite) -> list[Block]:
    if facts.income is None:
        return [no_data("table_income_source", "reason_no_revenue", cite)]
    departments = [(_department(one, cite), one) for one in facts.income_by_department]
    sources = [
        (cite.texts.known(f"source_{one.labels[0]}", str(one.labels[0])), one)
        for one in facts.income_by_source
    ]
    whole = facts.income
    return [
        _shares("table_income_department", "department", departments, whole, REVENUE, cite),
        _shares("table_income_source", "col_source", sources, whole, REVENUE, cite),
    ]


def _spending(facts: Facts, cite: Cite) -> list[Block]:
    whole = facts.spending
    if whole is None:
        return [no_data("table_class", "reason_no_accounts", cite)]
    natures = [(_nature(str(one.labels[0]), cite), one) for one in facts.spending_by_nature]
    return [
        _departments("table_spending_department", facts.spending_by_department, SPENDING, cite),
        _shares("table_nature", "col_nature", natures, whole, SPENDING, cite),
        _class_chart(facts, whole, cite),
        _classes(facts, whole, cite),
    ]


def _budget(facts: Facts, cite: Cite) -> Block:
    if facts.budget is None:
        return no_data("table_budget", "reason_no_budget", cite)
    return _departments("table_budget", facts.budgets_by_department, BUDGETS, cite)


def _shares(
    title: str,
    name: str,
    parts: Iterable[tuple[str, Sum]],
    whole: Sum,
    mart: str,
    cite: Cite,
) -> Block:
    """Return a table of name, amount and share, with the total."""
    say = cite.texts.say
    columns = (Column(say(name)), *numbers(say("col_amount"), say("share")))
    rows = [
        Row((words(label), *amount_and_share(one, whole, mart, cite))) for label, one in parts
    ]
    last = Row((words(say("total")), *amount_and_share(whole, whole, mart, cite)), "total")
    return table(title, columns, rows, cite, subtitle="sub_executed", last=last)


def _departments(title: str, sums: Sequence[Sum], mart: str, cite: Cite) -> Block:
    """Return a table with a row per department and a column per nature."""
    say = cite.texts.say
    natures = [one for one in _NATURES if any(s.labels[2] == one for s in sums)]
    columns = (
        Column(say("department"), width=34),
        *numbers(*(_nature(one, cite) for one in natures), say("total")),
    )
    groups: dict[str | None, list[Sum]] = {}
    for one in sums:
        groups.setdefault(one.labels[0], []).append(one)
    ordered = sorted(groups.values(), key=lambda group: -_together(group))
    rows = [
        Row((words(_department(group[0], cite)), *_by_nature(group, natures, mart, cite)))
        for group in ordered
    ]
    last = Row((words(say("total")), *_by_nature(sums, natures, mart, cite)), "total")
    subtitle = "sub_executed_yuan" if mart == SPENDING else "sub_approved"
    return table(title, columns, rows, cite, subtitle=subtitle, last=last)


def _by_nature(
    sums: Sequence[Sum], natures: Sequence[str], mart: str, cite: Cite
) -> tuple[Runs, ...]:
    """Return the cells of each nature, and of all of them together."""
    cells = [_cell([s for s in sums if s.labels[2] == one], mart, cite) for one in natures]
    return (*cells, _cell(sums, mart, cite))


def _cell(sums: Sequence[Sum], mart: str, cite: Cite) -> Runs:
    if not sums:
        return cite.missing("reason_no_amount")
    return cite.yuan(_together(sums), cite.united(sums, mart))


def _together(sums: Sequence[Sum]) -> Decimal:
    return sum((one.yuan for one in sums), Decimal(0))


def _classes(facts: Facts, whole: Sum, cite: Cite) -> Block:
    """Return function classes, largest first, each with its items below it."""
    say = cite.texts.say
    columns = (
        Column(say("code"), width=12),
        Column(say("col_class"), width=46),
        *numbers(say("col_amount"), say("share")),
    )
    with_items = len(facts.spending_by_item) <= _SHOWN_ITEMS
    rows: list[Row] = []
    for one in facts.spending_by_class:
        code = one.labels[0]
        rows.append(_class_row(code, sentences.class_name(one), one, whole, cite))
        items = [item for item in facts.spending_by_item if item.labels[0] == code]
        for item in items if with_items else ():
            name = item.labels[2] or ""
            rows.append(_class_row(item.labels[1], name, item, whole, cite, is_part=True))
    cells = amount_and_share(whole, whole, SPENDING, cite)
    last = Row((words(say("total")), (), *cells), "total")
    return table("table_class", columns, rows, cite, subtitle="sub_executed", last=last)


def _class_row(
    code: str | None, name: str, one: Sum, whole: Sum, cite: Cite, *, is_part: bool = False
) -> Row:
    cells = amount_and_share(one, whole, SPENDING, cite)
    return Row((words(code), words(name), *cells), "part" if is_part else "body")


def _class_chart(facts: Facts, whole: Sum, cite: Cite) -> Chart:
    """Return the ranking of function classes, at most seven and then the others."""
    say = cite.texts.say
    top = facts.spending_by_class[: charts.SHOWN_CLASSES]
    others = facts.spending_by_class[charts.SHOWN_CLASSES :]
    rows = [_bar(sentences.class_name(one), one.yuan, whole.yuan) for one in top]
    if others:
        rows.append(_bar(say("chart_other"), _together(others), whole.yuan, is_context=True))
    return Chart(
        title=say(
            "chart_class_title",
            year=cite.year,
            name=sentences.class_name(top[0]),
            share=_share_text(top[0].yuan, whole.yuan),
        ),
        subtitle=say("chart_class_sub"),
        svg=charts.bars(rows, say("chart_axis")),
        footer=chart_footer(facts, cite),
    )


def _bar(name: str, amount: Decimal, whole: Decimal, *, is_context: bool = False) -> charts.Bar:
    label = f"{figures.ten_thousands(amount)} · {_share_text(amount, whole)}"
    return charts.Bar(name, amount, label, is_context)


def _share_text(part: Decimal, whole: Decimal) -> str:
    ratio = figures.ratio(part, whole)
    return "" if ratio is None else figures.percent(ratio)


def _department(one: Sum, cite: Cite) -> str:
    return one.labels[1] or cite.texts.say("unnamed")


def _nature(nature: str, cite: Cite) -> str:
    return cite.texts.known(f"nature_{nature}", nature)

"""Whole areas, as their governments state them: never added to the departments' figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reports import figures
from reports.cite import Cite
from reports.contents import Facts
from reports.model import Block, Column, Figure, Printed, Row, Runs, Section, Source
from reports.queried import AreaFigure
from reports.sections.blocks import numbers, paragraph, table, words

_SIDES = ("revenue", "spending")
_OTHERS = ("fund", "capital", "insurance")
_CAME = ("final", "executed")
_BUDGET = ("adjusted", "approved")
_TOLD = 3
"""Of how many areas a sentence is said; all stand in the tables."""

Area = Mapping[tuple[str, str], AreaFigure]
"""The figures of one area and scope, by item and stage."""


def sections(facts: Facts, cite: Cite) -> Iterable[Section]:
    """Return the chapter on whole areas; none where no government states anything."""
    if not facts.areas:
        return
    areas: dict[tuple[str, str], dict[tuple[str, str], AreaFigure]] = {}
    for one in facts.areas:
        areas.setdefault((one.region, one.scope), {})[one.item, one.phase] = one
    blocks: list[Block] = [
        *paragraph(
            *(_sentence(name, area, cite) for name, area in list(areas.items())[:_TOLD])
        ),
        *_general(areas, cite),
        *_others(areas, cite),
        *_debt(areas, cite),
    ]
    yield Section("areas", cite.texts.say("section_areas"), tuple(blocks))


def _found(area: Area, item: str, phases: Sequence[str]) -> AreaFigure | None:
    """Return the figure of the first of these stages that has one."""
    return next((area[item, one] for one in phases if (item, one) in area), None)


def _named(name: tuple[str, str], cite: Cite) -> str:
    region, scope = name
    return cite.texts.say("area_named", region=region, scope=cite.texts.say(f"area_{scope}"))


def _source(one: AreaFigure) -> Source:
    return Printed(one.receipt)


def _sentence(name: tuple[str, str], area: Area, cite: Cite) -> Runs | None:
    """Say what the area's general budget took in and spent, where both are stated."""
    revenue = _found(area, "general_revenue", _CAME)
    spending = _found(area, "general_spending", _CAME)
    if revenue is None or spending is None:
        return None
    return cite.texts.fill(
        "s_area",
        area=_named(name, cite),
        year=str(cite.year),
        revenue=cite.money(revenue.amount, _source(revenue)),
        spending=cite.money(spending.amount, _source(spending)),
    )


def _yuan(one: AreaFigure | None, cite: Cite) -> Runs:
    return cite.missing("reason_area") if one is None else cite.yuan(one.amount, _source(one))


def _rate(one: AreaFigure | None, cite: Cite, *, signed: bool) -> Runs:
    if one is None:
        return cite.missing("reason_area_rate")
    shown = figures.signed_percent(one.rate) if signed else figures.percent(one.rate)
    return (Figure(shown, _source(one)),)


def _general(areas: Mapping[tuple[str, str], Area], cite: Cite) -> list[Block]:
    """Return a table for revenue and one for spending: budget, what came, printed rates."""
    say = cite.texts.say
    columns = (
        Column(say("col_area"), width=24),
        *numbers(say("col_area_budget"), say("col_area_came")),
        *numbers(say("col_area_completion"), say("col_area_growth")),
    )
    blocks: list[Block] = []
    for side in _SIDES:
        item = f"general_{side}"
        rows = [
            Row(
                (
                    words(_named(name, cite)),
                    _yuan(_found(area, item, _BUDGET), cite),
                    _yuan(_found(area, item, _CAME), cite),
                    _rate(_found(area, f"{item}_completion", _CAME), cite, signed=False),
                    _rate(_found(area, f"{item}_growth", _CAME), cite, signed=True),
                )
            )
            for name, area in areas.items()
            if _found(area, item, (*_CAME, *_BUDGET)) is not None
        ]
        if rows:
            blocks.append(table(f"table_area_{side}", columns, rows, cite, subtitle="sub_area"))
    return blocks


def _others(areas: Mapping[tuple[str, str], Area], cite: Cite) -> list[Block]:
    """Return a table of the three other accounts, revenue beside spending."""
    say = cite.texts.say
    items = [f"{account}_{side}" for account in _OTHERS for side in _SIDES]
    shown = [
        item for item in items if any(_found(area, item, _CAME) for area in areas.values())
    ]
    if not shown:
        return []
    columns = (
        Column(say("col_area"), width=24),
        *numbers(*(say(f"area_item_{item}") for item in shown)),
    )
    rows = [
        Row(
            (
                words(_named(name, cite)),
                *(_yuan(_found(area, item, _CAME), cite) for item in shown),
            )
        )
        for name, area in areas.items()
        if any(_found(area, item, _CAME) for item in shown)
    ]
    return [table("table_area_accounts", columns, rows, cite, subtitle="sub_area_came")]


def _debt(areas: Mapping[tuple[str, str], Area], cite: Cite) -> list[Block]:
    """Return a table of what is owed against its limit."""
    stages = (*_CAME, *_BUDGET)
    rows = []
    for name, area in areas.items():
        limit, balance = (_found(area, f"debt_{one}", stages) for one in ("limit", "balance"))
        if limit is None and balance is None:
            continue
        share: Runs = cite.missing("reason_area")
        if limit is not None and balance is not None:
            sources = _source(balance), _source(limit)
            share = (cite.percent_of(balance.amount, limit.amount, *sources),)
        rows.append(
            Row((words(_named(name, cite)), _yuan(limit, cite), _yuan(balance, cite), share))
        )
    if not rows:
        return []
    say = cite.texts.say
    columns = (
        Column(say("col_area"), width=24),
        *numbers(say("area_item_debt_limit"), say("area_item_debt_balance"), say("share")),
    )
    return [table("table_area_debt", columns, rows, cite, subtitle="sub_area_came")]

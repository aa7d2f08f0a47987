"""The structure of spending by economic class, and the three public expenses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports import figures, sentences
from reports.cite import Cite
from reports.contents import Facts
from reports.model import Block, Column, Figure, Missing, Printed, Row, Runs, Section
from reports.queried import Sum, ThreePublic
from reports.sections.blocks import no_data, numbers, paragraph, printed_yuan, table, words

ECONOMIC = "fct_spending_economic"


def section(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on economic classes and the three public expenses."""
    blocks: list[Block] = [
        *paragraph(
            sentences.economic_part(facts, cite),
            sentences.economic(facts, cite),
            sentences.three_public(facts, cite),
        ),
        _economic(facts, cite),
        _three_public(facts, cite),
    ]
    return Section("structure", cite.texts.say("section_structure"), tuple(blocks))


def _economic(facts: Facts, cite: Cite) -> Block:
    """Return economic classes with their items: basic, project, total, share."""
    if facts.economic_total is None:
        return no_data("table_economic", "reason_no_economic", cite)
    say = cite.texts.say
    columns = (
        Column(say("code"), width=9),
        Column(say("col_economic"), width=27),
        *numbers(say("nature_basic"), say("nature_project"), say("col_total"), say("share")),
    )
    whole = facts.economic_total
    rows: list[Row] = []
    for class_code in sorted({str(one.labels[0]) for one in facts.economic}):
        own = [one for one in facts.economic if one.labels[0] == class_code]
        rows.append(_economic_row(class_code, own[0].labels[1], own, whole, cite))
        for code in sorted({str(one.labels[2]) for one in own}):
            items = [one for one in own if one.labels[2] == code]
            name = items[0].labels[3]
            rows.append(_economic_row(code, name, items, whole, cite, is_part=True))
    cells = _natures(facts.economic, whole, cite)
    last = Row((words(say("total")), (), *cells), "total")
    return table("table_economic", columns, rows, cite, subtitle="sub_executed", last=last)


def _economic_row(
    code: str,
    name: str | None,
    sums: Sequence[Sum],
    whole: Sum,
    cite: Cite,
    *,
    is_part: bool = False,
) -> Row:
    cells = _natures(sums, whole, cite)
    return Row((words(code), words(name), *cells), "part" if is_part else "body")


def _natures(sums: Sequence[Sum], whole: Sum, cite: Cite) -> tuple[Runs, ...]:
    """Return the cells basic, project, total and share of the whole."""
    cells: list[Runs] = []
    for nature in ("basic", "project"):
        own = [one for one in sums if one.labels[4] == nature]
        if own:
            cells.append(cite.yuan(_together(own), cite.united(own, ECONOMIC)))
        else:
            cells.append(cite.missing("reason_no_amount"))
    source = cite.united(sums, ECONOMIC)
    amount = _together(sums)
    all_ = cite.sum_of(whole, ECONOMIC)
    share: Figure | Missing = cite.percent_of(amount, whole.yuan, source, all_)
    return (*cells, cite.yuan(amount, source), (share,))


def _together(sums: Sequence[Sum]) -> Decimal:
    return sum((one.yuan for one in sums), Decimal(0))


def _three_public(facts: Facts, cite: Cite) -> Block:
    if not facts.three_public:
        return no_data("table_three_public", "reason_no_three_public", cite)
    say = cite.texts.say
    columns = (
        Column(say("department"), width=18),
        Column(say("col_item"), width=15),
        Column(say("col_basis"), width=12),
        *numbers(
            say("col_budget"), say("col_adjusted"), say("col_executed"), say("col_quantity")
        ),
    )
    rows = [Row(_three_public_cells(one, cite)) for one in facts.three_public]
    return table("table_three_public", columns, rows, cite, subtitle="table_three_public_sub")


def _three_public_cells(one: ThreePublic, cite: Cite) -> tuple[Runs, ...]:
    texts = cite.texts
    names = (
        words(one.department or texts.say("unnamed")),
        words(texts.known(f"item_{one.item_code}", one.item_name)),
        words(texts.known(f"basis_{one.fund_basis}", one.fund_basis)),
    )
    if one.quantity is not None:
        shown = f"{figures.number(one.quantity)} {one.quantity_unit or ''}".strip()
        return (*names, (), (), (), (Figure(shown, Printed(one.receipts["main"])),))
    return (
        *names,
        printed_yuan(one.budget, one.receipts["approved"], cite),
        printed_yuan(one.adjusted, one.receipts["adjusted"], cite),
        printed_yuan(one.executed, one.receipts["executed"], cite),
        (),
    )

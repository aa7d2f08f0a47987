"""What vouches for the figures: the ledger of identities, the methods, the annex."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reports import figures, notes, sentences
from reports.cite import Cite
from reports.contents import Facts
from reports.errors import MissingReceiptError
from reports.model import (
    Block,
    Bullets,
    Column,
    Computed,
    Counted,
    Figure,
    Printed,
    Row,
    Runs,
    Section,
    Source,
    Table,
    Text,
)
from reports.queried import Imbalance, Receipt
from reports.sections.blocks import no_data, numbers, paragraph, table, words
from reports.sections.coverage import document_no

_STATUSES = ("holds", "rounding", "broken", "insufficient")
_METHODS = (
    "method_sources",
    "method_units",
    "method_missing",
    "method_additive",
    "method_reading",
    "method_tolerance",
    "method_rates",
    "method_projects",
    "method_persons",
)


def ledger(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on what must add up, and whether it does."""
    title = cite.texts.say("section_ledger")
    if not facts.ledger:
        nothing = no_data("table_ledger", "reason_no_ledger", cite)
        return Section("ledger", title, (nothing,))
    blocks: list[Block] = [
        *paragraph(sentences.ledger(facts, cite)),
        _identities(facts, cite),
    ]
    if facts.imbalances:
        blocks.append(_imbalances(facts, cite))
    return Section("ledger", title, tuple(blocks))


def _identities(facts: Facts, cite: Cite) -> Block:
    say = cite.texts.say
    statuses = list(_STATUSES)
    if any("error" in counts for counts in facts.ledger.values()):
        statuses.append("error")
    columns = (
        Column(say("col_identity"), width=8),
        Column(say("col_meaning"), width=44),
        *numbers(*(say(f"status_{one}") for one in statuses)),
    )
    rows = []
    for identity, counts in sorted(facts.ledger.items()):
        source = sentences.identity_source(sum(counts.values()), identity, cite)
        cells = [(Figure(figures.count(counts.get(one, 0)), source),) for one in statuses]
        meaning = cite.texts.known(f"identity_{identity}", say("identity_other"))
        rows.append(Row((words(identity), words(meaning), *cells)))
    return table("table_ledger", columns, rows, cite, subtitle="table_ledger_sub")


def _imbalances(facts: Facts, cite: Cite) -> Block:
    say = cite.texts.say
    columns = (
        Column(say("col_identity"), width=8),
        Column(say("col_subject"), width=34),
        Column(say("col_status"), width=10),
        *numbers(say("col_left"), say("col_right"), say("col_difference")),
        Column(say("col_unit"), width=7),
    )
    rows = [Row(_imbalance(one, cite)) for one in facts.imbalances]
    subtitle = "table_imbalances_sub"
    return table("table_imbalances", columns, rows, cite, subtitle=subtitle)


def _imbalance(one: Imbalance, cite: Cite) -> tuple[Runs, ...]:
    row = cite.counted("fct_reconciliations", f"{one.identity_id} {one.subject}", 1)

    def side(value: Decimal | None, source: Source) -> Runs:
        if value is None:
            return cite.missing()
        shown = figures.yuan(value) if one.unit == "元" else figures.number(value)
        return (Figure(shown, source),)

    is_whole = one.left is not None and one.right is not None
    return (
        words(one.identity_id),
        words(cite.texts.subject(one.subject)),
        words(cite.texts.known(f"status_{one.status}", one.status)),
        side(one.left, Printed(one.receipt) if one.is_left_printed else row),
        side(one.right, row),
        side(one.difference, row) if is_whole else cite.missing("reason_no_side"),
        words(one.unit),
    )


def methods(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on methods and tolerance."""
    items = [(Text(cite.texts.say(key)),) for key in _METHODS]
    items.append((Text(cite.texts.say("method_build", build=facts.build.build_id)),))
    block = Bullets("", tuple(items))
    return Section("methods", cite.texts.say("section_methods"), (block,))


def annex(
    facts: Facts,
    numbers_: Mapping[Source, int],
    receipts: Mapping[str, Receipt],
    cite: Cite,
) -> Section:
    """Return the annex: every note with what it stands for, in the order of notes.

    Raises MissingReceiptError for a figure whose receipt the warehouse does not hold.
    """
    title = cite.texts.say("section_annex")
    if not numbers_:
        nothing = no_data("table_annex", "reason_no_receipts", cite)
        return Section("annex", title, (nothing,))
    say = cite.texts.say
    lost = [one for one in notes.receipt_ids(numbers_) if one not in receipts]
    if lost:
        listed_lost = say("list_separator").join(lost[:5])
        raise MissingReceiptError(say("no_receipt", receipts=listed_lost))
    columns = (
        Column(say("col_note"), is_number=True, width=6),
        Column(say("col_place"), width=33),
        Column(say("col_label"), width=28),
        Column(say("col_printed"), width=17),
        Column(say("col_unit"), width=7),
        Column(say("col_reading"), width=9),
    )
    listed_documents = enumerate(facts.scope.documents, start=1)
    names = {one.document_id: document_no(index) for index, one in listed_documents}
    rows = tuple(
        Row(_entry(source, numbers_, receipts, names, cite), anchor=f"n{number}")
        for source, number in numbers_.items()
    )
    listed = Table(say("table_annex"), say("table_annex_sub"), columns, rows, style="annex")
    intro = paragraph(cite.texts.fill("annex_intro"))
    return Section("annex", title, (*intro, listed))


def _entry(
    source: Source,
    numbers_: Mapping[Source, int],
    receipts: Mapping[str, Receipt],
    names: Mapping[str, str],
    cite: Cite,
) -> tuple[Runs, ...]:
    say = cite.texts.say
    number = words(f"[{numbers_[source]}]")
    reading = say("reading_counted")
    match source:
        case Printed():
            return (number, *_printed(receipts[source.receipt_id], names, cite))
        case Computed():
            formula = _formula(source, numbers_, cite)
            return (number, (), words(formula), (), (), words(say("reading_computed")))
        case Counted():
            place = words(source.table)
            return (number, place, words(_counted(source, cite)), (), (), words(reading))


def _counted(source: Counted, cite: Cite) -> str:
    """Return the condition in words, with the query where one gives the figure."""
    if source.query:
        return f"{source.condition}{cite.texts.say('colon')}{source.query}"
    rows = figures.count(source.rows)
    return cite.texts.say("counted_rows", condition=source.condition, rows=rows)


def _formula(source: Computed, numbers_: Mapping[Source, int], cite: Cite) -> str:
    """Return the formula with the numbers of its inputs in their places."""
    inputs = [numbers_[part] for part in source.inputs]
    places = (f"[{number}]" for number in inputs)
    formula = cite.texts.say(f"f_{source.formula}")
    return formula.format(*places, all=notes.ranges(inputs))


def _printed(receipt: Receipt, names: Mapping[str, str], cite: Cite) -> tuple[Runs, ...]:
    say = cite.texts.say
    title = f"{names.get(receipt.document_id, '')} {receipt.title}".strip()
    reading = cite.texts.known(f"reading_{receipt.reading}", receipt.reading)
    place = cite.texts.place(receipt.locator)
    return (
        words(f"{title} · {place} · {receipt.receipt_id}"),
        words(receipt.label),
        words(receipt.printed),
        words(receipt.unit or say("unit_not_printed")),
        words(say("reading_scanned", reading=reading) if receipt.is_scanned else reading),
    )

"""Scope and coverage: which documents count, of which caliber, how surely they were read."""

from __future__ import annotations

from reports import figures, sentences
from reports.cite import Cite
from reports.contents import Facts
from reports.model import Block, Column, Counted, Figure, Row, Runs, Section
from reports.scope import Document
from reports.sections.blocks import no_data, numbers, paragraph, table, words


def section(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on scope and coverage."""
    blocks: list[Block] = [
        *paragraph(
            sentences.coverage(facts, cite),
            *remarks(facts, cite),
            sentences.verified(facts, cite),
            cite.texts.fill(f"s_caliber_{facts.scope.caliber}"),
        ),
        _documents(facts, cite),
        _verified(facts, cite),
    ]
    if facts.scope.excluded:
        blocks.append(_excluded(facts, cite))
    return Section("scope", cite.texts.say("section_scope"), tuple(blocks))


def remarks(facts: Facts, cite: Cite) -> list[Runs | None]:
    """Return sentences on what could not be read."""
    unread = sum(one.unread for one in facts.scope.documents)
    empty = sum(one.empty for one in facts.scope.documents)
    partial = sum(one.partial for one in facts.scope.documents)
    found: list[Runs | None] = []
    if unread:
        tables = _blocks(unread, "col_unread", cite)
        found.append(cite.texts.fill("s_unread", tables=tables))
    if partial:
        tables = _blocks(partial, "col_partial", cite)
        found.append(cite.texts.fill("s_partial", tables=tables))
    if empty:
        found.append(cite.texts.fill("s_empty", tables=_blocks(empty, "col_empty", cite)))
    if facts.unreadable:
        condition = cite.texts.say("c_all_documents")
        source = Counted("raw.outcomes", condition, facts.unreadable)
        count = Figure(figures.count(facts.unreadable), source)
        found.append(cite.texts.fill("s_unreadable", count=count))
    return found


def _blocks(number: int, what: str, cite: Cite) -> Figure:
    say = cite.texts.say
    condition = say("c_subject", subject=say("c_documents"), what=say(what))
    return Figure(figures.count(number), Counted("raw.outcomes", condition, number))


def _documents(facts: Facts, cite: Cite) -> Block:
    say = cite.texts.say
    columns = (
        Column(say("col_no"), width=6),
        Column(say("col_document"), width=33),
        Column(say("department"), width=19),
        Column(say("col_kind"), width=12),
        Column(say("col_caliber"), width=11),
        *numbers(say("col_figures"), say("col_unreconciled")),
    )
    rows = [
        Row((words(document_no(index)), *_document(one, cite)))
        for index, one in enumerate(facts.scope.documents, start=1)
    ]
    return table(
        "table_documents",
        columns,
        rows,
        cite,
        subtitle="table_documents_sub",
        limit=len(rows),
    )


def document_no(index: int) -> str:
    """Return the name by which the annex cites a document of the list."""
    return f"D{index}"


def _document(one: Document, cite: Cite) -> tuple[Runs, ...]:
    say = cite.texts.say
    about = say("c_document", document=one.file_name)
    read = cite.count(one.figures, "receipts", about)
    title = one.title if one.title == one.file_name else f"{one.title} · {one.file_name}"
    return (
        words(title),
        words(one.department or one.region),
        words(cite.texts.known(f"kind_{one.kind}", one.kind)),
        words(say(f"caliber_{one.caliber or 'none'}")),
        (read,),
        (Figure(figures.count(one.unreconciled), read.source),),
    )


def _verified(facts: Facts, cite: Cite) -> Block:
    """Return how much of each department's money an identity proves."""
    if not facts.verified:
        return no_data("table_verified", "reason_no_money", cite)
    say = cite.texts.say
    columns = (
        Column(say("department"), width=36),
        Column(say("col_verified_basis"), width=18),
        *numbers(say("col_verifiable"), say("col_proven"), say("col_verified_share")),
    )
    rows = []
    for one in facts.verified:
        name = one.department or say("unnamed")
        proven, all_ = sentences.verified_sources(1, cite, name)
        share = cite.percent_of(one.verified, one.verifiable, proven, all_)
        basis = cite.texts.known(f"verified_{one.basis}", one.basis or "")
        amounts = cite.yuan(one.verifiable, all_), cite.yuan(one.verified, proven)
        rows.append(Row((words(name), words(basis), *amounts, (share,))))
    subtitle = "table_verified_sub"
    return table("table_verified", columns, rows, cite, subtitle=subtitle)


def _excluded(facts: Facts, cite: Cite) -> Block:
    say = cite.texts.say
    columns = (
        Column(say("col_document")),
        Column(say("department")),
        Column(say("col_caliber")),
        Column(say("col_reason")),
    )
    rows = (
        Row(
            (
                words(one.title),
                words(one.department or one.region),
                words(say(f"caliber_{one.caliber or 'none'}")),
                words(say(one.reason or "reason_unit_caliber")),
            )
        )
        for one in facts.scope.excluded
    )
    return table("table_excluded", columns, rows, cite, subtitle="table_excluded_sub")

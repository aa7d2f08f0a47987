"""Problems that documents name, by category and in their own words; then the leads."""

from __future__ import annotations

from decimal import Decimal

from reports import sentences
from reports.cite import Cite
from reports.contents import Facts
from reports.model import Block, Column, Figure, Printed, Row, Runs, Section, Text
from reports.queried import Finding, Lead
from reports.sections.blocks import no_data, numbers, paragraph, table, words


def findings(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on problems."""
    title = cite.texts.say("section_findings")
    if not facts.findings:
        nothing = no_data("table_findings", "reason_no_findings", cite)
        return Section("findings", title, (nothing,))
    blocks: list[Block] = [
        *paragraph(sentences.findings(facts, cite)),
        _categories(facts, cite),
        _texts(facts, cite),
    ]
    return Section("findings", title, tuple(blocks))


def _grouped(facts: Facts) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for one in facts.findings:
        groups.setdefault(one.category, []).append(one)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def _name(one: Finding, cite: Cite) -> str:
    return one.name_zh if cite.texts.language == "zh" else one.name_en


def _categories(facts: Facts, cite: Cite) -> Block:
    say = cite.texts.say
    columns = (
        Column(say("col_category"), width=50),
        *numbers(say("col_count"), say("share")),
    )
    whole = sentences.findings_count(facts, cite)
    total = Decimal(len(facts.findings))
    rows = []
    for group in _grouped(facts).values():
        name = _name(group[0], cite)
        part = sentences.category_count(len(group), name, cite)
        sources = part.source, whole.source
        share = cite.percent_of(Decimal(len(group)), total, *sources)
        rows.append(Row((words(name), (part,), (share,))))
    share = cite.percent_of(total, total, whole.source, whole.source)
    last = Row((words(say("total")), (whole,), (share,)), "total")
    subtitle = "table_categories_sub"
    return table("table_categories", columns, rows, cite, subtitle=subtitle, last=last)


def _texts(facts: Facts, cite: Cite) -> Block:
    say = cite.texts.say
    columns = (Column(say("col_text"), width=58), Column(say("project"), width=42))
    rows: list[Row] = []
    for group in _grouped(facts).values():
        rows.append(Row((words(_name(group[0], cite)),), "group"))
        rows.extend(Row(_finding(one, cite)) for one in group)
    limit = len(rows)
    return table(
        "table_findings", columns, rows, cite, subtitle="table_findings_sub", limit=limit
    )


def _finding(one: Finding, cite: Cite) -> tuple[Runs, ...]:
    source = Printed(one.receipt)
    return (
        (Figure(one.text, source),),
        words(one.project or cite.texts.say("whole_department")),
    )


def leads(facts: Facts, cite: Cite) -> Section:
    """Return the chapter on leads: suspicions, kept apart from errors."""
    say = cite.texts.say
    block: Block = no_data("table_leads", "reason_none_leads", cite)
    if facts.leads:
        block = _leads(facts.leads, cite)
    note = paragraph(cite.texts.fill("s_leads_note"))
    return Section("leads", say("section_leads"), (*note, block))


def _leads(known: list[Lead], cite: Cite) -> Block:
    say = cite.texts.say
    columns = (
        Column(say("col_kind_lead"), width=18),
        Column(say("col_subject"), width=24),
        Column(say("col_lead"), width=58),
    )
    rows = [
        Row(
            (
                words(cite.texts.known(f"lead_{one.kind}", one.kind)),
                words(one.subject),
                (Text(one.sentence), *(Figure("", Printed(id_)) for id_ in one.receipts)),
            )
        )
        for one in known
    ]
    return table("table_leads", columns, rows, cite, subtitle="table_leads_sub")

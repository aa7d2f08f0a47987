"""What a build tells a person at its end: numbers of real events, counted in the file."""
# ruff: noqa: S608  names of tables come from the catalogue, never from a user

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from mingzhang import beside
from warehouse.building import set_aside
from warehouse.building.set_aside import Listed
from warehouse.catalogue import MARTS
from warehouse.connection import LINK_NAME
from warehouse.messages import Messages
from warehouse.table import pad, width

_TABLES_LOOKED_AT = (
    "select count(*) from raw.outcomes"
    " where block_no > 0 and row_no is null and status <> 'ignored'"
)
_PARTIAL = "select count(*) from raw.outcomes where block_no > 0 and status = 'partial'"
_NOT_TAKEN = "select count(*) from raw.untaken"
_QUARANTINED = """
    select count(distinct document_id) from raw.outcomes
    where
        row_no is null
        and (status = 'failed' or (status = 'unrecognised' and block_no = 0))
"""
_SET_ASIDE = "select reason, count(*) from marts.figures_set_aside group by 1"
_KEPT_OUT = ("unreconciled", "no_department", "no_year", "two_tables_of_an_account")
_OF_AREAS = ("no_region", "no_scope", "other_place", "unit_unknown")
"""Why a figure of a whole area is in no fact."""
_MONEY = """
    select
        count(*), sum(read_yuan), sum(published_yuan), sum(quarantined_yuan), sum(excluded_yuan)
    from quality.conservation
"""
_LATEST_YEAR = "select max(fiscal_year) from marts.department_years"


@dataclass(frozen=True, slots=True)
class Conserved:
    """The leaf figures of all accounts, in yuan: read = published + quarantined + excluded.

    `sums` counts the sums that are compared, one for each document, account and measure.
    """

    sums: int
    read: Decimal
    published: Decimal
    quarantined: Decimal
    excluded: Decimal


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of one warehouse file.

    `partial` counts tables of which figures were `not_taken`. `facts` counts rows by mart,
    `readings` figures by reading, `set_aside` what no fact holds by reason,
    `reconciliations` by status, and `expectations` by (severity, success); `by_gate` are the
    documents that the gate set aside.
    """

    documents: int
    tables: int
    figures: int
    quarantined: int
    partial: int
    not_taken: int
    readings: Mapping[str, int]
    facts: Mapping[str, int]
    set_aside: Mapping[str, int]
    reconciliations: Mapping[str, int]
    conserved: Conserved | None
    expectations: Mapping[tuple[str, bool], int]
    latest_year: int | None
    by_gate: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """How a build ended: what it read, the seconds of each step, the file that is current."""

    build_id: str
    seen: int
    read: int
    file: Path
    seconds: Mapping[str, float] = field(default_factory=dict)
    is_new: bool = True

    @property
    def total_seconds(self) -> float:
        """Return the seconds of all steps together."""
        return sum(self.seconds.values())


def collect(connection: duckdb.DuckDBPyConnection) -> Summary:
    """Count what `connection`'s built file holds; a mart that is not there counts nothing."""
    return Summary(
        documents=_number(connection, "select count(*) from raw.documents"),
        tables=_number(connection, _TABLES_LOOKED_AT),
        figures=_number(connection, "select count(*) from raw.amounts"),
        quarantined=_number(connection, _QUARANTINED),
        partial=_number(connection, _PARTIAL),
        not_taken=_number(connection, _NOT_TAKEN),
        readings=_counts(connection, "select reading, count(*) from raw.amounts group by 1"),
        facts=_facts(connection),
        set_aside=_counts(connection, _SET_ASIDE),
        reconciliations=_counts(
            connection,
            "select status, count(*) from marts.fct_reconciliations group by 1",
        ),
        conserved=_conserved(connection),
        expectations=_expectations(connection),
        latest_year=_value(connection, _LATEST_YEAR),
        by_gate=set_aside.listed(connection),
    )


def render(summary: Summary, published: Published, words: Messages) -> str:
    """Return the closing summary as plain text, in the words' language."""
    lines = [*_heading(published, words), ""]
    body = [
        ("label_read", _read_line(summary, words)),
        ("label_partial", _partial_line(summary, words)),
        ("label_placed", _placed_line(summary, words)),
        ("label_facts", _facts_line(summary, words)),
        ("label_set_aside", _set_aside_line(summary, words)),
        ("label_proved", _proved_line(summary, words)),
        ("label_conserved", _conserved_line(summary, words)),
        ("label_checked", _checked_line(summary, words)),
        ("label_published", _published_line(published, words)),
        ("label_seconds", _seconds_line(published, words)),
    ]
    labels = [*(label for label, _ in body), "label_next"]
    column = max(width(words.say(label)) for label in labels) + 2
    lines += [pad(words.say(label), column) + text for label, text in body if text]
    lines += _by_gate(summary, words)
    lines += ["", pad(words.say("label_next"), column) + _next_line(summary)]
    return "\n".join(lines) + "\n"


def _by_gate(summary: Summary, words: Messages) -> list[str]:
    """Name every document that the gate set aside, the rules it breaks and what to do."""
    if not summary.by_gate:
        return []
    aside, documents = len(summary.by_gate), summary.documents
    heading = words.say("gate_heading", aside=_n(aside), documents=_n(documents))
    lines = ["", _followed(heading, aside, "mingzhang outcomes --reason set_aside_by_gate")]
    for document in summary.by_gate:
        before = words.say("gate_published_before") if document.was_published else ""
        name = f"  {document.file_name} ({document.document_id[:12]})"
        lines.append(" · ".join(filter(None, (name, before))))
        lines += [f"      {broken.told}" for broken in document.broken]
        remedies = dict.fromkeys(broken.remedy for broken in document.broken)
        lines += [f"    → {words.say('remedy_' + remedy)}" for remedy in remedies]
    return lines


def _heading(published: Published, words: Messages) -> list[str]:
    lines = [
        words.say(
            "heading",
            build_id=published.build_id,
            seen=_n(published.seen),
            read=_n(published.read),
            seconds=f"{published.total_seconds:.1f}",
        )
    ]
    if not published.is_new:
        lines.append(words.say("nothing_changed"))
    return lines


def _read_line(summary: Summary, words: Messages) -> str:
    text = words.say(
        "line_read",
        documents=_n(summary.documents),
        tables=_n(summary.tables),
        figures=_n(summary.figures),
        quarantined=_n(summary.quarantined),
    )
    return _followed(
        text, summary.quarantined, "mingzhang outcomes --status failed,unrecognised"
    )


def _partial_line(summary: Summary, words: Messages) -> str:
    if not summary.partial:
        return ""
    text = words.say("line_partial", tables=_n(summary.partial), figures=_n(summary.not_taken))
    return _followed(text, summary.partial, "mingzhang outcomes --status partial")


def _placed_line(summary: Summary, words: Messages) -> str:
    readings = summary.readings
    text = words.say(
        "line_placed",
        as_published=_n(readings.get("as_published", 0)),
        realigned=_n(readings.get("realigned", 0)),
        unreconciled=_n(readings.get("unreconciled", 0)),
    )
    if restored := readings.get("restored"):
        text += f" · {words.say('line_restored', restored=_n(restored))}"
    query = "mingzhang sql \"from marts.receipts where reading = 'unreconciled'\""
    return _followed(text, readings.get("unreconciled", 0), query)


def _facts_line(summary: Summary, words: Messages) -> str:
    tables = sum(1 for rows in summary.facts.values() if rows)
    return words.say("line_facts", rows=_n(sum(summary.facts.values())), tables=_n(tables))


def _set_aside_line(summary: Summary, words: Messages) -> str:
    counts = {name: summary.set_aside.get(name, 0) for name in _KEPT_OUT}
    counts["of_areas"] = sum(summary.set_aside.get(name, 0) for name in _OF_AREAS)
    if not any(counts.values()):
        return ""
    text = words.say("line_set_aside", **{name: _n(count) for name, count in counts.items()})
    return f'{text} → mingzhang sql "from marts.figures_set_aside"'


def _proved_line(summary: Summary, words: Messages) -> str:
    counts = summary.reconciliations
    apply = sum(number for status, number in counts.items() if status != "not_applicable")
    text = words.say(
        "line_proved",
        apply=_n(apply),
        holds=_n(counts.get("holds", 0)),
        rounding=_n(counts.get("rounding", 0)),
        broken=_n(counts.get("broken", 0)),
        insufficient=_n(counts.get("insufficient", 0)),
    )
    query = "mingzhang sql \"from marts.fct_reconciliations where status = 'broken'\""
    return _followed(text, counts.get("broken", 0), query)


def _conserved_line(summary: Summary, words: Messages) -> str:
    money = summary.conserved
    if money is None:
        return ""
    return words.say(
        "line_conserved",
        sums=_n(money.sums),
        read=_n(money.read),
        published=_n(money.published),
        quarantined=_n(money.quarantined),
        excluded=_n(money.excluded),
    )


def _checked_line(summary: Summary, words: Messages) -> str:
    counts = summary.expectations
    warnings = counts.get(("warning", False), 0)
    text = words.say(
        "line_checked",
        expectations=_n(sum(counts.values())),
        critical=_n(counts.get(("critical", False), 0)),
        warnings=_n(warnings),
    )
    return _followed(
        text, warnings, 'mingzhang sql "from quality.expectations where not success"'
    )


def _published_line(published: Published, words: Messages) -> str:
    return words.say(
        "line_published",
        link=published.file.parent / LINK_NAME,
        file=published.file.name,
        size=f"{_bytes(published.file) / 1_000_000:.1f}",
    )


def _bytes(file: Path) -> int:
    """Return the size of a published file, with the marts that lie beside it."""
    return sum(path.stat().st_size for path in (file, *beside.folder(file).rglob("*.parquet")))


def _seconds_line(published: Published, words: Messages) -> str:
    steps = (f"{words.say('step_' + step)} {s:.1f} s" for step, s in published.seconds.items())
    return " · ".join(steps)


def _next_line(summary: Summary) -> str:
    commands = ["mingzhang dashboard", 'mingzhang sql "from marts.department_years"']
    if summary.latest_year is not None:
        commands.append(f"mingzhang report --year {summary.latest_year} --out report.html")
    return " · ".join(commands)


def _followed(text: str, problems: int, command: str) -> str:
    return f"{text} → {command}" if problems else text


def _n(number: int | Decimal) -> str:
    return f"{number:,}"


def _facts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    names = connection.execute(
        f"select table_name from {MARTS} where table_name like 'fct\\_%' escape '\\'"
        " and not ends_with(table_name, '_all')"
        " and table_name not in ('fct_reconciliations', 'fct_leads') order by 1"
    ).fetchall()
    return {
        name: _number(connection, f'select count(*) from marts."{name}"') for (name,) in names
    }


def _conserved(connection: duckdb.DuckDBPyConnection) -> Conserved | None:
    row = _row(connection, _MONEY)
    if row is None or any(value is None for value in row):
        return None
    return Conserved(int(row[0]), *(Decimal(value) for value in row[1:]))


def _expectations(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, bool], int]:
    try:
        rows = connection.execute(
            "select severity, success, count(*) from quality.expectations group by all"
        ).fetchall()
    except duckdb.CatalogException:
        return {}
    return {(str(severity), bool(success)): int(count) for severity, success, count in rows}


def _counts(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, int]:
    try:
        return {str(key): int(count) for key, count in connection.execute(query).fetchall()}
    except duckdb.CatalogException:
        return {}


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...] | None:
    try:
        return connection.execute(query).fetchone()
    except duckdb.CatalogException:
        return None


def _value(connection: duckdb.DuckDBPyConnection, query: str) -> int | None:
    row = _row(connection, query)
    return None if row is None or row[0] is None else int(row[0])


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return _value(connection, query) or 0

"""Documents that break a rule of the gate stand aside, so that the others are published.

Whether one does is decided in each build anew: nothing is withdrawn. What the last published
file set aside by the same rules stays aside at once, which spares a round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from expectations.results import Finding
from warehouse.connection import reading
from warehouse.errors import QueryError
from warehouse.messages import CATALOGUE

ROUNDS = 4
REASON = "set_aside_by_gate"
_MOST_SHARE = 10

_TABLE = """
    create or replace table quality.documents_set_aside (
        document_id varchar, file_name varchar, source_path varchar, table_name varchar,
        rule varchar, measures_text varchar, sentence varchar, row_count bigint,
        remedy varchar, remedy_zh varchar, remedy_en varchar, was_published boolean,
        judged_by varchar
    )
"""
_RECORD = """
    insert into quality.documents_set_aside
    select documents.document_id, documents.file_name, documents.source_path,
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
    from raw.documents as documents where documents.document_id = ?
"""
_REMEMBERED = """
    select document_id, table_name, rule, measures_text, sentence, row_count, remedy
    from quality.documents_set_aside where judged_by = ? order by all
"""
_PUBLISHED = """
    select document_id from raw.outcomes
    where block_no = 0 and status in ('parsed', 'partial')
"""
_LISTED = """
    select file_name, document_id, was_published, table_name, rule, measures_text, sentence,
        row_count, remedy
    from quality.documents_set_aside
    order by was_published desc, file_name, document_id, table_name, rule
"""
_REPLACED = """
    select document_id from raw.documents
    qualify landed_at < max(landed_at) over (partition by coalesce(source_path, document_id))
"""
_OUTCOME = """
    update raw.outcomes set
        status = 'set_aside', reason_code = ?, detail = ?, record_count = 0,
        cell_count = null, read_count = null, ignored_count = null
    where document_id = ? and block_no = 0
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule of the gate that one document breaks, with the number of its rows.

    `measures` says what the rows are of; `remedy` is the key of what a person can do.
    """

    document_id: str
    table: str
    rule: str
    measures: str
    sentence: str
    rows: int
    remedy: str

    @property
    def told(self) -> str:
        """Return rule, rows and sentence as one line."""
        measures = f" ({self.measures})" if self.measures else ""
        return f"{self.table} · {self.rule}{measures} × {self.rows:,}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A document that a build set aside: its name, and the rules that it breaks."""

    file_name: str
    document_id: str
    was_published: bool
    broken: tuple[Broken, ...]


def broken_by(findings: Iterable[Finding]) -> tuple[Broken, ...]:
    """Return the rules that documents break, by what the findings that refuse say of them."""
    return tuple(
        Broken(
            document_id=document_id,
            table=finding.suite,
            rule=finding.rule,
            measures=", ".join(finding.measures),
            sentence=finding.sentence,
            rows=rows,
            remedy=finding.remedy,
        )
        for finding in findings
        if finding.refuses
        for document_id, rows in finding.documents.items()
    )


def documents(broken: Iterable[Broken]) -> set[str]:
    """Return the ids of the documents that break something."""
    return {one.document_id for one in broken}


def most(document_count: int) -> int:
    """Return how many of so many documents may stand aside: a tenth, or one of a few.

    Never all of them.
    """
    return min(max(1, document_count // _MOST_SHARE), max(document_count - 1, 0))


def remembered(last: Path | None, rules: str) -> tuple[Broken, ...]:
    """Return what the last published file set aside, judged by the same `rules`."""
    if last is None:
        return ()
    try:
        with reading(last) as connection:
            rows = connection.execute(_REMEMBERED, [rules]).fetchall()
    except (duckdb.Error, QueryError):  # a file of an older version keeps no such table
        return ()
    return tuple(Broken(*row) for row in rows)


def without_replaced(
    connection: duckdb.DuckDBPyConnection, broken: Sequence[Broken]
) -> tuple[Broken, ...]:
    """Return what documents break of which no newer content came from the same source."""
    replaced = {str(row[0]) for row in connection.execute(_REPLACED).fetchall()}
    return tuple(one for one in broken if one.document_id not in replaced)


def stand_aside(connection: duckdb.DuckDBPyConnection, broken: Sequence[Broken]) -> None:
    """Take what was read of the documents out of `raw`; an outcome each says why."""
    from ingest.raw_tables import TABLES

    chosen = sorted(documents(broken))
    if not chosen:
        return
    for table in TABLES.keys() - {"documents", "outcomes"}:
        connection.execute(
            f"delete from raw.{table} where list_contains(?, document_id)",  # noqa: S608  our own names
            [chosen],
        )
    connection.execute(
        "delete from raw.outcomes where block_no <> 0 and list_contains(?, document_id)",
        [chosen],
    )
    for document_id in chosen:
        own = [one for one in broken if one.document_id == document_id]
        detail = "; ".join(one.told for one in own)
        connection.execute(_OUTCOME, [REASON, detail, document_id])
        if any(one.remedy == "year" for one in own):  # else it would break the rule again
            connection.execute(
                "update raw.documents set year_text = null, title_years_text = null"
                " where document_id = ?",
                [document_id],
            )


def record(
    connection: duckdb.DuckDBPyConnection,
    broken: Sequence[Broken],
    rules: str,
    last: Path | None,
) -> None:
    """Write `quality.documents_set_aside`: one row for each document and rule it breaks.

    `rules` is the mark of what judged; `last` the published file in which a document may have
    stood before.
    """
    before = _published(last) if broken else set()
    connection.execute("create schema if not exists quality")
    connection.execute(_TABLE)
    for one in broken:
        remedies = [CATALOGUE[language][f"remedy_{one.remedy}"] for language in ("zh", "en")]
        connection.execute(
            _RECORD,
            [
                *(one.table, one.rule, one.measures, one.sentence, one.rows, one.remedy),
                *remedies,
                one.document_id in before,
                rules,
                one.document_id,
            ],
        )


def listed(connection: duckdb.DuckDBPyConnection) -> tuple[Listed, ...]:
    """Return the documents that a file set aside, those published before first."""
    try:
        rows = connection.execute(_LISTED).fetchall()
    except duckdb.CatalogException:
        return ()
    found: dict[str, list[Broken]] = {}
    heads: dict[str, tuple[str, bool]] = {}
    for file_name, document_id, was_published, *rest in rows:
        heads[document_id] = (str(file_name), bool(was_published))
        found.setdefault(document_id, []).append(Broken(document_id, *rest))
    return tuple(
        Listed(name, document_id, was_published, tuple(found[document_id]))
        for document_id, (name, was_published) in heads.items()
    )


def names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the file names of the documents in `raw`."""
    rows = connection.execute("select document_id, file_name from raw.documents").fetchall()
    return {str(document_id): str(name) for document_id, name in rows}


def _published(last: Path | None) -> set[str]:
    if last is None:
        return set()
    try:
        with reading(last) as connection:
            rows = connection.execute(_PUBLISHED).fetchall()
    except (duckdb.Error, QueryError):
        return set()
    return {str(document_id) for (document_id,) in rows}

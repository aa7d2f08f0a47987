"""Verdicts of the gate that stay: those on tables that are as they were in the last file.

A file may begin as a copy of the last one, made by the same code and rules; then it holds that
file's findings until it has its own. A rule that held there, and reads nothing but tables whose
rows are the same, holds. Whether rows are the same is seen in the finished files, not believed.

Of a table of documents the rows of unchanged documents are those of the copy, as they lie
there: that they are as many as before is seen. A rule that held, and says how rows of some
documents can break it (`few`, see `rules`), is asked of those that changed. Where they do, it
is asked of all, and tells.
"""
# ruff: noqa: ANN401  the library's objects have no types to name
# ruff: noqa: S608  names of tables come from the catalogue, never from a user

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from expectations.results import Finding, name_of

CHANGED = "quality.changed"
"""The documents that changed since the last file, while the gate is at work."""
_NOTED, _GONE = "quality.as_before", "quality.gone"
_TABLES = """
    select distinct concat('"', schema_name, '"."', table_name, '"') from duckdb_tables()
    where database_name = ? and list_contains(?, schema_name)
"""
_HELD = """
    select suite, expectation, "column", severity, unexpected_count, detail
    from quality.expectations where success and error is null
"""

_NAMED = re.compile(r'\b(raw|marts|quality|reference)"?\s*\.\s*"?(\w+)')

OF_CHANGED = (  # of no document: most tables have none, and know it without a look
    f"(select * from {{0}} where document_id in (from {CHANGED})"
    " union all select * from {0} where document_id is null)"
)
"""Rows of a table, of the documents that changed."""
_ROWS = "sum(hash(one)::hugeint)"
_KEYS = {"receipts": "receipt_id", "fct_reconciliations": "reconciliation_id"}
"""Marts of documents in whose keys other rows have to stand."""
_KEYED = {f"marts.{name}" for name in _KEYS}
_GONE_OF = re.compile(rf"{re.escape(_GONE)} where name = '(\w+)'")


class Changed(NamedTuple):
    """The documents that changed since the last file.

    `tables` (schema, name) have the rows of all other documents from the copy of that file.
    """

    tables: Collection[tuple[str, str]]
    documents: Collection[str]


UNCHANGED = Changed((), ())


class Held(NamedTuple):
    """What stays of the last file: tables that are the same, or but for documents that changed.

    `findings` are of the rules that held there.
    """

    same: frozenset[str]
    but_for: frozenset[str]
    findings: Mapping[Rule, Finding]


Rule = tuple[str, str, str | None]
"""What names a finding: its suite, its expectation, and the column that this is about."""


def note(
    connection: duckdb.DuckDBPyConnection, last: Path | None, changed: Changed = UNCHANGED
) -> None:
    """Write down which tables have the same rows as in `last`, of which the file is a copy.

    Also which of those given have them but for the rows of documents that `changed`. Nothing is
    noted where the file holds no findings: then it began empty. Tables of schema `quality` are
    filled later, see `note_weighed`.
    """
    if last is None or not _is_there(connection, "expectations"):
        return
    connection.execute(
        f"create or replace table {CHANGED} as select unnest(?::varchar[]) as document_id",
        [list(changed.documents)],
    )
    with _beside(connection, last, ("raw", "marts")) as both:
        given = both & {f'"{schema}"."{name}"' for schema, name in changed.tables}
        but_for, same = _alike_but_for(connection, given)
        same |= _alike(connection, both - but_for)
        _note_gone(connection, but_for)
    connection.execute(f"create or replace table {_NOTED} (name varchar, is_but_for boolean)")
    _note_down(connection, same, is_but_for=False)
    _note_down(connection, but_for, is_but_for=True)


def note_weighed(connection: duckdb.DuckDBPyConnection, last: Path | None) -> None:
    """Write down which tables of schema `quality` have the same rows as in `last`, too."""
    if last is None or not _is_there(connection, "as_before"):
        return
    with _beside(connection, last, ("quality",)) as both:
        same = _alike(connection, both)
    _note_down(connection, same, is_but_for=False)


@contextmanager
def _beside(
    connection: duckdb.DuckDBPyConnection, last: Path, schemas: Collection[str]
) -> Iterator[set[str]]:
    """Attach the last file as `last` for the block; give the tables that both files have."""
    quoted = str(last).replace("'", "''")
    connection.execute(f"attach '{quoted}' as last (read_only)")
    try:
        (own,) = connection.execute("select current_database()").fetchone() or ("",)
        here, there = (
            {
                str(name)
                for (name,) in connection.execute(_TABLES, [file, list(schemas)]).fetchall()
            }
            for file in (own, "last")
        )
        yield here & there
    finally:
        connection.execute("detach last")


def _note_down(
    connection: duckdb.DuckDBPyConnection, tables: Collection[str], *, is_but_for: bool
) -> None:
    connection.execute(
        f"insert into {_NOTED} select unnest(?::varchar[]), ?",
        [sorted(name.replace('"', "") for name in tables), is_but_for],
    )


def _note_gone(connection: duckdb.DuckDBPyConnection, tables: Collection[str]) -> None:
    """Write down the keys that rows of documents that changed had, and that are no more."""
    connection.execute(f"create or replace table {_GONE} (name varchar, key varchar)")
    for name, key in _KEYS.items():
        table = f'"marts"."{name}"'
        if table in tables:
            of_changed = f"select {key} from {{}}{table} where document_id in (from {CHANGED})"
            connection.execute(
                f"insert into {_GONE} select '{name}', {key} from"
                f" ({of_changed.format('last.')} except {of_changed.format('')})"
            )


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what was noted: a published file has its own findings."""
    for name in (_NOTED, CHANGED, _GONE):
        connection.execute(f"drop table if exists {name}")


def but_for(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the tables that are noted as the same but for documents that changed."""
    return _noted(connection, is_but_for=True) if _is_there(connection, "as_before") else set()


def _noted(connection: duckdb.DuckDBPyConnection, *, is_but_for: bool) -> set[str]:
    asked = f"select name from {_NOTED} where is_but_for = ?"
    return {str(name) for (name,) in connection.execute(asked, [is_but_for]).fetchall()}


def held(connection: duckdb.DuckDBPyConnection) -> Held:
    """Return what stays of the last file.

    A rule that shares its name with another of its suite is not among those that held.
    """
    if not _is_there(connection, "as_before"):
        return Held(frozenset(), frozenset(), {})
    rows = connection.execute(_HELD).fetchall()
    counted = Counter(
        connection.execute(
            'select suite, expectation, "column" from quality.expectations'
        ).fetchall()
    )
    found = {
        (suite, expectation, column): Finding(
            suite=suite,
            expectation=expectation,
            column=column,
            severity=severity,
            success=True,
            unexpected_count=count,
            detail=detail,
            error=None,
        )
        for suite, expectation, column, severity, count, detail in rows
        if counted[suite, expectation, column] == 1
    }
    same, changed = (frozenset(_noted(connection, is_but_for=is_it)) for is_it in (False, True))
    return Held(same, changed, found)


def staying(
    connection: duckdb.DuckDBPyConnection, suite: Any, held: Held
) -> dict[int, Finding]:
    """Return the findings of a suite that stay, by the place of their expectation."""
    found: dict[int, Finding] = {}
    for place, expectation in enumerate(suite.expectations):
        finding = held.findings.get((suite.name, *name_of(expectation.configuration)))
        if finding is not None and _stays(connection, suite.table, expectation, held):
            found[place] = finding
    return found


def _stays(
    connection: duckdb.DuckDBPyConnection, table: str, expectation: Any, held: Held
) -> bool:
    """Tell whether a rule that held holds: nothing changed, or what did does not break it."""
    changed = _reads(table, expectation) - held.same
    if not changed:
        return True
    few = (expectation.configuration.meta or {}).get("few")
    if few is None or not changed <= held.but_for:
        return False
    if "{few}" in few and table not in held.but_for:
        return False
    if not changed & {f"marts.{name}" for name in _GONE_OF.findall(few)} <= _KEYED:
        return False
    query = of_changed(few, table, held.but_for)
    return connection.execute(f"select 1 from ({query}) limit 1").fetchone() is None


def of_changed(few: str, table: str, but_for: Collection[str]) -> str:
    """Return the query over rows of the documents that changed, in other tables as well.

    Args:
        few: of a rule, see `rules.no_rows`.
        table: what the rule is about; where it is not of documents, it is as it was.
        but_for: the tables of documents.
    """

    def restricted(found: re.Match[str]) -> str:
        name = f"{found[1]}.{found[2]}"
        return OF_CHANGED.format(name) if name in but_for else found[0]

    is_among = table in but_for
    rows = OF_CHANGED.format(table) if is_among else f"(select * from {table} limit 0)"
    return _NAMED.sub(restricted, few).format(batch=table, new=rows, few=rows)


def _reads(table: str, expectation: Any) -> set[str]:
    """Return the tables that an expectation of `table` reads, and what looks like one.

    A table has to be named with its schema, since none lies where the engine looks by itself.
    """
    query = getattr(expectation, "unexpected_rows_query", None) or ""
    return {table, *(f"{schema}.{name}" for schema, name in _NAMED.findall(query))}


def _alike(connection: duckdb.DuckDBPyConnection, tables: Collection[str]) -> set[str]:
    """Return the tables that have as many rows in both files, and the same."""
    found = {*tables}
    for content in ("count(*)", _ROWS):
        asked = " union all ".join(
            f"select '{name}' where (select {content} from {name} as one)"
            f" is not distinct from (select {content} from last.{name} as one)"
            for name in found
        )
        rows = connection.execute(asked).fetchall() if asked else []
        found = {str(name) for (name,) in rows}
    return found


def _alike_but_for(
    connection: duckdb.DuckDBPyConnection, tables: Collection[str]
) -> tuple[set[str], set[str]]:
    """Return the tables with as many rows of documents that did not change as before.

    And those of them that have the same rows of the others.
    """
    if not tables:
        return set(), set()
    of_file = (
        f"(select count(*) as number, {_ROWS} as content, (select count(*) from {{0}}) as total"
        f" from {OF_CHANGED} as one)"
    )
    asked = " union all ".join(
        f"select '{name}', here.content is not distinct from before.content"
        f" and here.number = before.number"
        f" from {of_file.format(name)} as here, {of_file.format(f'last.{name}')} as before"
        " where here.total - here.number = before.total - before.number"
        for name in tables
    )
    found = {str(name): bool(is_same) for name, is_same in connection.execute(asked).fetchall()}
    return {*found}, {name for name, is_same in found.items() if is_same}


def _is_there(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    found = connection.execute(
        "select count(*) from duckdb_tables() where database_name = current_database()"
        " and schema_name = 'quality' and table_name = ?",
        [name],
    ).fetchone()
    return bool(found and found[0])

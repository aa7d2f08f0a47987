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
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from expectations.results import Finding, name_of

_NOTED, _CHANGED, _GONE = "quality.as_before", "quality.changed", "quality.gone"
_TABLES = """
    select distinct concat('"', schema_name, '"."', table_name, '"') from duckdb_tables()
    where database_name = ? and schema_name in ('raw', 'marts', 'quality')
"""
_HELD = """
    select suite, expectation, "column", severity, unexpected_count, detail
    from quality.expectations where success and error is null
"""

_NAMED = re.compile(r'\b(raw|marts|quality|reference)"?\s*\.\s*"?(\w+)')

_IS_OF_CHANGED = f"(document_id in (from {_CHANGED}) or document_id is null)"
_ROWS = "sum(hash(one)::hugeint)"
_AS_MANY = f"count(*) filter (document_id not in (from {_CHANGED}))"
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
    noted where the file holds no findings: then it began empty.
    """
    if last is None or not _is_there(connection, "expectations"):
        return
    quoted = str(last).replace("'", "''")
    connection.execute(f"attach '{quoted}' as last (read_only)")
    try:
        (own,) = connection.execute("select current_database()").fetchone() or ("",)
        here, there = (
            {str(name) for (name,) in connection.execute(_TABLES, [database]).fetchall()}
            for database in (own, "last")
        )
        connection.execute(
            f"create or replace table {_CHANGED} as select unnest(?::varchar[]) as document_id",
            [list(changed.documents)],
        )
        both = here & there
        given = both & {f'"{schema}"."{name}"' for schema, name in changed.tables}
        but_for = _alike(connection, given, _AS_MANY)
        same = [
            *_alike(connection, _alike(connection, both - {*but_for}, "count(*)"), _ROWS),
            *_alike(connection, but_for, _ROWS, of_changed=True),
        ]
        _note_gone(connection, but_for)
    finally:
        connection.execute("detach last")
    connection.execute(
        f"create or replace table {_NOTED} as"
        " select unnest(?::varchar[]) as name, false as is_but_for"
        " union all select unnest(?::varchar[]), true",
        [[name.replace('"', "") for name in names] for names in (same, but_for)],
    )


def _note_gone(connection: duckdb.DuckDBPyConnection, tables: Collection[str]) -> None:
    """Write down the keys that rows of documents that changed had, and that are no more."""
    connection.execute(f"create or replace table {_GONE} (name varchar, key varchar)")
    for name, key in _KEYS.items():
        table = f'"marts"."{name}"'
        if table in tables:
            of_changed = f"select {key} from {{}}{table} where document_id in (from {_CHANGED})"
            connection.execute(
                f"insert into {_GONE} select '{name}', {key} from"
                f" ({of_changed.format('last.')} except {of_changed.format('')})"
            )


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what was noted: a published file has its own findings."""
    for name in (_NOTED, _CHANGED, _GONE):
        connection.execute(f"drop table if exists {name}")


def held(connection: duckdb.DuckDBPyConnection) -> Held:
    """Return what stays of the last file.

    A rule that shares its name with another of its suite is not among those that held.
    """
    if not _is_there(connection, "as_before"):
        return Held(frozenset(), frozenset(), {})
    names = connection.execute(f"from {_NOTED}").fetchall()
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
    same, but_for = (
        frozenset(str(name) for name, is_but_for in names if is_but_for is asked)
        for asked in (False, True)
    )
    return Held(same, but_for, found)


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

    def own(name: str) -> str:
        return f"(select * from {name} where {_IS_OF_CHANGED})"

    def restricted(found: re.Match[str]) -> str:
        name = f"{found[1]}.{found[2]}"
        return own(name) if name in but_for else found[0]

    rows = own(table) if table in but_for else f"(select * from {table} limit 0)"
    return _NAMED.sub(restricted, few).format(batch=table, new=rows, few=rows)


def _reads(table: str, expectation: Any) -> set[str]:
    """Return the tables that an expectation of `table` reads, and what looks like one.

    A table has to be named with its schema, since none lies where the engine looks by itself.
    """
    query = getattr(expectation, "unexpected_rows_query", None) or ""
    return {table, *(f"{schema}.{name}" for schema, name in _NAMED.findall(query))}


def _alike(
    connection: duckdb.DuckDBPyConnection,
    tables: Collection[str],
    content: str,
    *,
    of_changed: bool = False,
) -> list[str]:
    """Return the tables of which both files give the same, perhaps of some documents alone."""
    among = f" where {_IS_OF_CHANGED}" if of_changed else ""
    asked = " union all ".join(
        f"select '{table}' where (select {content} from {table} as one{among})"
        f" is not distinct from (select {content} from last.{table} as one{among})"
        for table in tables
    )
    return (
        sorted(str(name) for (name,) in connection.execute(asked).fetchall()) if asked else []
    )


def _is_there(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    found = connection.execute(
        "select count(*) from duckdb_tables() where database_name = current_database()"
        " and schema_name = 'quality' and table_name = ?",
        [name],
    ).fetchone()
    return bool(found and found[0])

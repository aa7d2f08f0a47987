"""Verdicts of the gate that stay: those on tables that are as they were in the last file.

A file may begin as a copy of the last one, made by the same code and rules; then it holds that
file's findings until it has its own. A rule that held there, and reads nothing but tables whose
rows are the same, holds. Whether rows are the same is seen in the finished files, not believed.
"""
# ruff: noqa: ANN401  the library's objects have no types to name
# ruff: noqa: S608  names of tables come from the catalogue, never from a user

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from expectations.results import Finding, name_of

_NOTED = "quality.as_before"
_TABLES = """
    select distinct concat('"', schema_name, '"."', table_name, '"') from duckdb_tables()
    where database_name = ? and schema_name in ('raw', 'marts', 'quality')
"""
_HELD = """
    select suite, expectation, "column", severity, unexpected_count, detail
    from quality.expectations where success and error is null
"""

_NAMED = re.compile(r'\b(raw|marts|quality|reference)"?\s*\.\s*"?(\w+)')

Rule = tuple[str, str, str | None]
"""What names a finding: its suite, its expectation, and the column that this is about."""


def note(connection: duckdb.DuckDBPyConnection, last: Path | None) -> None:
    """Write down which tables have the same rows as in `last`, of which the file is a copy.

    Nothing is noted where the file holds no findings: then it began empty.
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
        same = sorted(here & there)
        for content in ("count(*)", "sum(hash(one)::hugeint)"):
            same = _alike(connection, same, content)
    finally:
        connection.execute("detach last")
    connection.execute(
        f"create or replace table {_NOTED} as select unnest(?::varchar[]) as name",
        [[name.replace('"', "") for name in same]],
    )


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what was noted: a published file has its own findings."""
    connection.execute(f"drop table if exists {_NOTED}")


def held(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[frozenset[str], Mapping[Rule, Finding]]:
    """Return the tables that are as they were, and the rules that held, as they were found.

    A rule that shares its name with another of its suite is not among them.
    """
    if not _is_there(connection, "as_before"):
        return frozenset(), {}
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
    return frozenset(str(name) for (name,) in names), found


def staying(
    suite: Any, as_before: frozenset[str], held: Mapping[Rule, Finding]
) -> dict[int, Finding]:
    """Return the findings of a suite that stay, by the place of their expectation."""
    found: dict[int, Finding] = {}
    for place, expectation in enumerate(suite.expectations):
        finding = held.get((suite.name, *name_of(expectation.configuration)))
        if finding is not None and _reads(suite.table, expectation) <= as_before:
            found[place] = finding
    return found


def _reads(table: str, expectation: Any) -> set[str]:
    """Return the tables that an expectation of `table` reads, and what looks like one.

    A table has to be named with its schema, since none lies where the engine looks by itself.
    """
    query = getattr(expectation, "unexpected_rows_query", None) or ""
    return {table, *(f"{schema}.{name}" for schema, name in _NAMED.findall(query))}


def _alike(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[str], content: str
) -> list[str]:
    """Return the tables of which both files give the same."""
    asked = " union all ".join(
        f"select '{table}' where (select {content} from {table} as one)"
        f" is not distinct from (select {content} from last.{table} as one)"
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

"""The marts of a published file, be they tables in it or views of what lies beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from warehouse.connection import Result, Sandbox

MARTS: Final = """(
    select
        database_name, database_oid, schema_oid, table_oid, table_name, comment,
        estimated_size as row_count
    from duckdb_tables() where schema_name = 'marts'
    union all
    select
        database_name, database_oid, schema_oid, view_oid, view_name, comment,
        null as row_count
    from duckdb_views() where schema_name = 'marts'
)"""
"""For a query's `from`: the marts, their oids, comments and rows (null: of a view)."""


def listed(sandbox: Sandbox, *more: str) -> Result:
    """Return `table_name` and `row_count` of each mart, and `more` of MARTS, by name."""
    named = ", ".join(("table_name", "row_count", *more))
    found = sandbox.fetch(f"select {named} from {MARTS} order by 1")  # noqa: S608  our own text
    counts = dict(_counts(sandbox, [row[0] for row in found.rows if row[1] is None]))
    rows = [(row[0], counts.get(row[0], row[1]), *row[2:]) for row in found.rows]
    return replace(found, rows=rows)


def _counts(sandbox: Sandbox, views: list[str]) -> list[tuple[str, int]]:
    """Count the rows of views: their files say them at their ends."""
    if not views:
        return []
    queries = (f"select '{name}', count(*) from marts.\"{name}\"" for name in views)  # noqa: S608  the catalogue's names
    rows: list[tuple[str, int]] = sandbox.fetch(" union all ".join(queries)).rows
    return rows

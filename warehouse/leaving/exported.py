"""A mart that has left, and the query of the dictionary that goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.catalogue import MARTS


@dataclass(frozen=True, slots=True)
class Exported:
    """One mart of an export: its name, the file or folder it is in, its row count.

    In a server, the path is the name of its table.
    """

    table: str
    path: Path
    rows: int


def dictionary(tables: Sequence[str]) -> str:
    """Return the query that lists tables and columns with types and meanings."""
    names = ", ".join(f"'{name}'" for name in tables)
    return (
        "select c.table_name, t.comment as table_description, c.column_name, c.data_type,"  # noqa: S608  the catalogue's names
        " c.comment as column_description"
        f" from duckdb_columns() as c inner join {MARTS} as t"
        " on c.table_oid = t.table_oid and c.schema_oid = t.schema_oid"
        " and c.database_oid = t.database_oid"
        f" where c.schema_name = 'marts' and c.table_name in ({names})"
        " order by c.table_name, c.column_index"
    )

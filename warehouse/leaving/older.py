"""The marts as a DuckDB file that older clients can open: a storage version of 2024."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from mingzhang import beside
from warehouse.catalogue import MARTS
from warehouse.connection import first_line
from warehouse.errors import QueryError
from warehouse.leaving.files import replacing

STORAGE_VERSION = "v1.0.0"


def copy(database: Path, queries: Mapping[str, str], out: Path) -> list[int]:
    """Copy marts with their comments into `out` and return the rows of each.

    `queries` maps a mart to the query of its rows, its name from the catalogue, not from
    people. The file opens in DuckDB 1.0 and later.
    """
    counts: list[int] = []

    def write(path: Path) -> int:
        path.unlink(missing_ok=True)
        try:
            with duckdb.connect(config=dict(beside.settings(database))) as connection:
                connection.execute(f"attach {_text(str(database))} as source (read_only)")
                connection.execute(
                    f"attach {_text(str(path))} as older (storage_version '{STORAGE_VERSION}')"
                )
                connection.execute("create schema older.marts")
                connection.execute("use source")
                counts.extend(_copy(connection, *one) for one in queries.items())
        except duckdb.Error as error:
            raise QueryError("query_failed", reason=first_line(error)) from error
        return sum(counts)

    replacing(out, write)
    return counts


def _copy(connection: duckdb.DuckDBPyConnection, table: str, query: str) -> int:
    name = f'marts."{table}"'
    connection.execute(f"create table older.{name} as {query}")
    rows = connection.execute(
        "select column_name, comment from duckdb_columns() where database_name = 'source'"
        " and schema_name = 'marts' and table_name = ? and comment is not null",
        [table],
    ).fetchall()
    for column, comment in rows:
        connection.execute(f'comment on column older.{name}."{column}" is {_text(comment)}')
    about = connection.execute(
        f"select comment from {MARTS} where database_name = 'source'"  # noqa: S608  our own text
        " and table_name = ? and comment is not null",
        [table],
    ).fetchone()
    if about:
        connection.execute(f"comment on table older.{name} is {_text(about[0])}")
    count = connection.execute(f"select count(*) from older.{name}").fetchone()  # noqa: S608
    return int(count[0]) if count else 0


def _text(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"

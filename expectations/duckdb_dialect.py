"""How Great Expectations speaks to DuckDB: duckdb-engine's dialect, its cursors mended.

Stands between the gate and the built file. duckdb-engine hands out the connection itself as
every cursor, so a second statement drops the rows of the first before they are fetched, and its
reflection asks for PostgreSQL catalogues that DuckDB does not have. Both are mended here.
"""
# ruff: noqa: ANN401, ARG002  the signatures are SQLAlchemy's

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import duckdb_engine
import sqlalchemy
from sqlalchemy.dialects import registry

from mingzhang import beside

SCHEME = "duckdb+buffered"


class BufferedCursor:
    """A DB-API cursor that fetches its whole result at once and then serves it from memory."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, owner: BufferedConnection
    ) -> None:
        """Work on `connection`; `owner` is what SQLAlchemy sees as the connection."""
        self.connection = owner
        self.arraysize = 1
        self.rowcount = -1
        self.description: Sequence[Any] | None = None
        self._duckdb = connection
        self._rows: list[tuple[Any, ...]] = []

    def execute(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        """Run one statement and keep its rows."""
        if parameters:
            self._duckdb.execute(statement, parameters)
        else:
            self._duckdb.execute(statement)
        self.description = self._duckdb.description or None
        self._rows = self._duckdb.fetchall() if self.description else []

    def executemany(
        self, statement: str, parameters: Iterable[Any], context: Any = None
    ) -> None:
        """Run one statement once for each set of parameters."""
        self._duckdb.executemany(statement, list(parameters))
        self.description, self._rows = None, []

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next kept row, or None."""
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[tuple[Any, ...]]:
        """Return the next `size` kept rows."""
        count = self.arraysize if size is None else size
        taken, self._rows = self._rows[:count], self._rows[count:]
        return taken

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows not fetched yet."""
        taken, self._rows = self._rows, []
        return taken

    def close(self) -> None:
        """Forget the kept rows."""
        self._rows = []


class BufferedConnection(duckdb_engine.ConnectionWrapper):
    """A connection whose every cursor has a result of its own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Wrap an open DuckDB connection."""
        super().__init__(connection)
        self._duckdb = connection

    def cursor(self) -> Any:
        """Return a cursor that does not share its rows."""
        return BufferedCursor(self._duckdb, self)


class BufferedDialect(duckdb_engine.Dialect):
    """duckdb-engine's dialect with buffered cursors and DuckDB's own catalogue."""

    supports_statement_cache = False
    _columns: dict[tuple[str, str], list[Any]] | None = None

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin nothing: a file that is only read needs no transactions."""

    def do_commit(self, dbapi_connection: Any) -> None:
        """Keep nothing: see `do_begin`."""

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Take nothing back: see `do_begin`."""

    def connect(self, *arguments: Any, **options: Any) -> Any:
        """Open the file named in the URL."""
        database = Path(options["database"])
        config = dict(options.get("url_config", {})) | beside.settings(database)
        return BufferedConnection(duckdb.connect(str(database), config=config))

    def get_columns(
        self, connection: Any, table_name: str, schema: str | None = None, **_: Any
    ) -> list[Any]:
        """List the columns of a table or view, in order, with SQLAlchemy types.

        The catalogue is read once: each question about one table would read all of it.
        """
        if self._columns is None:
            self._columns = _columns_of(connection)
        found = self._columns.get((schema or "main", str(table_name)), ())
        return [dict(column) for column in found]

    def get_pk_constraint(
        self, connection: Any, table_name: str, schema: str | None = None, **_: Any
    ) -> Any:
        """Say that there is no declared primary key: dbt's tables have none."""
        return {"constrained_columns": [], "name": None}


def _columns_of(connection: Any) -> dict[tuple[str, str], list[Any]]:
    """Return the columns of every table and view by schema and name."""
    rows = connection.execute(
        sqlalchemy.text(
            "select schema_name, table_name, column_name, data_type, is_nullable"
            " from duckdb_columns() where not internal"
            " order by schema_name, table_name, column_index"
        )
    )
    columns: dict[tuple[str, str], list[Any]] = {}
    for schema, table, name, kind, nullable in rows:
        column = {"name": name, "type": _type_of(kind), "nullable": nullable, "default": None}
        columns.setdefault((schema, table), []).append(column)
    return columns


def _type_of(kind: str) -> Any:
    """Return the SQLAlchemy type for a DuckDB type name."""
    if kind.startswith("DECIMAL"):
        return sqlalchemy.Numeric()
    return _TYPES.get(kind, sqlalchemy.String)()


_TYPES: dict[str, Any] = {
    "TINYINT": sqlalchemy.SmallInteger,
    "SMALLINT": sqlalchemy.SmallInteger,
    "INTEGER": sqlalchemy.Integer,
    "BIGINT": sqlalchemy.BigInteger,
    "HUGEINT": sqlalchemy.Numeric,
    "BOOLEAN": sqlalchemy.Boolean,
    "DOUBLE": sqlalchemy.Float,
    "DATE": sqlalchemy.Date,
    "TIMESTAMP": sqlalchemy.DateTime,
}


def url_of(database: Path) -> str:
    """Return the SQLAlchemy URL under which the gate opens `database`, read-only."""
    registry.register("duckdb.buffered", __name__, "BufferedDialect")
    return f"{SCHEME}:///{database}?access_mode=READ_ONLY"

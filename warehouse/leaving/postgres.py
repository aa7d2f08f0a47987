"""The marts in a PostgreSQL database, for tools that speak to servers: Metabase, Superset.

All tables are replaced in one transaction: readers see the old rows or the new ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import sql

from warehouse.catalogue import MARTS
from warehouse.connection import Sandbox, first_line
from warehouse.errors import WarehouseError
from warehouse.render import json_text

SCHEMA = "marts"
_SCHEMA = sql.Identifier(SCHEMA)
_TYPES = {
    "VARCHAR": "text",
    "BOOLEAN": "boolean",
    "TINYINT": "smallint",
    "SMALLINT": "smallint",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "HUGEINT": "numeric(38, 0)",
    "FLOAT": "real",
    "DOUBLE": "double precision",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
}
_DECIMAL = re.compile(r"DECIMAL\(\d+,\d+\)")
_ABOUT = (
    "select c.column_name, c.data_type, c.comment, t.comment from duckdb_columns() as c"  # noqa: S608  our own text
    f" inner join {MARTS} as t on c.table_oid = t.table_oid"
    " and c.schema_oid = t.schema_oid and c.database_oid = t.database_oid"
    " where c.schema_name = 'marts' and c.table_name = ? order by c.column_index"
)


def load(sandbox: Sandbox, queries: Mapping[str, str], url: str) -> list[int]:
    """Replace marts in schema `marts` of the database at `url`, each by its query's rows.

    Returns the rows of each. Raises WarehouseError where the server cannot be reached or
    refuses; nothing is changed then.
    """
    try:
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            cursor.execute(sql.SQL("create schema if not exists {}").format(_SCHEMA))
            return [_table(sandbox, cursor, *one) for one in queries.items()]
    except psycopg.Error as error:
        raise WarehouseError("no_postgres", reason=first_line(error)) from error


def kind_of(duckdb_type: str) -> str:
    """Return the PostgreSQL type of a DuckDB type; what has none of its own is text."""
    if _DECIMAL.fullmatch(duckdb_type):
        return duckdb_type.replace("DECIMAL", "numeric")
    return _TYPES.get(duckdb_type, "text")


def _table(sandbox: Sandbox, cursor: psycopg.Cursor[Any], table: str, query: str) -> int:
    columns = sandbox.fetch(_ABOUT, [table]).rows
    name = sql.Identifier(SCHEMA, table)
    made = sql.SQL(", ").join(
        sql.SQL("{} " + kind_of(str(kind))).format(sql.Identifier(column))
        for column, kind, _, _ in columns
    )
    cursor.execute(sql.SQL("drop table if exists {}").format(name))
    cursor.execute(sql.SQL("create table {} ({})").format(name, made))
    about = columns[0][3] if columns else None
    if about:
        cursor.execute(sql.SQL("comment on table {} is {}").format(name, sql.Literal(about)))
    for column, _, comment, _ in columns:
        if comment:
            place = sql.Identifier(SCHEMA, table, column)
            cursor.execute(
                sql.SQL("comment on column {} is {}").format(place, sql.Literal(comment))
            )
    return _rows(sandbox, cursor, query, name)


def _rows(
    sandbox: Sandbox, cursor: psycopg.Cursor[Any], query: str, name: sql.Identifier
) -> int:
    count = 0
    with (
        sandbox.stream(query) as rows,
        cursor.copy(sql.SQL("copy {} from stdin").format(name)) as copy,
    ):
        for batch in rows.batches:
            for row in batch:
                copy.write_row([_value(cell) for cell in row])
            count += len(batch)
    return count


def _value(cell: object) -> object:
    """Return a cell as PostgreSQL takes it: lists as JSON text, no NUL in text."""
    if isinstance(cell, str):
        return cell.replace("\x00", "\ufffd")
    return json_text(cell) if isinstance(cell, list | tuple | dict) else cell

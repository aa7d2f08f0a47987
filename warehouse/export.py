"""Rows leaving the warehouse: query results and whole marts, as files or text.

Amounts leave exactly: decimals keep all their digits, in CSV and JSON as in Parquet.
"""
# ruff: noqa: S608  names of tables come from the catalogue, never from a user

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from warehouse import table
from warehouse.connection import Limits, Result, Sandbox, published, sandboxed
from warehouse.errors import UsageError, WarehouseError

QUERY_FORMATS = ("table", "csv", "json", "parquet")
EXPORT_FORMATS = ("csv", "parquet")
DICTIONARY_NAME = "data_dictionary.csv"
_EXPORT_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Exported:
    """One file of an export: the mart's name, its path and its row count."""

    table: str
    path: Path
    rows: int


def render(result: Result, form: str) -> str:
    """Return a result as text in `form`: table, csv or json, with a newline at its end."""
    if form == "csv":
        return to_csv(result)
    if form == "json":
        return to_json(result)
    return table.render(result.columns, result.types, result.rows) + "\n"


def to_csv(result: Result) -> str:
    """Return a result as CSV with a header line; NULL is an empty field."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_csv_text(value) for value in row] for row in result.rows)
    return buffer.getvalue()


def to_json(result: Result) -> str:
    """Return a result as a JSON list of objects, one a line; decimals are exact numbers."""
    names = [json.dumps(name, ensure_ascii=False) for name in result.columns]
    objects = [
        ", ".join(f"{name}: {json_text(value)}" for name, value in zip(names, row, strict=True))
        for row in result.rows
    ]
    return "[" + ",\n ".join(f"{{{content}}}" for content in objects) + "]\n"


def json_text(value: object) -> str:
    """Return a value of DuckDB's as JSON text: decimals digit by digit, dates in ISO 8601."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(json_text(item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(str(k), ensure_ascii=False)}: {json_text(v)}"
            for k, v in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(_plain_text(value), ensure_ascii=False)


def write_query(sandbox: Sandbox, query: str, form: str, out: Path) -> int | None:
    """Write the rows of `query` to `out` in `form` and return their number.

    The file appears whole or not at all. Raises QueryError, or WarehouseError where it cannot
    be written.
    """
    if form == "parquet":
        rows = sandbox.fetch_arrow(query)
        _replacing(out, lambda path: _write_parquet(rows, path))
        return int(rows.num_rows)
    result = sandbox.fetch(query)
    text = render(result, form)
    _replacing(out, lambda path: _write_text(text, path))
    return len(result.rows)


def export_marts(
    warehouse_dir: Path, folder: Path, form: str, tables: Sequence[str] = ()
) -> list[Exported]:
    """Write marts as files into `folder`, with a data dictionary; return what was written.

    `tables` names marts (none: all). Raises UsageError where one does not exist.
    """
    with sandboxed(published(warehouse_dir), Limits(seconds=_EXPORT_SECONDS)) as sandbox:
        marts = [str(row[0]) for row in sandbox.fetch(_MARTS).rows]
        unknown = [name for name in tables if name not in marts]
        if unknown:
            raise UsageError("unknown_table", tables=", ".join(unknown), known=", ".join(marts))
        _make_folder(folder)
        written = [_export(sandbox, folder, form, name) for name in tables or marts]
        write_query(sandbox, _dictionary(tables or marts), "csv", folder / DICTIONARY_NAME)
    return written


_MARTS = "select table_name from duckdb_tables() where schema_name = 'marts' order by 1"


def _export(sandbox: Sandbox, folder: Path, form: str, name: str) -> Exported:
    path = folder / f"{name}.{form}"
    rows = write_query(sandbox, f'from marts."{name}" order by all', form, path)
    return Exported(name, path, rows or 0)


def _dictionary(tables: Sequence[str]) -> str:
    names = ", ".join(f"'{name}'" for name in tables)
    return (  # the names are the catalogue's own
        "select c.table_name, t.comment as table_description, c.column_name, c.data_type,"
        " c.comment as column_description"
        " from duckdb_columns() as c inner join duckdb_tables() as t"
        " on c.table_oid = t.table_oid and c.schema_oid = t.schema_oid"
        " and c.database_oid = t.database_oid"
        f" where c.schema_name = 'marts' and c.table_name in ({names})"
        " order by c.table_name, c.column_index"
    )


def _csv_text(value: object) -> str:
    if isinstance(value, list | tuple | dict):
        return json_text(value)
    return table.cell_text(value)


def _plain_text(value: object) -> str:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if callable(isoformat) else str(value)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("cannot_write", folder=folder, reason=error.strerror) from error


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _write_parquet(rows: Any, path: Path) -> None:  # noqa: ANN401  pyarrow has no types
    from pyarrow import parquet  # type: ignore[import-untyped]

    parquet.write_table(rows, path)


def _replacing(out: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside `out`, then give it its name."""
    temporary = out.with_name(out.name + ".partial")
    try:
        write(temporary)
        temporary.replace(out)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise WarehouseError(
            "cannot_write", folder=out, reason=error.strerror or error
        ) from error

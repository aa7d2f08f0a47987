"""Rows leaving the warehouse: query results and whole marts, as files.

Amounts leave exactly: decimals keep all their digits, in CSV and JSON as in Parquet.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from warehouse.connection import Limits, Sandbox, published, sandboxed
from warehouse.errors import UsageError
from warehouse.leaving import files
from warehouse.leaving.exported import Exported, dictionary

QUERY_FORMATS = ("table", "csv", "json", "parquet", "xlsx")
EXPORT_FORMATS = ("csv", "parquet", "xlsx", "duckdb")
DICTIONARY_NAME = "data_dictionary.csv"
WORKBOOK_NAME = "mingzhang.xlsx"
DATABASE_NAME = "mingzhang.duckdb"
PARTITION = "fiscal_year"
SERVERS = ("postgres://", "postgresql://")
_EXPORT_SECONDS = 3600.0


def write_query(sandbox: Sandbox, query: str, form: str, out: Path) -> int:
    """Write the rows of `query` to `out` in `form` and return their number.

    The file appears whole or not at all. Raises QueryError, or WarehouseError where it cannot
    be written.
    """
    match form:
        case "parquet":
            return files.write_parquet(sandbox, query, out)
        case "xlsx":
            return sum(files.write_workbook(sandbox, [("rows", query)], out))
        case "json":
            return files.write_json(sandbox, query, out)
        case "csv":
            return files.write_csv(sandbox, query, out)
        case _:
            return _write_table(sandbox, query, out)


def _write_table(sandbox: Sandbox, query: str, out: Path) -> int:
    from warehouse import render

    result = sandbox.fetch(query)
    text = render.render(result, "table")

    def write(path: Path) -> int:
        path.write_text(text, encoding="utf-8", newline="")
        return len(result.rows)

    return files.replacing(out, write)


def export_marts(
    warehouse_dir: Path, folder: Path, form: str, tables: Sequence[str] = ()
) -> list[Exported]:
    """Write marts as files into `folder`, with their dictionary; return what was written.

    `tables` names marts (none: all). CSV and Parquet get a Frictionless descriptor beside
    them. Raises UsageError where a mart does not exist.
    """
    database = published(warehouse_dir)
    with sandboxed(database, Limits(seconds=_EXPORT_SECONDS)) as sandbox:
        chosen = chosen_marts(sandbox, tables)
        _make_folder(folder)
        written = _written(sandbox, database, folder, form, chosen)
        files.write_csv(sandbox, dictionary(chosen), folder / DICTIONARY_NAME)
        if form in ("csv", "parquet"):
            from warehouse.leaving import datapackage

            build_id = database.stem.removeprefix("warehouse-")
            datapackage.write(sandbox, build_id, written, folder, form)
    return written


def load_server(warehouse_dir: Path, url: str, tables: Sequence[str] = ()) -> list[Exported]:
    """Replace marts in the PostgreSQL database at `url`; return what was written.

    `tables` names marts (none: all). Raises UsageError where a mart does not exist or the
    package psycopg is not installed, WarehouseError where the server refuses.
    """
    try:
        from warehouse.leaving import postgres
    except ModuleNotFoundError as error:
        raise UsageError("no_psycopg", reason=error) from error
    with sandboxed(published(warehouse_dir), Limits(seconds=_EXPORT_SECONDS)) as sandbox:
        chosen = chosen_marts(sandbox, tables)
        counts = postgres.load(sandbox, chosen, url)
    places = (Path(f"{postgres.SCHEMA}.{one}") for one in chosen)
    return [Exported(*one) for one in zip(chosen, places, counts, strict=True)]


def chosen_marts(sandbox: Sandbox, tables: Sequence[str]) -> list[str]:
    """Return the marts named, or all. Raises UsageError for one that does not exist."""
    marts = [str(row[0]) for row in sandbox.fetch(_MARTS).rows]
    unknown = [name for name in tables if name not in marts]
    if unknown:
        raise UsageError("unknown_table", tables=", ".join(unknown), known=", ".join(marts))
    return list(tables) or marts


_MARTS = "select table_name from duckdb_tables() where schema_name = 'marts' order by 1"


def _written(
    sandbox: Sandbox, database: Path, folder: Path, form: str, tables: Sequence[str]
) -> list[Exported]:
    if form == "xlsx":
        path = folder / WORKBOOK_NAME
        queries = [("dictionary", dictionary(tables)), *((one, _rows(one)) for one in tables)]
        counts = files.write_workbook(sandbox, queries, path)[1:]
        return [Exported(one, path, rows) for one, rows in zip(tables, counts, strict=True)]
    if form == "duckdb":
        from warehouse.leaving import older

        path = folder / DATABASE_NAME
        counts = older.copy(database, tables, path)
        return [Exported(one, path, rows) for one, rows in zip(tables, counts, strict=True)]
    return [_export(sandbox, folder, form, name) for name in tables]


def _rows(name: str) -> str:
    return f'from marts."{name}" order by all'


def _export(sandbox: Sandbox, folder: Path, form: str, name: str) -> Exported:
    if form == "parquet" and _has_years(sandbox, name):
        path = folder / name
        return Exported(name, path, files.write_partitions(sandbox, name, PARTITION, path))
    path = folder / f"{name}.{form}"
    if form == "csv":
        rows = files.write_csv(sandbox, _rows(name), path, for_excel=True)
    else:
        rows = files.write_parquet(sandbox, _rows(name), path)
    return Exported(name, path, rows)


def _has_years(sandbox: Sandbox, name: str) -> bool:
    found = sandbox.fetch(
        "select 1 from duckdb_columns() where schema_name = 'marts'"
        " and table_name = ? and column_name = ?",
        [name, PARTITION],
    )
    return bool(found.rows)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("cannot_write", folder=folder, reason=error.strerror) from error

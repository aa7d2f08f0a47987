"""Rows leaving the warehouse: query results and whole marts, as files.

Amounts leave exactly: decimals keep all their digits, in CSV and JSON as in Parquet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from warehouse.catalogue import MARTS
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
    warehouse_dir: Path,
    folder: Path,
    form: str,
    tables: Sequence[str] = (),
    *,
    synthetic: bool = False,
) -> list[Exported]:
    """Write marts as files into `folder`, with their dictionary; return what was written.

    `tables` names marts (none: all); `synthetic` asks for the rows of synthetic documents
    instead of those of real ones. CSV and Parquet get a Frictionless descriptor beside them.
    Raises UsageError where a mart does not exist.
    """
    database = published(warehouse_dir)
    limits = Limits(seconds=_EXPORT_SECONDS)
    with sandboxed(database, limits, synthetic=synthetic) as sandbox:
        chosen = chosen_marts(sandbox, tables)
        _make_folder(folder)
        written = _written(sandbox, database, folder, form, rows_of(sandbox, chosen))
        files.write_csv(sandbox, dictionary(chosen), folder / DICTIONARY_NAME)
        if form in ("csv", "parquet"):
            from warehouse.leaving import datapackage

            build_id = database.stem.removeprefix("warehouse-")
            datapackage.write(sandbox, build_id, written, folder, form)
    return written


def load_server(
    warehouse_dir: Path, url: str, tables: Sequence[str] = (), *, synthetic: bool = False
) -> list[Exported]:
    """Replace marts in the PostgreSQL database at `url`; return what was written.

    `tables` names marts (none: all); `synthetic` asks for the rows of synthetic documents
    instead of those of real ones. Raises UsageError where a mart does not exist or the
    package psycopg is not installed, WarehouseError where the server refuses.
    """
    try:
        from warehouse.leaving import postgres
    except ModuleNotFoundError as error:
        raise UsageError("no_psycopg", reason=error) from error
    limits = Limits(seconds=_EXPORT_SECONDS)
    with sandboxed(published(warehouse_dir), limits, synthetic=synthetic) as sandbox:
        chosen = chosen_marts(sandbox, tables)
        counts = postgres.load(sandbox, rows_of(sandbox, chosen), url)
    places = (Path(f"{postgres.SCHEMA}.{one}") for one in chosen)
    return [Exported(*one) for one in zip(chosen, places, counts, strict=True)]


def chosen_marts(sandbox: Sandbox, tables: Sequence[str]) -> list[str]:
    """Return the marts named, or all. Raises UsageError for one that does not exist."""
    marts = [str(row[0]) for row in sandbox.fetch(_MARTS).rows]
    unknown = [name for name in tables if name not in marts]
    if unknown:
        raise UsageError("unknown_table", tables=", ".join(unknown), known=", ".join(marts))
    return list(tables) or marts


_MARTS = f"select table_name from {MARTS} order by 1"  # noqa: S608  our own text


def rows_of(sandbox: Sandbox, tables: Sequence[str]) -> dict[str, str]:
    """Return for each mart the query of its rows: of real documents, or of synthetic ones.

    A row is of the documents that it says it is of, or of those that its document, or the
    document of its receipt, is of. What is of no document (dimensions, code lists, lineages)
    stays whole: it holds no figures.
    """
    columns = {str(name): list(named) for name, named in sandbox.fetch(_COLUMNS).rows}
    told = "true" if sandbox.synthetic else "false"
    return {name: _rows(name, columns[name], told) for name in tables}


_COLUMNS = (
    "select table_name, list(column_name) from duckdb_columns()"
    " where schema_name = 'marts' group by all"
)
_OF_DOCUMENTS = "select document_id from marts.dim_documents where is_synthetic = "
_SIDES = {
    "is_synthetic": "is_synthetic = {told}",
    "document_id": f"document_id in ({_OF_DOCUMENTS}{{told}})",
    "new_document_id": f"new_document_id in ({_OF_DOCUMENTS}{{told}})",
    "receipt_id": (
        "receipt_id in (select receipt_id from marts.receipts"  # noqa: S608  no text of people
        f" where document_id in ({_OF_DOCUMENTS}{{told}}))"
    ),
}
"""Column: the condition by which it tells whether a row is of synthetic documents."""


def _rows(name: str, columns: Sequence[str], told: str) -> str:
    said = next((side for column, side in _SIDES.items() if column in columns), None)
    where = f" where {said.format(told=told)}" if said else ""
    return f'from marts."{name}"{where}'


def _written(
    sandbox: Sandbox, database: Path, folder: Path, form: str, rows: Mapping[str, str]
) -> list[Exported]:
    if form == "xlsx":
        path = folder / WORKBOOK_NAME
        queries = [("dictionary", dictionary([*rows]))]
        queries += [(name, f"{query} order by all") for name, query in rows.items()]
        counts = files.write_workbook(sandbox, queries, path)[1:]
        return [Exported(name, path, n) for name, n in zip(rows, counts, strict=True)]
    if form == "duckdb":
        from warehouse.leaving import older

        path = folder / DATABASE_NAME
        counts = older.copy(database, rows, path)
        return [Exported(name, path, n) for name, n in zip(rows, counts, strict=True)]
    return [_export(sandbox, folder, form, *one) for one in rows.items()]


def _export(sandbox: Sandbox, folder: Path, form: str, name: str, query: str) -> Exported:
    if form == "parquet" and _has_years(sandbox, name):
        path = folder / name
        return Exported(name, path, files.write_partitions(sandbox, query, PARTITION, path))
    path = folder / f"{name}.{form}"
    ordered = f"{query} order by all"
    if form == "csv":
        rows = files.write_csv(sandbox, ordered, path, for_excel=True)
    else:
        rows = files.write_parquet(sandbox, ordered, path)
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

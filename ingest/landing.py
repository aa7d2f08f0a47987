"""Records → Parquet landing files → schema `raw`.

A batch is a folder with one Parquet file a table, written aside and moved into place whole.
A document is known by its content and the extractor that read it: one that is landed with
the present extractor is never read again. The newest landing of a content is the one that
is loaded.
"""

import hashlib
import json
import shutil
import uuid
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from ingest.account import ACCOUNTS_FOLDER, Account, load_accounts
from ingest.errors import UsageError
from ingest.form import Form, load_forms
from ingest.identity_terms import identity_terms
from ingest.raw_tables import TABLES, Columns, RawRows, columns_of, no_rows

if TYPE_CHECKING:
    import duckdb

_INGEST = Path(__file__).parent


@cache
def extractor_version() -> str:
    """A fingerprint of the code and the forms that read documents.

    Accounts say what becomes of figures that were read: a changed one reads nothing again.
    """
    digest = hashlib.sha256()
    for path in sorted((*_INGEST.rglob("*.py"), *_INGEST.rglob("*.toml"))):
        if path.parent == ACCOUNTS_FOLDER:
            continue
        digest.update(path.relative_to(_INGEST).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def write_batch(warehouse_dir: Path, documents: Iterable[RawRows]) -> str:
    """Lands documents as one batch and returns its id; all of it is there, or nothing."""
    rows = no_rows()
    for document in documents:
        for name, found in document.items():
            rows[name].extend(found)
    now = datetime.now(UTC)
    batch = f"{now:%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:6]}"
    folder = warehouse_dir / "landing"
    aside = folder / f".{batch}"
    aside.mkdir(parents=True)
    landed_at = [now.replace(tzinfo=None)] * len(rows["documents"])
    rows["documents"].columns["landed_at"] = landed_at
    for name, frame in frames(rows).items():
        frame.write_parquet(aside / f"{name}.parquet")
    aside.rename(folder / batch)
    return batch


def frames(rows: RawRows) -> dict[str, pl.DataFrame]:
    """The landing tables of these rows; whatever does not fit its column is an error."""
    return {
        name: pl.DataFrame(found.columns, schema=dict(TABLES[name]))
        for name, found in rows.items()
    }


def batches(warehouse_dir: Path) -> list[Path]:
    """The landed batches, oldest first."""
    folder = warehouse_dir / "landing"
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def clear_unfinished(warehouse_dir: Path) -> None:
    """Removes what a killed build left half written."""
    for path in (warehouse_dir / "landing").glob(".*"):
        shutil.rmtree(path, ignore_errors=True)


def landed(warehouse_dir: Path) -> dict[str, str]:
    """The landed documents with the version of the extractor that last read each."""
    found: dict[str, str] = {}
    for batch in batches(warehouse_dir):
        frame = pl.read_parquet(
            batch / "documents.parquet", columns=["document_id", "extractor_version"]
        )
        found.update(dict(frame.iter_rows()))
    return found


def seen_in(warehouse_dir: Path) -> Path:
    """Where what was recognised on pictures of pages is kept, by the picture."""
    return warehouse_dir / "seen"


def originals_in(warehouse_dir: Path) -> Path:
    """Where documents whose pages receipts show are kept, by content."""
    return warehouse_dir / "originals"


def original(warehouse_dir: Path, document_id: str) -> bytes | None:
    """The kept content of a document; None where it is not kept."""
    try:
        return zlib.decompress((originals_in(warehouse_dir) / document_id).read_bytes())
    except (OSError, zlib.error):
        return None


def keep_original(folder: Path, document_id: str, data: bytes) -> None:
    """Keeps the content of a document for its receipts, compressed."""
    if not (folder / document_id).exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / f".{document_id}-{uuid.uuid4().hex}"
        aside.write_bytes(zlib.compress(data, 1))
        aside.rename(folder / document_id)


def keep(warehouse_dir: Path, document_id: str, data: bytes) -> None:
    """Keeps the content of a document that could not be read, for `replay`."""
    folder = warehouse_dir / "quarantine"
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{document_id}"
    aside.write_bytes(data)
    aside.rename(folder / document_id)


def kept(warehouse_dir: Path) -> Iterator[tuple[Path, str, str]]:
    """The kept contents with the file name and source path they were landed under."""
    names = {
        row["document_id"]: (row["file_name"], row["source_path"])
        for batch in batches(warehouse_dir)
        for row in pl.read_parquet(
            batch / "documents.parquet", columns=["document_id", "file_name", "source_path"]
        ).iter_rows(named=True)
    }
    for path in sorted((warehouse_dir / "quarantine").glob("[!.]*")):
        if path.name in names:
            yield (path, *names[path.name])


def withdraw(warehouse_dir: Path, identifiers: Sequence[str], reason: str) -> list[str]:
    """Takes documents, by id, id prefix or file name, out of the next builds.

    Returns the ids that were withdrawn; the reason is kept in `withdrawals.jsonl`, their
    originals are not.
    """
    known = [
        (row["document_id"], row["file_name"])
        for batch in batches(warehouse_dir)
        for row in pl.read_parquet(
            batch / "documents.parquet", columns=["document_id", "file_name"]
        ).iter_rows(named=True)
    ]
    chosen = sorted(
        {
            document_id
            for document_id, file_name in known
            for wanted in identifiers
            if wanted == file_name or (len(wanted) >= 8 and document_id.startswith(wanted))
        }
    )
    entries = [
        {
            "document_id": document_id,
            "reason": reason,
            "withdrawn_at": datetime.now(UTC).replace(tzinfo=None).isoformat(),
        }
        for document_id in chosen
    ]
    for document_id in chosen:
        (originals_in(warehouse_dir) / document_id).unlink(missing_ok=True)
    if entries:
        with _withdrawals(warehouse_dir).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(e, ensure_ascii=False) + "\n" for e in entries)
    return chosen


def _withdrawals(warehouse_dir: Path) -> Path:
    return warehouse_dir / "withdrawals.jsonl"


def load(connection: "duckdb.DuckDBPyConnection", warehouse_dir: Path) -> None:
    """Creates schema `raw` from the landed batches, without withdrawn documents.

    A batch that an older version landed has no rows of a table that it did not know, and
    nulls in columns that it did not know.
    """
    connection.execute("create schema if not exists raw")
    _load_withdrawals(connection, warehouse_dir)
    _load_named_documents(connection, warehouse_dir)
    landed_batches = batches(warehouse_dir)
    _choose_newest(connection, landed_batches)
    for name, columns in TABLES.items():
        _create_as(connection, name, pl.DataFrame(schema=dict(columns)))
        paths = [batch / f"{name}.parquet" for batch in landed_batches]
        files = [path.as_posix() for path in paths if path.exists()]
        if files:
            _load_table(connection, name, columns, files)
    _load_identities(connection, load_forms())
    _load_accounts(connection, load_accounts())


def _choose_newest(connection: "duckdb.DuckDBPyConnection", landed: list[Path]) -> None:
    """For each document not withdrawn, the batch that read it last, and its first landing."""
    connection.execute(
        "create table raw.newest (document_id varchar, batch varchar, landed_at timestamp)"
    )
    if not landed:
        return
    connection.execute(
        """
        insert into raw.newest by name
        select
            document_id,
            max(parse_filename(parse_dirpath(filename))) as batch,
            min(landed_at) as landed_at
        from read_parquet(?, filename = true)
        where document_id not in (select document_id from raw.withdrawals)
        group by document_id
        """,
        [[(batch / "documents.parquet").as_posix() for batch in landed]],
    )


def _load_table(
    connection: "duckdb.DuckDBPyConnection",
    name: str,
    columns: Columns,
    files: list[str],
) -> None:
    held = connection.execute(
        "describe select * from read_parquet(?, union_by_name = true)", [files]
    ).fetchall()
    known = {column for column, *_ in held}
    chosen = ", ".join(
        f"{'newest' if column == 'landed_at' else 'landed'}.{column}"
        for column in columns
        if column in known
    )
    connection.execute(
        f"""
        insert into raw.{name} by name
        select {chosen}
        from read_parquet(?, filename = true, union_by_name = true) as landed
        inner join raw.newest as newest
            on landed.document_id = newest.document_id
            and parse_filename(parse_dirpath(landed.filename)) = newest.batch
        """,  # noqa: S608  our own names
        [files],
    )


def _load_withdrawals(connection: "duckdb.DuckDBPyConnection", warehouse_dir: Path) -> None:
    connection.execute(
        "create table raw.withdrawals "
        "(document_id varchar, reason varchar, withdrawn_at timestamp)"
    )
    path = _withdrawals(warehouse_dir)
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        entry = json.loads(line)
        connection.execute(
            "insert into raw.withdrawals values (?, ?, ?)",
            [entry["document_id"], entry["reason"], entry["withdrawn_at"]],
        )


def _load_named_documents(connection: "duckdb.DuckDBPyConnection", warehouse_dir: Path) -> None:
    """Body and year of documents that do not say: `documents.csv` of the warehouse's folder.

    Raises UsageError where the file has not the columns of `data/reference/documents.csv`.
    """
    names = ("document", "department", "year", "reason")
    path = warehouse_dir / "documents.csv"
    try:
        rows = pl.read_csv(path, infer_schema=False).select(names) if path.exists() else None
    except pl.exceptions.PolarsError as error:
        raise UsageError(f"{path}: columns {', '.join(names)} expected") from error
    named = rows if rows is not None else pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    _create_as(connection, "named_documents", named)


def _load_identities(
    connection: "duckdb.DuckDBPyConnection", forms: Mapping[str, Form]
) -> None:
    """The forms' identities, a row a term, as the ledger reads them."""
    schema = columns_of(
        "form_id account_id phase identity_no identity_id axis span side term sign "
        "blank_is_zero is_optional",
        identity_no=pl.Int32,
        sign=pl.Int32,
        blank_is_zero=pl.Boolean,
        is_optional=pl.Boolean,
    )
    rows = list(identity_terms(forms))
    _create_as(connection, "identities", pl.DataFrame(rows, schema=dict(schema)))


def _load_accounts(
    connection: "duckdb.DuckDBPyConnection", accounts: Mapping[str, Account]
) -> None:
    """What becomes of the figures of an account: `raw.accounts` and `raw.account_routes`."""
    rows = [
        {
            "account_id": account.id,
            "codes": account.codes,
            "scope": account.scope,
            "lines": account.lines,
            "is_single": account.is_single,
            "precedence": account.order,
            "stands_beside": account.stands_beside,
            "is_told": account.is_told,
        }
        for account in accounts.values()
    ]
    schema = columns_of(
        "account_id codes scope lines is_single precedence stands_beside is_told",
        is_single=pl.Boolean,
        precedence=pl.Int32,
        stands_beside=pl.Boolean,
        is_told=pl.Boolean,
    )
    _create_as(connection, "accounts", pl.DataFrame(rows, schema=dict(schema)))
    routes = [
        {**asdict(route), "account_id": account.id, "parts": ",".join(route.parts) or None}
        for account in accounts.values()
        for route in account.routes
    ]
    schema = columns_of(
        "account_id row_key measure phase mart column_name item fund_source rule lines zeros "
        "is_once parts",
        is_once=pl.Boolean,
    )
    _create_as(connection, "account_routes", pl.DataFrame(routes, schema=dict(schema)))


def _create_as(connection: "duckdb.DuckDBPyConnection", name: str, rows: pl.DataFrame) -> None:
    connection.register("given", rows.to_arrow())
    connection.execute(f"create table raw.{name} as select * from given")  # noqa: S608  our own names
    connection.unregister("given")

"""Records → Parquet landing files → schema `raw`.

A batch is a folder with one Parquet file a table, written aside and moved into place whole.
A document is known by its content and the extractor that read it: one that is landed with
the present extractor is never read again. The newest landing of a content is the one that
is loaded.
"""

import csv
import decimal
import hashlib
import json
import shutil
import sys
import uuid
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from ingest import whole_file
from ingest.account import ACCOUNTS_FOLDER, Account, load_accounts
from ingest.errors import UsageError
from ingest.form import Form, load_forms
from ingest.identity_terms import identity_terms
from ingest.raw_tables import TABLES, Columns, RawRows, columns_of

if TYPE_CHECKING:
    import duckdb

BATCH_SIZE = 500
"""How many documents a batch has at most, but for one that is an archive's last."""

BATCH_BYTES = 64_000_000
"""How many bytes of Arrow a batch has at most, but for its last document."""

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


class Batch:
    """Documents that were read and are not landed yet, as Arrow; a process has one.

    `held` says of each document, by its id, whether it is quarantined.
    """

    def __init__(self) -> None:
        """No document yet."""
        _without_pandas()
        self.held: dict[str, bool] = {}
        self._parts: dict[str, list[pa.RecordBatch]] = defaultdict(list)
        self._bytes = 0

    def is_full(self) -> bool:
        """Whether it is time to land what is held."""
        return len(self.held) >= BATCH_SIZE or self._bytes >= BATCH_BYTES

    def add(self, rows: RawRows, *, is_quarantined: bool) -> None:
        """Holds a document; where a value does not fit its column, an error, and nothing."""
        made = arrow_tables(rows)
        self.held[rows["documents"][0]["document_id"]] = is_quarantined
        for name, part in made.items():
            parts = self._parts[name]
            if part.num_rows or not parts:
                parts.append(part)
                self._bytes += part.nbytes

    def write(self, warehouse_dir: Path) -> None:
        """Lands what is held as one batch: all of it is there, or nothing."""
        if not self.held:
            return
        now = datetime.now(UTC)
        batch = f"{now:%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:6]}"
        folder = warehouse_dir / "landing"
        aside = folder / f".{batch}"
        aside.mkdir(parents=True)
        landed_at = pa.repeat(pa.scalar(now.replace(tzinfo=None)), len(self.held))
        for name, parts in self._parts.items():
            table = pa.Table.from_batches(parts)
            if name == "documents":
                place = table.schema.get_field_index("landed_at")
                table = table.set_column(place, table.schema.field(place), landed_at)
            parquet.write_table(table, aside / f"{name}.parquet", compression="zstd")
        aside.rename(folder / batch)
        self.held.clear()
        self._parts.clear()
        self._bytes = 0


def arrow_tables(rows: RawRows) -> dict[str, pa.RecordBatch]:
    """The landing tables of a document's rows; what does not fit its column is an error."""
    return {
        name: pa.record_batch(
            [_array(found.columns[column], kind) for column, kind in TABLES[name].items()],
            _schema(name),
        )
        if found
        else _no_rows(name)
        for name, found in rows.items()
    }


@cache
def _without_pandas() -> None:
    """Lets pyarrow find no pandas where it looks for it, at the first column that it makes.

    Importing it takes longer than reading twenty documents, and no value here is of its kinds.
    """
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(hidden)


class _Hidden(MetaPathFinder):
    """Finds no pandas."""

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


@cache
def _schema(table: str) -> pa.Schema:
    return pa.schema(list(TABLES[table].items()))


@cache
def _no_rows(table: str) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], _schema(table))


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """A column; numbers of more decimals than it has are rounded, half to even."""
    try:
        return pa.array(values, kind)
    except pa.ArrowInvalid:
        if not pa.types.is_decimal(kind):
            raise
        last = Decimal(1).scaleb(-kind.scale)
        exact = decimal.Context(prec=kind.precision)
        return pa.array([v if v is None else exact.quantize(v, last) for v in values], kind)


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
        found.update(_documents_of(batch, "document_id", "extractor_version"))
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
        whole_file.write(folder / document_id, zlib.compress(data, 1))


def keep(warehouse_dir: Path, document_id: str, data: bytes) -> None:
    """Keeps the content of a document that could not be read, for `replay`."""
    whole_file.write(warehouse_dir / "quarantine" / document_id, data)


def kept(warehouse_dir: Path) -> Iterator[tuple[Path, str, str]]:
    """The kept contents with the file name and source path they were landed under."""
    names = {
        document_id: (file_name, source_path)
        for batch in batches(warehouse_dir)
        for document_id, file_name, source_path in _documents_of(
            batch, "document_id", "file_name", "source_path"
        )
    }
    for path in sorted((warehouse_dir / "quarantine").glob("[!.]*")):
        if path.name in names:
            yield (path, *names[path.name])


def _documents_of(batch: Path, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The documents of a batch, of each these columns."""
    # No threads: who reads is a fork of this process. `read_table` would import a second long.
    with parquet.ParquetFile(batch / "documents.parquet") as file:
        table = file.read(columns=list(columns), use_threads=False)
    return zip(*(table[column].to_pylist() for column in columns), strict=True)


def withdraw(warehouse_dir: Path, identifiers: Sequence[str], reason: str) -> list[str]:
    """Takes documents, by id, id prefix or file name, out of the next builds.

    Returns the ids that were withdrawn; the reason is kept in `withdrawals.jsonl`, their
    originals are not.
    """
    known = [
        names
        for batch in batches(warehouse_dir)
        for names in _documents_of(batch, "document_id", "file_name")
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


def load(
    connection: "duckdb.DuckDBPyConnection", warehouse_dir: Path, again: Sequence[str] = ()
) -> None:
    """Brings schema `raw` in line with the landed batches, without withdrawn documents.

    Where the schema is there already, rows of documents that were not landed or withdrawn since
    stay as they are, but for those of `again`, of which a build has changed rows. A batch that
    an older version landed has no rows of a table that it did not know, and nulls in columns
    that it did not know.
    """
    connection.execute("create schema if not exists raw")
    _load_withdrawals(connection, warehouse_dir)
    _load_named_documents(connection, warehouse_dir)
    landed_batches = batches(warehouse_dir)
    _choose_newest(connection, landed_batches, again)
    for name in sorted(TABLES, key=lambda name: name == "outcomes"):  # it has more that changed
        _load_table(connection, name, TABLES[name], landed_batches)
    _load_identities(connection, load_forms())
    _load_accounts(connection, load_accounts())


def _choose_newest(
    connection: "duckdb.DuckDBPyConnection", landed: list[Path], again: Sequence[str]
) -> None:
    """For each document not withdrawn, the batch that read it last, and its first landing.

    `changed` holds the documents whose rows are loaded, or taken away, `gone` those of them
    that have rows.
    """
    columns = "(document_id varchar, batch varchar, landed_at timestamp)"
    connection.execute(
        f"create table if not exists raw.newest {columns};"
        f"create or replace temp table newest_before as from raw.newest;"
        f"create or replace table raw.newest {columns}"
    )
    if landed:
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
    connection.execute(
        """
        create or replace temp table changed as
        select document_id from (
            (from raw.newest except from newest_before)
            union all (from newest_before except from raw.newest)
        )
        union select unnest(?::varchar[])
        """,
        [list(again)],
    )
    connection.execute(
        "create or replace temp table gone as select document_id from newest_before"
        " where document_id in (from changed)"
    )


def _load_table(
    connection: "duckdb.DuckDBPyConnection", name: str, columns: Columns, landed: list[Path]
) -> None:
    """Replaces the rows of documents that changed, or makes the table."""
    is_there = _count(
        connection, "duckdb_columns() where schema_name = 'raw' and table_name = ?", name
    )
    if not is_there:
        _create_as(connection, name, columns)
    elif name == "outcomes":  # what a build tells in them is not read
        told = "select distinct document_id from raw.outcomes where status = 'set_aside'"
        connection.execute(f"insert into changed {told}; insert into gone {told}")
    if is_there and _count(connection, "gone"):
        connection.execute(f"delete from raw.{name} where document_id in (from gone)")  # noqa: S608  our own names
    found = connection.execute(
        "select distinct batch from raw.newest where document_id in (from changed)"
    ).fetchall()
    read = {batch for (batch,) in found}
    paths = [batch / f"{name}.parquet" for batch in landed if batch.name in read]
    files = [path.as_posix() for path in paths if path.exists()]
    if not files:
        return
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
        where newest.document_id in (from changed)
        """,  # noqa: S608  our own names
        [files],
    )


def _count(connection: "duckdb.DuckDBPyConnection", rows: str, *values: str) -> int:
    query = f"select count(*) from {rows}"  # noqa: S608  our own words
    return sum(number for (number,) in connection.execute(query, list(values)).fetchall())


def _load_withdrawals(connection: "duckdb.DuckDBPyConnection", warehouse_dir: Path) -> None:
    connection.execute(
        "create or replace table raw.withdrawals "
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
    rows: list[dict[str, str | None]] = []
    if path.exists():
        wrong = UsageError(f"{path}: columns {', '.join(names)} expected")
        with path.open(encoding="utf-8-sig", newline="") as file:
            try:
                read = csv.DictReader(file, strict=True)
                if not {*names} <= {*(read.fieldnames or ())}:
                    raise wrong
                rows = [{name: row[name] or None for name in names} for row in read]
            except (csv.Error, UnicodeDecodeError) as error:
                raise wrong from error
    _create_as(connection, "named_documents", columns_of(" ".join(names)), rows)


def _load_identities(
    connection: "duckdb.DuckDBPyConnection", forms: Mapping[str, Form]
) -> None:
    """The forms' identities, a row a term, as the ledger reads them."""
    schema = columns_of(
        "form_id account_id phase identity_no identity_id axis span side term sign "
        "blank_is_zero is_optional",
        identity_no=pa.int32(),
        sign=pa.int32(),
        blank_is_zero=pa.bool_(),
        is_optional=pa.bool_(),
    )
    rows = list(identity_terms(forms))
    _create_as(connection, "identities", schema, rows)


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
        is_single=pa.bool_(),
        precedence=pa.int32(),
        stands_beside=pa.bool_(),
        is_told=pa.bool_(),
    )
    _create_as(connection, "accounts", schema, rows)
    routes = [
        {**asdict(route), "account_id": account.id, "parts": ",".join(route.parts) or None}
        for account in accounts.values()
        for route in account.routes
    ]
    schema = columns_of(
        "account_id row_key measure phase mart column_name item fund_source rule lines zeros "
        "is_once parts",
        is_once=pa.bool_(),
    )
    _create_as(connection, "account_routes", schema, routes)


def _create_as(
    connection: "duckdb.DuckDBPyConnection",
    name: str,
    columns: Columns,
    rows: Sequence[Mapping[str, Any]] = (),
) -> None:
    _without_pandas()
    given = pa.Table.from_pylist(list(rows), pa.schema(list(columns.items())))
    connection.register("given", given)
    connection.execute(f"create or replace table raw.{name} as select * from given")  # noqa: S608  our own names
    connection.unregister("given")

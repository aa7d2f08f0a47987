"""Reading the published warehouse: found by CURRENT, opened read-only, shut in, closed soon.

Dashboards, reports and the command line come through here, so that no reader ever holds a file
which a build wants to replace, and no query can leave the file it was given.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from mingzhang import beside, working_folder
from warehouse.errors import NothingPublishedError, QueryError

WAREHOUSE_VARIABLE = "MINGZHANG_WAREHOUSE"
LINK_NAME = "current.duckdb"
POINTER_NAME = "CURRENT"
BATCH = 10_000
_ASKING = frozenset(
    {
        duckdb.StatementType.CREATE,  # of temporary things
        duckdb.StatementType.SELECT,
        duckdb.StatementType.SET,
        duckdb.StatementType.PRAGMA,
        duckdb.StatementType.CALL,
    }
)
_PIVOT = re.compile(r"\s*(pivot|from|select|with)\b", re.IGNORECASE)
"""How a pivot begins that is not part of something else; DuckDB makes statements of it."""
# No comments: they nest, and what stands behind them has to be what DuckDB explains.
_EXPLAIN = re.compile(r"\s*explain(\s+analyze)?(\s*\([\w\s,]*\))?\s", re.IGNORECASE)

# One configuration for every reader: DuckDB shares an opened file within a process, and refuses
# a second opening under other settings.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "memory_limit": "2GB",
    "max_temp_directory_size": "0B",
    "threads": min(4, os.cpu_count() or 1),
    "lock_configuration": True,
}
_LAST = ("enable_external_access", "lock_configuration")
"""What shuts a reader in; said after what may be read all the same."""
_IS_OPEN = "select current_setting('enable_external_access')"
_OPENING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use: seconds by the clock, rows returned, schemas (None: all)."""

    seconds: float = 60.0
    rows: int | None = None
    schemas: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a query, with the names and DuckDB types of its columns.

    `truncated` is true where the row limit cut the rows off.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a query that is still being read, in batches of at most `BATCH`."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    batches: Iterator[list[tuple[Any, ...]]]


def default_warehouse() -> Path:
    """Return the folder MINGZHANG_WAREHOUSE names, else that of the checkout or of here."""
    named = os.environ.get(WAREHOUSE_VARIABLE)
    return Path(named) if named else working_folder("warehouse")


def current_file(warehouse_dir: Path) -> Path | None:
    """Return the real path of the newest published file, or None.

    The text file CURRENT decides; where it is missing or names a lost file, the link does.
    """
    pointer = warehouse_dir / POINTER_NAME
    if pointer.is_file():
        name = pointer.read_text(encoding="utf-8").strip()
        if name and Path(name).name == name and (warehouse_dir / name).is_file():
            return (warehouse_dir / name).resolve()
    link = warehouse_dir / LINK_NAME
    return link.resolve() if link.is_file() else None


def published(warehouse_dir: Path) -> Path:
    """Return the real path of the newest published file.

    Raises NothingPublishedError where nothing was published yet.
    """
    found = current_file(warehouse_dir)
    if found is None:
        raise NothingPublishedError("nothing_published", folder=warehouse_dir)
    return found


@contextmanager
def reading(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open `database` read-only and shut in, for the length of the `with` block.

    `database` is the resolved path of a published file. Give the block one query or a few: keep
    no connection between a reader's actions.
    """
    try:
        connection = _opened(database)
    except duckdb.Error as error:
        raise QueryError("cannot_open", file=database, reason=first_line(error)) from error
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def writing(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open `database`, which a build is making, with the marts that lie beside it."""
    with duckdb.connect(str(database), config=dict(beside.settings(database))) as connection:
        yield connection


def _opened(database: Path) -> duckdb.DuckDBPyConnection:
    """Open a published file; of other files, those of its marts alone may be read."""
    if not (home := beside.settings(database)):
        return duckdb.connect(str(database), read_only=True, config=_SETTINGS)
    settings = {name: value for name, value in _SETTINGS.items() if name not in _LAST} | home
    folders = [str(beside.folder(database)), *home.values()]
    with _OPENING:  # the next reader must not find it half shut
        connection = duckdb.connect(str(database), read_only=True, config=settings)
        if connection.execute(_IS_OPEN).fetchone() == (True,):
            connection.execute("set allowed_directories = ?", [folders])
            connection.execute("set parquet_metadata_cache = true")  # nobody changes a file
            for name in _LAST:
                connection.execute(f"set {name} = {_SETTINGS[name]}")
    return connection


class Sandbox:
    """Runs queries that people typed, within limits, on one read-only connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, limits: Limits) -> None:
        """Work on `connection`, which `sandboxed` opened."""
        self._connection = connection
        self._limits = limits
        self.synthetic = False

    def fetch(self, query: str, parameters: Sequence[Any] = ()) -> Result:
        """Return the rows of `query`, at most `limits.rows` of them.

        Raises QueryError where the query fails, is refused or outlives `limits.seconds`.
        """
        with self._timed():
            self._refuse_other_schemas(query)
            self._execute(query, parameters)
            description = self._connection.description or []
            rows, truncated = self._rows()
        columns = tuple(str(column[0]) for column in description)
        types = tuple(str(column[1]) for column in description)
        return Result(columns, types, rows, truncated)

    def fetch_arrow(self, query: str, parameters: Sequence[Any] = ()) -> Any:  # noqa: ANN401
        """Return the whole result of `query` as an Arrow table, DECIMALs kept."""
        _refuse_empty(query)
        with self._timed():
            self._refuse_writing(query)
            relation = self._connection.sql(query, params=list(parameters) or None)
            return relation.to_arrow_table()

    @contextmanager
    def stream(self, query: str) -> Iterator[Rows]:
        """Give the rows of `query` in batches, while the block lasts and its time allows."""
        with self._timed():
            self._execute(query, ())
            description = self._connection.description or []
            columns = tuple(str(column[0]) for column in description)
            types = tuple(str(column[1]) for column in description)
            yield Rows(columns, types, self._batches())

    def _batches(self) -> Iterator[list[tuple[Any, ...]]]:
        while self._connection.description and (rows := self._connection.fetchmany(BATCH)):
            yield rows

    @contextmanager
    def stream_arrow(self, query: str) -> Iterator[Any]:
        """Give the rows of `query` as an Arrow reader of batches, DECIMALs kept."""
        _refuse_empty(query)
        with self._timed():
            self._refuse_writing(query)
            yield self._connection.sql(query).to_arrow_reader(BATCH)

    def _refuse_other_schemas(self, query: str) -> None:
        """Views and table functions count as the tables that they read in the end."""
        allowed = self._limits.schemas
        if allowed is None:
            return
        for statement in self._connection.extract_statements(query):
            for name in self._connection.get_table_names(statement.query, qualified=True):
                schema = name.split(".")[-2] if "." in name else ""
                if schema.strip('"').lower() not in allowed:
                    raise QueryError(
                        "query_schema", table=name, schemas=", ".join(sorted(allowed))
                    )

    def _refuse_writing(self, query: str) -> None:
        """Let through what only asks: DuckDB keeps some paths open that `copy` could write to.

        They are its own beside the file, and those of marts that lie there.
        """
        for statement in self._connection.extract_statements(query):
            explained = _EXPLAIN.match(statement.query)
            is_pivot = statement.type == duckdb.StatementType.MULTI
            if explained and (is_pivot or statement.type == duckdb.StatementType.EXPLAIN):
                self._refuse_writing(statement.query[explained.end() :])
            elif not (_PIVOT.match(statement.query) if is_pivot else statement.type in _ASKING):
                raise QueryError("query_writes")

    def _execute(self, query: str, parameters: Sequence[Any]) -> None:
        _refuse_empty(query)
        self._refuse_writing(query)
        if parameters:
            self._connection.execute(query, list(parameters))
        else:
            self._connection.execute(query)

    def _rows(self) -> tuple[list[tuple[Any, ...]], bool]:
        if not self._connection.description:
            return [], False
        if self._limits.rows is None:
            return self._connection.fetchall(), False
        rows = self._connection.fetchmany(self._limits.rows + 1)
        return rows[: self._limits.rows], len(rows) > self._limits.rows

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """Interrupt what runs in the block once the time is over, its fetching included."""
        expired = threading.Event()

        def interrupt() -> None:
            expired.set()
            self._connection.interrupt()

        timer = threading.Timer(self._limits.seconds, interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        except duckdb.Error as error:
            if expired.is_set():
                raise QueryError(
                    "query_timeout", seconds=f"{self._limits.seconds:g}"
                ) from error
            raise QueryError("query_failed", reason=str(error).strip()) from error
        finally:
            timer.cancel()


@contextmanager
def sandboxed(
    database: Path, limits: Limits | None = None, *, synthetic: bool = False
) -> Iterator[Sandbox]:
    """Open `database` for queries that people typed.

    Read-only, without files, network, extensions or changes of settings, and within `limits`.
    Queries that tell real documents from synthetic ones read the variable `synthetic`.
    """
    with reading(database) as connection:
        box = Sandbox(connection, limits or Limits())
        box.synthetic = is_about_synthetic(connection, asked=synthetic)
        connection.execute(f"set variable synthetic = {box.synthetic}")
        yield box


def is_about_synthetic(connection: duckdb.DuckDBPyConnection, *, asked: bool) -> bool:
    """Tell whether an answer is about synthetic documents: where asked, or all of them are.

    Real and synthetic ones never stand in one sum; where there are no real ones, there is
    nothing to mix them with.
    """
    if asked:
        return True
    try:
        found = connection.execute(
            "select coalesce(bool_and(is_synthetic), false) from marts.dim_documents"
        ).fetchone()
    except duckdb.CatalogException:
        return False
    return bool(found and found[0])


def _refuse_empty(query: str) -> None:
    if not query.strip().strip(";").strip():
        raise QueryError("query_empty")


def first_line(error: BaseException) -> str:
    """Return the first line of an error's text."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__

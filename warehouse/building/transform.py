"""The models' step of a build: one dbt run inside this process, quiet and offline.

dbt is imported here and nowhere else, inside the function that needs it: it takes seconds. Its
logs and what it remembers of the models lie in the warehouse's folder.
"""
# ruff: noqa: ANN401  dbt's events and results have no types to name

from __future__ import annotations

import gc
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from mingzhang import FILES
from warehouse.errors import TransformError

DATABASE_VARIABLE = "MINGZHANG_DATABASE"
LOG_FOLDER = "logs"
TARGET_FOLDER = "target"

_BUILD_ONLY_MODELS = (
    "build",
    *("--exclude-resource-type", "test"),
    *("--exclude-resource-type", "unit_test"),
)
_parsed: dict[str, Any] = {}
"""The models as dbt parsed them, by the database that their names begin with.

It is the longest part of a small build, and done once in a process.
"""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Transformed:
    """What dbt built: the number of models and of reference tables."""

    models: int
    seeds: int


def run(database: Path, warehouse_dir: Path, progress: Progress | None = None) -> Transformed:
    """Build reference tables and models in `database`; leave no connection to it open.

    `progress` is told (finished, all, name) as nodes finish. Raises TransformError with dbt's
    own words.
    """
    _offline(database)
    outcome = _invoke(database.stem, warehouse_dir, progress)
    results = getattr(outcome.result, "results", [])
    failures = [result for result in results if str(result.status) in ("error", "fail")]
    if failures or not outcome.success:
        raise TransformError("transform_failed", reason="\n".join(map(_failure, failures)))
    _describe(database, [result.node for result in results])
    kinds = [str(result.node.resource_type) for result in results]
    return Transformed(models=kinds.count("model"), seeds=kinds.count("seed"))


def _invoke(name: str, warehouse_dir: Path, progress: Progress | None) -> Any:
    """Run dbt in this process and return its outcome; let through interrupts that it hides."""
    gc.disable()  # a million small objects that all stay: looking for garbage is waste
    try:
        from dbt.cli.main import dbtRunner

        with warnings.catch_warnings(), _interruptible():
            warnings.simplefilter("ignore")
            if name not in _parsed:
                parsed = _checked(dbtRunner().invoke(_arguments(warehouse_dir, "parse")))
                _parsed[name] = parsed.result
            callbacks = [_listener(progress)] if progress else []
            runner = dbtRunner(manifest=_parsed[name], callbacks=callbacks)
            return _checked(runner.invoke(_arguments(warehouse_dir, *_BUILD_ONLY_MODELS)))
    finally:
        _close_connections()
        gc.enable()


def _checked(outcome: Any) -> Any:
    """Return dbt's outcome; raise TransformError, with dbt's words, where it could not run."""
    if outcome.exception is not None:
        raise TransformError("transform_failed", reason=str(outcome.exception).strip())
    return outcome


@contextmanager
def _interruptible() -> Iterator[None]:
    """Raise KeyboardInterrupt at the end of a block that swallowed one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    seen = threading.Event()

    def interrupt(*_: object) -> None:
        seen.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if seen.is_set():
            raise KeyboardInterrupt


def _arguments(warehouse_dir: Path, *command: str) -> list[str]:
    folder = warehouse_dir.resolve()
    quiet = "--quiet --no-print --no-use-colors --no-write-json --log-level none"
    return [
        *quiet.split(),
        *("--log-level-file", "info", "--log-path", str(folder / LOG_FOLDER)),
        *command,
        *("--project-dir", str(FILES), "--profiles-dir", str(FILES)),
        *("--target-path", str(folder / TARGET_FOLDER)),
    ]


def _offline(database: Path) -> None:
    os.environ[DATABASE_VARIABLE] = str(database.resolve())
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"


def _listener(progress: Progress) -> Callable[[Any], None]:
    """Return a dbt callback that passes finished nodes on to `progress`."""

    def listen(event: Any) -> None:
        if event.info.name in ("LogModelResult", "LogSeedResult"):
            name = getattr(event.data.node_info, "node_name", "")
            progress(int(event.data.index), int(event.data.total), str(name))

    return listen


def _describe(database: Path, nodes: list[Any]) -> None:
    """Write the models' descriptions into the file, for whoever asks it what a column means.

    dbt's own way (persist_docs) takes a second for it, a statement at a time.
    """
    statements = [
        statement
        for node in nodes
        if node.resource_type == "model" and node.schema == "marts"
        for statement in _comments(f'{node.schema}."{node.alias}"', node)
    ]
    with duckdb.connect(str(database)) as connection:
        connection.execute(";\n".join(["begin", *statements, "commit"]))


def _comments(table: str, node: Any) -> Iterator[str]:
    yield f"comment on table {table} is {_literal(node.description)}"
    for name, column in node.columns.items():
        if column.description:
            yield f'comment on column {table}."{name}" is {_literal(column.description)}'


def _literal(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def _failure(result: Any) -> str:
    message = str(result.message or result.status).strip()
    return f"{result.node.name}: {message}"


def _close_connections() -> None:
    """Release the file: dbt keeps its connection, and with it the write lock, until told."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    manager: Any = DuckDBConnectionManager
    manager.close_all_connections()

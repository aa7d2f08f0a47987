"""How a plan is made: dbt loads the reference tables and compiles the models, out of sight.

It is given what runs, and no tests, which it would only parse. dbt is imported here and nowhere
else, inside the function that needs it: it takes seconds.
"""
# ruff: noqa: ANN401  dbt's events and results have no types to name
# ruff: noqa: S608  names and queries come from the models, never from a user

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from warehouse.building.descriptions import ENGLISH, Row, rows, said
from warehouse.errors import TransformError

DATABASE_VARIABLE = "MINGZHANG_DATABASE"
DATABASE = "warehouse"
"""What statements call the file that is built."""
SCRATCH = "scratch"
"""What they call the database of what leads to the marts, and is not published."""

_FILES = ("dbt_project.yml", "profiles.yml")
_FOLDERS = ("models", "macros", "data/reference")
_SUFFIXES = frozenset({".sql", ".yml", ".csv"})
_NOT_RUN = frozenset({"data_tests", "exposures"})
_SCRATCHED = frozenset({"staging", "intermediate"})


def make(plan: Path, log_folder: Path, project: Path) -> None:
    """Write the plan of `project` to the file `plan`, whole or not at all."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        view = Path(folder)
        _copy_what_runs(project, view)
        compiling = view / f"{DATABASE}.duckdb"  # names in statements begin with its stem
        seeds, models = _run_dbt(view, compiling, log_folder.resolve())
        with duckdb.connect(str(compiling)) as connection:
            _write_steps(connection, seeds, models, rows(view / ENGLISH))
        moving = plan.with_suffix(f".{os.getpid()}.moving")
        plan.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(compiling, moving)
        moving.replace(plan)


def sources(project: Path) -> Iterator[Path]:
    """Give the files of `project` that a plan is made from, in order."""
    yield from (project / name for name in _FILES)
    for folder in _FOLDERS:
        for path in sorted((project / folder).rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                yield path


def _copy_what_runs(project: Path, view: Path) -> None:
    """Copy the project without its tests and exposures, which dbt would only parse."""
    for path in sources(project):
        copy = view / path.relative_to(project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".yml":
            copy.write_text(_without_tests(path.read_text("utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(path, copy)


def _without_tests(text: str) -> str:
    import yaml

    loaded = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  safe both
    return str(yaml.safe_dump(_pruned(loaded), allow_unicode=True, sort_keys=False))


def _pruned(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _pruned(held) for key, held in value.items() if key not in _NOT_RUN}
    if isinstance(value, list):
        return [_pruned(held) for held in value]
    return value


def _run_dbt(view: Path, database: Path, log_folder: Path) -> tuple[list[Any], list[Any]]:
    """Load the seeds into `database`, and return seeds and compiled models in dbt's order."""
    with _environment(database):
        gc.disable()  # a million small objects that all stay: looking for garbage is waste
        try:
            from dbt.cli.main import dbtRunner

            with warnings.catch_warnings(), _interruptible():
                warnings.simplefilter("ignore")
                options = _options(view, log_folder)
                manifest = _checked(dbtRunner().invoke(["parse", *options])).result
                runner = dbtRunner(manifest=manifest)
                seeds = _checked(runner.invoke(["seed", *options])).result.results
                words = ["compile", "--select", "resource_type:model", "--threads", "1"]
                compiled = _checked(runner.invoke([*words, "--no-introspect", *options]))
                return (
                    [result.node for result in seeds],
                    [result.node for result in compiled.result.results],
                )
        finally:
            _close_connections()
            gc.enable()


def _options(view: Path, log_folder: Path) -> list[str]:
    quiet = "--quiet --no-print --no-use-colors --no-write-json --log-level none"
    return [
        *quiet.split(),
        *("--log-level-file", "info", "--log-path", str(log_folder)),
        *("--project-dir", str(view), "--profiles-dir", str(view)),
        *("--target-path", str(view / "target")),
    ]


@contextmanager
def _environment(database: Path) -> Iterator[None]:
    """Name the database to dbt, and keep dbt offline, while the block lasts."""
    wanted = {
        DATABASE_VARIABLE: str(database),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _checked(outcome: Any) -> Any:
    """Return dbt's outcome; raise TransformError, with dbt's words, where it failed."""
    if outcome.exception is not None:
        raise TransformError("transform_failed", reason=str(outcome.exception).strip())
    if not outcome.success:
        failed = [
            f"{result.node.name}: {str(result.message or result.status).strip()}"
            for result in outcome.result.results
            if str(result.status) in ("error", "fail")
        ]
        raise TransformError("transform_failed", reason="\n".join(failed))
    return outcome


@contextmanager
def _interruptible() -> Iterator[None]:
    """Raise KeyboardInterrupt at the end of a block that swallowed one, as dbt does."""
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


def _close_connections() -> None:
    """Release the file: dbt keeps its connection, and with it the write lock, until told."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    manager: Any = DuckDBConnectionManager
    manager.close_all_connections()


def _write_steps(
    connection: duckdb.DuckDBPyConnection,
    seeds: list[Any],
    models: list[Any],
    described: list[Row],
) -> None:
    """Write `steps`: what is done for each seed and model, in order, and its comments."""
    homes = {node.relation_name: _home(node) for node in (*seeds, *models)}
    connection.execute("""
        create table steps (
            step_no integer, kind varchar, name varchar, schema_path varchar,
            statement varchar, comments varchar, query varchar, is_of_documents boolean
        )
    """)
    for step_no, node in enumerate((*seeds, *models), start=1):
        table = homes[node.relation_name]
        query = _query(node, homes)
        connection.execute(
            "insert into steps values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                step_no,
                str(node.resource_type),
                node.name,
                table.rpartition(".")[0],
                _statement(node, table, query),
                ";\n".join(_comments(table, node, described)),
                query,
                node.config.meta.get("unit") == "document",
            ],
        )


def _home(node: Any) -> str:
    """Return the full name of the node's table: published, or scratch."""
    is_scratch = node.schema in _SCRATCHED
    return f'"{SCRATCH if is_scratch else DATABASE}"."{node.schema}"."{node.alias}"'


def _query(node: Any, homes: Mapping[str, str]) -> str:
    """Return what the node's table holds, as a query over the homes of others."""
    if str(node.resource_type) == "seed":
        return f'from plan."{node.schema}"."{node.alias}"'
    query = str(node.compiled_code)
    for name, home in homes.items():
        query = query.replace(name, home)
    return query


def _statement(node: Any, table: str, query: str) -> str:
    """Return what builds the node's table: what dbt's materialisations do, in one statement."""
    if str(node.resource_type) == "seed":
        return f"create table {table} as {query}"
    if node.config.materialized == "view":
        return f"create view {table} as (\n{query}\n)"
    if not node.contract.enforced:
        return f"create table {table} as (\n{query}\n)"
    columns = [(f'"{name}"', column.data_type) for name, column in node.columns.items()]
    described = ", ".join(f"{name} {data_type}" for name, data_type in columns)
    names = ", ".join(name for name, _ in columns)
    return (
        f"create table {table} ({described});\n"
        f"insert into {table} ({names}) select {names} from (\n{query}\n)"
    )


def _comments(table: str, node: Any, described: list[Row]) -> Iterator[str]:
    """Give the statements that write a mart's descriptions into the file, for whoever asks.

    dbt's own way (persist_docs) takes a second for it, a statement at a time.
    """
    if node.schema != "marts":
        return
    yield f"comment on table {table} is {_literal(node.description)}"
    for name, column in node.columns.items():
        if text := column.description or said(described, node.name, name):
            yield f'comment on column {table}."{name}" is {_literal(text)}'


def _literal(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"

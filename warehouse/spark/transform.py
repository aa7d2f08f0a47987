"""The models' step of a build on Spark: the same plan as on one machine, in Spark's SQL.

Schema `raw` and the reference tables go to Parquet in a folder that all machines see, each
model is run in dbt's order and kept there, and the marts come home into the build's file.
"""
# ruff: noqa: S608  names come from the plan, never from a user

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from warehouse.building import compiling, transform
from warehouse.building.plan import Step
from warehouse.building.transform import Progress, Transformed, literal
from warehouse.spark import dialect

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StructType

_SMALL = 1 << 18
"""Bytes of Parquet that Spark is given by value."""

FOLDER = "spark"
"""In the warehouse's folder, while a build runs: what Spark is given and what it makes."""

PARTS = "parts"
"""In it: parts of models that are run by themselves."""


def run(
    session: SparkSession, database: Path, warehouse_dir: Path, progress: Progress | None = None
) -> Transformed:
    """Build reference tables and models of `database` on Spark, as `transform.run` does here.

    `progress` is told (finished, all, name). Raises TransformError with the engine's words.
    """
    with (
        _folder(warehouse_dir) as folder,
        transform.attached(database, warehouse_dir) as connection,
    ):
        steps = transform.steps_of(connection)
        seeds = [step for step in steps if step.kind == "seed"]
        for seed in seeds:
            transform.fill(connection, seed, seed.statement)
        _give(session, connection, folder, seeds)
        for done, step in enumerate(steps, start=1):
            if step.kind == "model":
                _run(session, step, folder)
                _bring_home(connection, step, folder)
            if progress:
                progress(done, len(steps), step.name)
    return transform.transformed(steps)


@contextmanager
def _folder(warehouse_dir: Path) -> Iterator[Path]:
    folder = warehouse_dir.absolute() / FOLDER
    shutil.rmtree(folder, ignore_errors=True)  # of a build that was killed
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give(
    session: SparkSession,
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    seeds: Sequence[Step],
) -> None:
    """Let Spark see `raw` and the reference tables."""
    raw = connection.execute(
        "select table_name from information_schema.tables"
        f" where table_catalog = '{compiling.DATABASE}' and table_schema = 'raw'"
    ).fetchall()
    given = [("raw", table) for (table,) in raw] + [("reference", seed.name) for seed in seeds]
    for schema, table in given:
        path = folder / schema / f"{table}.parquet"
        path.parent.mkdir(exist_ok=True)
        connection.execute(
            f"copy {compiling.DATABASE}.{schema}.{table} to {literal(path)} (format parquet)"
        )
        _show(session, dialect.view_name(schema, table), path)


def _run(session: SparkSession, model: Step, folder: Path) -> None:
    """Run a model; its table is kept as Parquet, so that none is computed twice."""
    from pyspark.errors import PySparkException

    view = dialect.view_name(_schema(model), model.name)
    try:
        query = dialect.query(
            model.name, model.statement, lambda part: session.sql(part).columns
        )
        for name, part in query.parts:
            _keep(session, name, part, folder / PARTS / name)
        if _is_view(model):
            session.sql(query.text).createOrReplaceTempView(view)
        else:
            _keep(session, view, query.text, _made(model, folder))
    except (PySparkException, dialect.NotPortableError) as error:
        raise transform.failed(model, str(error).splitlines()[0]) from error


def _keep(session: SparkSession, view: str, query: str, path: Path) -> None:
    """Run a query, keep its rows as Parquet, and let others read them under a name."""
    made = session.sql(query)
    made.write.parquet(str(path))
    _show(session, view, path, made.schema)


def _show(
    session: SparkSession, view: str, path: Path, schema: StructType | None = None
) -> None:
    """Let models read under a name what is kept as Parquet.

    Few rows are given by value and in one piece: to list and open files for each of the many
    places that name such a table, and to bring its rows together, takes longer than to read it.
    """
    if _bytes(path) <= _SMALL:
        from pyarrow import parquet  # type: ignore[import-untyped]

        frame = session.createDataFrame(parquet.read_table(path), schema).coalesce(1)
    else:
        reader = session.read if schema is None else session.read.schema(schema)
        frame = reader.parquet(str(path))
    frame.createOrReplaceTempView(view)


def _bytes(path: Path) -> int:
    files = path.glob("*.parquet") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)


def _bring_home(connection: duckdb.DuckDBPyConnection, model: Step, folder: Path) -> None:
    """Fill a mart of the warehouse's file with what Spark made, types as promised."""
    if not model.schema_path.startswith(f'"{compiling.DATABASE}".'):
        return  # it leads to the marts, and is not published
    statement = model.statement
    if not _is_view(model):
        create, _, filling = statement.partition(";\ninsert into")
        if not filling:
            raise transform.failed(model, "a mart needs a contract")
        table = f'{model.schema_path}."{model.name}"'
        parts = literal(_made(model, folder) / "*.parquet")
        made = f"from read_parquet({parts})"
        statement = f"{create};\ninsert into {table} by name {made}"
    transform.fill(connection, model, statement)


def _schema(step: Step) -> str:
    return step.schema_path.rpartition(".")[2].strip('"')


def _is_view(step: Step) -> bool:
    return step.statement.startswith("create view")


def _made(step: Step, folder: Path) -> Path:
    return folder / _schema(step) / step.name

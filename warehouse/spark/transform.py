"""The models' step of a build on Spark: the same plan as on one machine, in Spark's SQL.

Schema `raw` and the reference tables go to Parquet in a folder that all machines see, and each
model is run in dbt's order and kept there. A mart is kept beside the build's file, parted by
fiscal year and province where it has them, and the file shows it: see `mingzhang.beside`.
"""
# ruff: noqa: S608  names come from the plan, never from a user

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from mingzhang import beside
from warehouse.building import compiling, transform
from warehouse.building.plan import Step
from warehouse.building.transform import Progress, Transformed, literal
from warehouse.spark import dialect

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

_SMALL = 1 << 18
"""Bytes of Parquet that Spark is given by value."""

FOLDER = "spark"
"""In the warehouse's folder, while a build runs: what Spark is given and what it makes."""

PARTS = "parts"
"""In it: parts of models that are run by themselves."""

YEAR, REGION, PROVINCE = "fiscal_year", "region_code", "province_code"
"""A mart with the first two is parted by the year and by the code of the region's province."""


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
        marts = beside.folder(database)
        shutil.rmtree(marts, ignore_errors=True)  # of a round before
        connection.execute(f"set {beside.HOME} = {literal(beside.home(database))}")
        steps = transform.steps_of(connection)
        seeds = [step for step in steps if step.kind == "seed"]
        for seed in seeds:
            transform.fill(connection, seed, seed.statement)
        _give(session, connection, folder, seeds)
        for done, step in enumerate(steps, start=1):
            if step.kind == "model":
                path = (marts if _is_mart(step) else folder / _schema(step)) / step.name
                _run(session, step, folder, path)
                if _is_mart(step):
                    transform.fill(connection, step, _shown(step, path))
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


def _run(session: SparkSession, model: Step, folder: Path, path: Path) -> None:
    """Run a model; its table is kept as Parquet, in `path`, so that none is computed twice."""
    from pyspark.errors import PySparkException

    view = dialect.view_name(_schema(model), model.name)
    try:
        query = dialect.query(
            model.name, model.statement, lambda part: session.sql(part).columns
        )
        for name, part in query.parts:
            _keep(session, name, session.sql(part), folder / PARTS / name)
        if _is_view(model):
            session.sql(query.text).createOrReplaceTempView(view)
        else:
            made = session.sql(query.text)
            promised = dialect.contract(model.statement)
            types = {name: kind.sql("spark") for name, kind in promised.items()}
            if types:
                made = made.selectExpr(
                    *(f"cast(`{name}` as {kind}) as `{name}`" for name, kind in types.items())
                )
            _keep(session, view, made, path, _parted_by(types))
    except (PySparkException, dialect.NotPortableError) as error:
        raise transform.failed(model, str(error).splitlines()[0]) from error


def _keep(
    session: SparkSession,
    view: str,
    made: DataFrame,
    path: Path,
    parted_by: Sequence[str] = (),
) -> None:
    """Run a query, keep its rows as Parquet, and let others read them under a name."""
    rows = made
    if PROVINCE in parted_by:
        rows = rows.selectExpr("*", f"substr({REGION}, 1, 2) || '0000' as {PROVINCE}")
    if parted_by:
        rows = rows.hint("rebalance", *parted_by)  # a file a folder, or a few where it is large
    rows.write.parquet(str(path), partitionBy=list(parted_by))
    _show(session, view, path, made.schema)


def _show(
    session: SparkSession, view: str, path: Path, schema: StructType | None = None
) -> None:
    """Let models read under a name what is kept as Parquet.

    Few rows are given by value and in one piece: to list and open files for each of the many
    places that name such a table, and to bring its rows together, takes longer than to read it.
    """
    if _bytes(path) <= _SMALL:
        frame = session.createDataFrame(_rows(path, schema), schema).coalesce(1)
    elif schema is None:
        frame = session.read.parquet(str(path))
    else:  # folders name more than the rows have
        frame = session.read.schema(schema).parquet(str(path)).select(schema.names)
    frame.createOrReplaceTempView(view)


def _rows(path: Path, schema: StructType | None) -> pa.Table:
    """Read what is kept, with the columns that its folders name."""
    import pyarrow as pa
    from pyarrow import dataset
    from pyspark.sql.pandas.types import to_arrow_schema

    named = pa.schema([(YEAR, pa.int32()), (PROVINCE, pa.string())])
    folders = dataset.partitioning(named, flavor="hive")
    promised = None if schema is None else to_arrow_schema(schema)
    return dataset.dataset(path, promised, partitioning=folders).to_table()


def _bytes(path: Path) -> int:
    files = path.rglob("*.parquet") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)


def _parted_by(columns: Collection[str]) -> tuple[str, ...]:
    """Return the columns that name the folders of a mart with these columns."""
    if YEAR not in columns:
        return ()
    return (YEAR, PROVINCE) if REGION in columns else (YEAR,)


def _shown(model: Step, path: Path) -> str:
    """Return the statement of the view that shows a mart, with the types that it promises."""
    if _is_view(model):
        return model.statement
    promised = dialect.contract(model.statement)
    if not promised:
        raise transform.failed(model, "a mart needs a contract")
    types = {name: kind.sql("duckdb") for name, kind in promised.items()}
    return beside.view(f'{model.schema_path}."{model.name}"', types, path)


def _is_mart(step: Step) -> bool:
    """Tell whether it is published; what is not leads to the marts."""
    return step.schema_path.startswith(f'"{compiling.DATABASE}".')


def _schema(step: Step) -> str:
    return step.schema_path.rpartition(".")[2].strip('"')


def _is_view(step: Step) -> bool:
    return step.statement.startswith("create view")

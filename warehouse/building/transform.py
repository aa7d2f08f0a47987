"""The models' step of a build: the statements that dbt compiled, run on the build's file.

What leads to the marts is built in memory, without the work of packing it for a file that
would be thrown away; what the engine may not hold of it goes to disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import duckdb

from warehouse.building import compiling, kept, lanes, memory, plan
from warehouse.building.plan import Step
from warehouse.errors import TransformError

LOG_FOLDER = "logs"
PLANS_FOLDER = "plans"
"""Where plans are kept if the user's cache cannot be written."""

MANY = 300
"""Documents of whose rows a step alone takes both cores, and of two steps the memory."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Transformed:
    """What was built: the number of models and of reference tables."""

    models: int
    seeds: int


def run(database: Path, warehouse_dir: Path, progress: Progress | None = None) -> Transformed:
    """Build reference tables and models in `database`; leave no connection to it open.

    `progress` is told (finished, all, name) as they finish. Raises TransformError with the
    engine's words, or dbt's where it makes the plan.
    """
    with attached(database, warehouse_dir) as connection:
        steps = steps_of(connection)
        for schema in {step.schema_path for step in steps}:  # two steps would make one at once
            connection.execute(f"create schema if not exists {schema}")
        with (
            _beside(connection) as beside,
            kept.opened(connection, warehouse_dir, steps) as documents,
        ):
            waiting = SimpleQueue[duckdb.DuckDBPyConnection]()
            for own in beside:
                waiting.put(own)

            def act(step: Step) -> None:
                if step.is_of_documents:  # what is kept has tables of its own connection
                    fill(connection, step, _made_by(documents, step))
                    return
                own = waiting.get()
                fill(own, step, step.statement)
                waiting.put(own)

            def at_once() -> int:
                is_much = documents.is_all and documents.count > MANY
                return 1 if is_much else lanes.MOST

            def stop() -> None:
                for own in (connection, *beside):
                    own.interrupt()

            done = lanes.run(steps, act, at_once, stop)
            for number, step in enumerate(done, start=1):
                if progress:
                    progress(number, len(steps), step.name)
    return transformed(steps)


@contextmanager
def _beside(
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """Open as many connections to the same files as steps run at once."""
    with ExitStack() as opened:
        yield [opened.enter_context(connection.cursor()) for _ in range(lanes.MOST)]


def _made_by(documents: kept.Kept, step: Step) -> str:
    """Return the statement of a step of documents, over the rows that are kept."""
    try:
        return documents.statement(step)
    except duckdb.Error as error:
        raise failed(step, str(error)) from error


def steps_of(connection: duckdb.DuckDBPyConnection) -> list[Step]:
    """Return the steps of the attached plan, in the order in which they run."""
    rows = connection.execute(
        "select name, schema_path, statement, comments, kind, query, is_of_documents"
        " from plan.steps order by step_no"
    ).fetchall()
    return [Step(*row) for row in rows]


def fill(connection: duckdb.DuckDBPyConnection, step: Step, statement: str) -> None:
    """Make the table or view of `step` by `statement`; raise TransformError if that fails."""
    try:
        connection.execute(f"create schema if not exists {step.schema_path}")
        connection.execute(statement)
        connection.execute(f"begin;\n{step.comments};\ncommit" if step.comments else "")
    except duckdb.Error as error:
        raise failed(step, str(error)) from error


def failed(step: Step, words: str) -> TransformError:
    """Return the error that a step did not run, with the engine's words."""
    return TransformError("transform_failed", reason=f"{step.name}: {words.strip()}")


def transformed(steps: Sequence[Step]) -> Transformed:
    """Count what was built."""
    seeds = sum(step.kind == "seed" for step in steps)
    return Transformed(models=len(steps) - seeds, seeds=seeds)


@contextmanager
def attached(database: Path, warehouse_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build's file, the plan and room for steps under the names that a plan uses."""
    ready = plan.ready(warehouse_dir / PLANS_FOLDER, warehouse_dir / LOG_FOLDER)
    with duckdb.connect() as connection:
        memory.bound(connection)
        connection.execute(f"set temp_directory = {literal(f'{database}.tmp')}")
        connection.execute(f"attach {literal(ready)} as plan (read_only)")
        connection.execute(f"attach ':memory:' as {compiling.SCRATCH}")
        connection.execute(f"attach {literal(database)} as {compiling.DATABASE}")
        yield connection


def literal(path: Path | str) -> str:
    """Return a path as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"

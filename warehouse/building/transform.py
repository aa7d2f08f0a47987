"""The models' step of a build: the statements that dbt compiled, run on the build's file.

What leads to the marts is built in a file of its own, which is thrown away: see `plan`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.building import compiling, plan
from warehouse.errors import TransformError

LOG_FOLDER = "logs"
PLANS_FOLDER = "plans"
"""Where plans are kept if the user's cache cannot be written."""

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
    ready = plan.ready(warehouse_dir / PLANS_FOLDER, warehouse_dir / LOG_FOLDER)
    with _attached(database, ready) as connection:
        steps = connection.execute(
            "select name, schema_path, statement, comments from plan.steps order by step_no"
        ).fetchall()
        for done, (name, schema, statement, comments) in enumerate(steps, start=1):
            try:
                connection.execute(f"create schema if not exists {schema}")
                connection.execute(statement)
                connection.execute(f"begin;\n{comments};\ncommit" if comments else "")
            except duckdb.Error as error:
                reason = f"{name}: {str(error).strip()}"
                raise TransformError("transform_failed", reason=reason) from error
            if progress:
                progress(done, len(steps), name)
        kinds = dict(
            connection.execute("select kind, count(*) from plan.steps group by all").fetchall()
        )
    return Transformed(models=kinds["model"], seeds=kinds["seed"])


@contextmanager
def _attached(database: Path, ready: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build's file, the plan and a scratch file under the names that a plan uses."""
    scratch = database.with_name(f"{database.stem}.scratch")
    scratch.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        try:
            connection.execute(f"set temp_directory = {_literal(f'{database}.tmp')}")
            connection.execute(f"attach {_literal(ready)} as plan (read_only)")
            connection.execute(f"attach {_literal(scratch)} as {compiling.SCRATCH}")
            connection.execute(f"attach {_literal(database)} as {compiling.DATABASE}")
            yield connection
        finally:
            connection.close()
            scratch.unlink(missing_ok=True)
            scratch.with_name(f"{scratch.name}.wal").unlink(missing_ok=True)


def _literal(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"

"""Which models depend on single documents, and what they cost.

`python -m benchmarks.document_models`

Lands generated documents, runs the models on each half of them and on both, and compares: where
the rows of both are those of the halves together, nothing of what these documents print crosses
from one to another. That is a measure on documents like these and no proof. Prints the share of
the processor time that such models take, and the models that cross documents by their own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from corpus.generate import generate, request_of
from ingest import landing, pipeline
from ingest.raw_tables import TABLES
from warehouse.building import transform

_DOCUMENTS = 100
_SEED = 34
_SHOWN = 20
_HALVES = {"first": "n % 2 = 0", "second": "n % 2 = 1", "both": "true"}


@dataclass(frozen=True, slots=True)
class Made:
    """What a model made: seconds of processor time, rows, and the sum of their hashes."""

    seconds: float
    rows: int
    hashes: int


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=_DOCUMENTS, help="how many")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        generate(
            request_of(options.documents, _SEED, ["txt"], "none", 0.0, "2021-2023"),
            folder / "corpus",
        )
        pipeline.land([folder / "corpus" / "documents"], folder)
        first, second, both = (_models(folder, rule) for rule in _HALVES.values())
    crossing = {
        name: one
        for name, one in both.items()
        if (one.rows, one.hashes)
        != (first[name].rows + second[name].rows, first[name].hashes + second[name].hashes)
    }
    total = sum(one.seconds for one in both.values())
    spent = sum(one.seconds for one in crossing.values())
    print(f"{len(both) - len(crossing)} models of single documents: {1 - spent / total:.0%}")
    print(f"{len(crossing)} across documents: {spent / total:.0%}")
    slowest = sorted(crossing.items(), key=lambda item: -item[1].seconds)
    for name, one in slowest[:_SHOWN]:
        print(f"  {name:<36} {one.seconds / total:6.1%} {one.rows:>8} rows")
    return 0


def _models(folder: Path, rule: str) -> Mapping[str, Made]:
    """What each model makes of the documents whose number, by their contents, obeys a rule."""
    database = folder / "models.duckdb"
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        landing.load(connection, folder)
        connection.execute(
            "create temp table numbered as"
            " select document_id, row_number() over (order by document_id) as n"
            " from raw.documents"
        )
        for table in TABLES:
            connection.execute(
                f"delete from raw.{table} where document_id not in"  # noqa: S608  our own names
                f" (select document_id from numbered where {rule})"
            )
    found: dict[str, Made] = {}
    with transform.attached(database, folder) as connection:
        for step in transform.steps_of(connection):
            started = time.process_time()
            transform.fill(connection, step, step.statement)
            seconds = time.process_time() - started
            if step.kind != "seed":
                found[step.name] = Made(seconds, *_rows(connection, step))
    return found


def _rows(connection: duckdb.DuckDBPyConnection, step: transform.Step) -> tuple[int, int]:
    table = f"{step.schema_path}.{step.name}"
    query = f"select count(*), coalesce(sum(hash(made)::hugeint), 0) from {table} as made"  # noqa: S608  our own names
    counted = connection.execute(query).fetchone()
    return (int(counted[0]), int(counted[1])) if counted else (0, 0)


if __name__ == "__main__":
    sys.exit(main())

"""Which models depend on single documents, and what the models cost.

`python -m benchmarks.document_models`

Lands generated documents and runs the models on all of them. Then each model of which rows
name their document is run again on the documents of half of the departments, given what its
tables say of these and nothing of the others: it gives their rows again where nothing crosses
from one to another. Prints what share of the processor time models of documents take (`unit:
document`), which others gave their rows again, and the costliest of the rest. That is a measure
on documents like these and no proof.
"""
# ruff: noqa: S608  names and queries come from the plan

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from corpus.generate import generate, request_of
from ingest import landing, pipeline
from warehouse.building import transform
from warehouse.building.kept import NAME, NOT_GIVEN
from warehouse.building.plan import Step

_DOCUMENTS = 100
_SEED = 34
_SHOWN = 20
_HALF = """
    select document_id from scratch.intermediate.int_documents_ranked
    where ascii(coalesce(department_key, document_id)) % 2 = 0
"""


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
        database = folder / "models.duckdb"
        with duckdb.connect(str(database)) as connection:
            landing.load(connection, folder)
        with transform.attached(database, folder) as connection:
            _measure(connection)
    return 0


def _measure(connection: duckdb.DuckDBPyConnection) -> None:
    steps = transform.steps_of(connection)
    seconds: dict[str, float] = {}
    for step in steps:
        started = time.process_time()
        transform.fill(connection, step, step.statement)
        seconds[step.name] = time.process_time() - started
    total = sum(seconds.values())
    of_documents = {step.name for step in steps if step.is_of_documents}
    alike = {step.name for step in _alike(connection, steps)}
    print(f"{len(of_documents)} models of documents: {_share(of_documents, seconds):.0%}")
    others = alike - of_documents
    print(f"{len(others)} more gave the same rows: {_share(others, seconds):.0%}")
    rest = seconds.keys() - of_documents
    print(f"{len(rest)} of all documents: {_share(rest, seconds):.0%}")
    for name in sorted(rest, key=lambda name: -seconds[name])[:_SHOWN]:
        told = "the same rows" if name in alike else ""
        print(f"  {name:<36} {seconds[name] / total:6.1%} {told}")


def _share(names: set[str], seconds: Mapping[str, float]) -> float:
    return sum(seconds[name] for name in names) / sum(seconds.values())


def _alike(connection: duckdb.DuckDBPyConnection, steps: list[Step]) -> Iterator[Step]:
    """Give the models that make of half of the documents what they made of all."""
    columns: dict[tuple[str, str, str], list[str]] = {}
    for database, schema, table, column in connection.execute(
        "select database_name, schema_name, table_name, column_name from duckdb_columns()"
        " where database_name in ('warehouse', 'scratch') order by column_index"
    ).fetchall():
        columns.setdefault((database, schema, table), []).append(column)
    connection.execute(f"attach ':memory:' as half; create temp table chosen as {_HALF}")
    for (database, schema, table), names in columns.items():
        kept = ", ".join(f'"{name}"' for name in names if name not in NOT_GIVEN)
        rule = "where document_id in (from chosen)" if "document_id" in names else ""
        connection.execute(f'create schema if not exists half."{schema}"')
        connection.execute(
            f'create view half."{schema}"."{table}" as'
            f' select {kept} from {database}."{schema}"."{table}" {rule}'
        )
    for step in steps:
        database, schema = (part.strip('"') for part in step.schema_path.split("."))
        names = columns[database, schema, step.name]
        if step.kind == "seed" or "document_id" not in names:
            continue
        listed = ", ".join(f'"{name}"' for name in names)
        halved = NAME.sub(r'half."\1"."\2"', step.query)
        of_all = f"select {listed} from {step.schema_path}.{step.name}"
        try:
            connection.execute(
                f"create or replace temp table again as select {listed} from ({halved}\n)"
            )
        except duckdb.BinderException:  # it asks how documents stand among all
            continue
        differing = connection.execute(
            f"with before as ({of_all} where document_id in (from chosen))"
            " (from before except all from again) union all"
            " (from again except all from before) limit 1"
        ).fetchall()
        if not differing:
            yield step


if __name__ == "__main__":
    sys.exit(main())

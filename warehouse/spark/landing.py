"""Documents are read in the tasks of a cluster, which land what they read for themselves.

A task is given files by their names and writes a batch of the landing, as a build on one
machine does: every machine sees the documents and the warehouse's folder under the same paths.
A task that Spark runs again, because its machine was lost, lands its documents once more; the
newest landing of a document is the one that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

from ingest import pipeline
from ingest.landing import BATCH_SIZE
from ingest.pace import Reached
from ingest.pipeline import Progress
from ingest.sources import Entry

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ENTRIES = "path string, file_name string, source_path string"
_DONE = "files bigint"


def lander(session: SparkSession) -> pipeline.Lander:
    """Return what lands entries on the cluster of `session`."""
    return partial(_land, session)


def _land(
    session: SparkSession,
    entries: Sequence[Entry],
    warehouse_dir: Path,
    progress: Progress | None = None,
    *,
    keep: bool = True,
) -> None:
    tasks = max(session.sparkContext.defaultParallelism, -(-len(entries) // BATCH_SIZE))
    rows = [(str(entry.path), entry.file_name, entry.source_path) for entry in entries]
    frame = session.createDataFrame(rows, _ENTRIES).repartition(min(tasks, len(rows)))
    done = 0
    for part in frame.mapInArrow(_task(warehouse_dir.absolute(), keep=keep), _DONE).collect():
        done += part.files
        if progress:
            progress(Reached(done, len(entries)))


def _task(
    warehouse_dir: Path, *, keep: bool
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return the function of a task: Arrow batches of entries in, counts of files out."""

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        entries = [
            Entry(Path(row["path"]), row["file_name"], row["source_path"])
            for batch in batches
            for row in batch.to_pylist()
        ]
        pipeline.land_here(entries, warehouse_dir, keep=keep)
        yield pa.RecordBatch.from_pydict({"files": [len(entries)]})

    return run

"""What a build costs, in one command: `python -m benchmarks.performance`.

Writes `docs/performance.json` and `docs/performance.md`: for mixed documents (text, xlsx, docx
and HTML alike) seconds of processor time, seconds by the clock and peak memory of each step, in
a process of its own; beside them, for the same files, what cannot be done without (hashing, the
formats' bare libraries) and what people would use instead. Then by format how many times the
bare library's time a document takes, how much of a documents' folder becomes how much of a
warehouse, and how each step grows. Seconds are this machine's, and ratios compare.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "performance.md"
SAMPLES = PROJECT / "data" / "documents"
FORMATS = "txt,xlsx,docx,html"
SIZES = "100,1000"
PDFS = 10
_SEED = 18
_TELL = """
import json, resource, sys, time
from pathlib import Path
def told(act):
    act()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = [one.ru_utime + one.ru_stime for one in used]
    print(json.dumps([*seconds, max(one.ru_maxrss for one in used) / 1000]))
files = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
"""
_READ = """
from ingest import pipeline
told(lambda: pipeline.land([Path(sys.argv[1])], Path(sys.argv[2])))
"""
_COMMAND = """
from warehouse import cli
def run():
    if cli.main([*sys.argv[3:], "--warehouse", sys.argv[2]]):
        sys.exit("the command failed")
told(run)
"""
_LOAD = """
import sys
from pathlib import Path
import duckdb
from ingest import landing
with duckdb.connect(sys.argv[1]) as connection:
    landing.load(connection, Path(sys.argv[2]))
"""
_PLAIN_SQL = """
from warehouse.building import transform
def run():
    with transform.attached(Path(sys.argv[2]), Path(sys.argv[3])) as connection:
        for step in transform.steps_of(connection):
            connection.execute(f"create schema if not exists {step.schema_path}")
            connection.execute(step.statement)
told(run)
"""
_HASH = """
import hashlib
told(lambda: [hashlib.sha256(path.read_bytes()).digest() for path in files])
"""
_BARE = """
from benchmarks.bare import BARE
def read():
    for path in files:
        if path.suffix[1:] in BARE:
            BARE[path.suffix[1:]](path.read_bytes())
told(read)
"""
_DUCKDB = """
import duckdb
def read():
    for path in (path for path in files if path.suffix == ".txt"):
        options = "all_varchar = true, header = false, delim = '\\t', null_padding = true"
        query = f"from read_csv(?, {options}, strict_mode = false, ignore_errors = true)"
        duckdb.execute(query, [str(path)]).fetchall()
told(read)
"""
_PANDAS = """
import pandas
def read():
    for path in (path for path in files if path.suffix == ".xlsx"):
        pandas.read_excel(path, sheet_name=None, header=None, engine="calamine")
told(read)
"""
_OF_FORMATS = """
import json, sys, time
from collections import defaultdict
from pathlib import Path
from benchmarks.bare import BARE
from ingest import readers
from ingest.errors import DocumentError
from ingest.reading import read_document
def text_of(data):
    try:
        readers.read(data)
    except DocumentError:
        pass
steps = {}
files = [path for path in sorted(Path(sys.argv[1]).rglob("*")) if path.suffix[1:] in BARE]
for path in files:  # what is loaded once is not counted
    steps.setdefault(path.suffix, path)
for path in steps.values():
    BARE[path.suffix[1:]](path.read_bytes())
    read_document(path.read_bytes(), "first", "first")
spent = defaultdict(lambda: [0, 0.0, 0.0, 0.0])
for path in files:
    data, own = path.read_bytes(), spent[path.suffix[1:]]
    own[0] += 1
    whole = lambda data: read_document(data, path.name, path.name)
    for step, act in enumerate((BARE[path.suffix[1:]], text_of, whole), start=1):
        started = time.process_time()
        act(data)
        own[step] += time.process_time() - started
print(json.dumps(spent))
"""
_SIZES = """
import json, sys
from pathlib import Path
import duckdb
from warehouse.connection import current_file
def size(folder, pattern="**/*"):
    return sum(path.stat().st_size for path in Path(folder).glob(pattern) if path.is_file())
file = current_file(Path(sys.argv[2]))
with duckdb.connect(str(file), read_only=True) as connection:
    rows = dict.fromkeys(("raw", "marts"), 0)
    for schema, count in connection.execute(
        "select schema_name, sum(estimated_size) from duckdb_tables() group by all"
    ).fetchall():
        rows[schema] = int(count)
print(json.dumps({
    "documents": size(sys.argv[1]), "landing": size(sys.argv[2], "landing/**/*.parquet"),
    "file": file.stat().st_size, "raw rows": rows["raw"], "mart rows": rows["marts"],
}))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step cost on so many documents.

    `seconds` of processor time, `own` those of the process that starts the others alone, which
    more of them do not share; `memory` in MB, of the largest process.
    """

    documents: int
    step: str
    seconds: float
    own: float
    clock: float
    memory: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Costs, by format (count, seconds bare, of its text, whole), and sizes by documents."""

    costs: Sequence[Cost]
    formats: Mapping[str, Sequence[float]]
    sizes: Mapping[int, Mapping[str, int]]


def main() -> int:
    """Measure, and write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--documents", default=SIZES, help="how many, by commas: 100,1000,10000"
    )
    parser.add_argument(
        "--published", type=Path, help="a folder of published documents, read as well"
    )
    options = parser.parse_args()
    sizes = [int(size) for size in options.documents.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(Path(folder), sizes, options.published)
    made = f"{datetime.now(UTC):%Y-%m-%d}"
    said = {"made": made, "cores": os.cpu_count(), **asdict(measured)}
    PAGE.with_suffix(".json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(measured, made), encoding="utf-8")
    return 0


def measure(folder: Path, sizes: Sequence[int], published: Path | None) -> Measured:
    """Every cost, told as it is known."""
    costs: list[Cost] = []
    held: dict[int, Mapping[str, int]] = {}

    def keep(some: Iterator[Cost]) -> None:
        for cost in some:
            print(f"{cost.documents:>6} {cost.step:<44} {cost.seconds:8.1f} s", flush=True)
            costs.append(cost)

    keep(_of_samples(folder / "samples"))
    for size in sizes:
        place = folder / str(size)
        keep(_costs(place, size))
        made = _said(_SIZES, place / "corpus" / "documents", place / "warehouse")
        held[size] = json.loads(made)
    pdfs = _corpus(folder / "pdf" / "corpus", PDFS, _SEED, "pdf")
    keep(_of_pages(folder / "pdf", pdfs, "generated"))
    formats = _formats(folder / str(sizes[0]) / "corpus" / "documents", pdfs)
    if published is not None:
        keep(_of_pages(folder / "published", published.absolute(), "published"))
    return Measured(costs, formats, held)


def _of_samples(warehouse: Path) -> Iterator[Cost]:
    """What someone waits for first: a build of the samples, one without news, a question."""
    count = sum(1 for path in SAMPLES.iterdir() if not path.name.startswith(("README", ".")))
    build = ("build", str(SAMPLES), "--quiet")
    yield _cost(count, "samples: first build", _COMMAND, SAMPLES, warehouse, *build)
    yield _cost(count, "samples: build, nothing new", _COMMAND, SAMPLES, warehouse, *build)
    ask = ("sql", "select 1")
    yield _cost(count, "samples: a question", _COMMAND, SAMPLES, warehouse, *ask)


def _costs(folder: Path, size: int) -> Iterator[Cost]:
    """The steps of a build of so many documents, then of one more; the floors beside."""
    documents = _corpus(folder / "corpus", size, _SEED, FORMATS)
    more = _corpus(folder / "more", 1, _SEED + 1, "txt")
    warehouse = folder / "warehouse"
    build = ("build", str(documents), "--quiet")
    yield _cost(size, "read", _READ, documents, warehouse)
    yield _cost(size, "load, transform, check, publish", _COMMAND, documents, warehouse, *build)
    yield _cost(size, "build, nothing new", _COMMAND, documents, warehouse, *build)
    one_more = ("build", str(documents), str(more), "--quiet")
    yield _cost(size, "build, one document more", _COMMAND, documents, warehouse, *one_more)
    loaded = folder / "plain.duckdb"
    _run("-c", _LOAD, str(loaded), str(warehouse))
    yield _cost(size, "floor: the compiled SQL alone", _PLAIN_SQL, documents, loaded, warehouse)
    yield _cost(size, "floor: hashing", _HASH, documents)
    yield _cost(size, "floor: bare parsers", _BARE, documents)
    yield _cost(size, "instead: DuckDB, of the text alone, as CSV", _DUCKDB, documents)
    yield _cost(size, "instead: pandas, of the xlsx alone", _PANDAS, documents)


def _of_pages(folder: Path, documents: Path, name: str) -> Iterator[Cost]:
    """Documents most of which are PDF."""
    count = sum(1 for path in documents.rglob("*") if path.is_file())
    kind = "PDF" if name == "generated" else name
    yield _cost(count, f"read, {kind}", _READ, documents, folder / "warehouse")
    yield _cost(count, f"instead: pdfplumber and others, {kind}", _BARE, documents)


def _formats(*folders: Path) -> dict[str, Sequence[float]]:
    found: dict[str, Sequence[float]] = {}
    for folder in folders:
        found |= json.loads(_said(_OF_FORMATS, folder))
    return found


def _corpus(folder: Path, size: int, seed: int, formats: str) -> Path:
    arguments = ["--documents", str(size), "--seed", str(seed), "--formats", formats, "--quiet"]
    _run("-m", "warehouse.cli", "corpus", str(folder), *arguments)
    return folder / "documents"


def _cost(size: int, step: str, program: str, *arguments: Path | str) -> Cost:
    started = time.perf_counter()
    said = _said(program, *arguments)
    clock = time.perf_counter() - started
    own, others, memory = json.loads(said)
    return Cost(
        size, step, round(own + others, 2), round(own, 2), round(clock, 2), round(memory)
    )


def _said(program: str, *arguments: Path | str) -> str:
    """The last line that a program prints in a process of its own."""
    return _run("-c", _TELL + program, *map(str, arguments)).splitlines()[-1]


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        check=True,
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def page(measured: Measured, made: str) -> str:
    """The page: what each step cost, by format, what documents become, how steps grow."""
    costs = [
        f"| {cost.documents:,} | {cost.step} | {cost.seconds:.1f} | {cost.own:.1f} "
        f"| {cost.clock:.1f} | {cost.memory:.0f} | {1000 * cost.seconds / cost.documents:.1f} |"
        for cost in measured.costs
    ]
    formats = [
        f"| {name} | {1000 * bare / count:.2f} ms | {text / bare:.1f} × | {whole / bare:.1f} × "
        f"| {1000 * whole / count:.0f} ms |"
        for name, (count, bare, text, whole) in measured.formats.items()
    ]
    sizes = [
        f"| {size:,} | {_thousands(held['documents'], size)} "
        f"| {_thousands(held['landing'], size)} | {_thousands(held['file'], size)} "
        f"| {held['raw rows'] / size:,.0f} | {held['mart rows'] / size:,.0f} |"
        for size, held in measured.sizes.items()
    ]
    growth = [
        f"| {step} | {before:,} → {after:,} | {ratio:.2f} |"
        for step, before, after, ratio in _growth(measured.costs)
    ]
    return _PAGE.format(
        made=made,
        costs="\n".join(costs),
        formats="\n".join(formats),
        sizes="\n".join(sizes),
        growth="\n".join(growth),
    )


def _thousands(count: int, documents: int) -> str:
    return f"{count / documents / 1000:.1f}"


_PAGE = """# What a build costs

`python -m benchmarks.performance` writes this page: mixed documents (text, xlsx, docx and HTML
alike), each step in a process of its own, one job. `--documents 100,1000,10000` takes more of
them, `--published FOLDER` reads published ones as well. Seconds hold for the machine and the
hour, ratios within one run compare. The steps start with their imports, which are most of what
small ones cost. *Alone* is what the process takes that starts the others: `--jobs` shares the
rest of reading. Measured {made}.

| documents | step | processor, s | of it alone | clock, s | peak MB | ms a document |
| ---: | --- | ---: | ---: | ---: | ---: | ---: |
{costs}

## By format

What the bare library of the format needs for the same bytes (a parse; for a PDF pdfplumber's
tables and text of each page), and how many times that is needed to have text and tables of it,
and all: forms, columns, records, statements, rows. Without imports; texts that repeat from
document to document are remembered, as in a build.

| format | bare | text and tables | whole | whole, a document |
| --- | ---: | ---: | ---: | ---: |
{formats}

What the bare parse of a sheet or a page takes is compiled code that knows nothing of places,
merged cells and what they say; of the rest no function takes more than some 3 % itself, and no
stage more than a fifth.

## What documents become

Of each document: what its file holds, what is landed of it as Parquet, and its share of the
published file.

| documents | file, kB | landed, kB | published, kB | rows of `raw` | rows of `marts` |
| ---: | ---: | ---: | ---: | ---: | ---: |
{sizes}

## Growth

Processor time over that of the smaller run, divided by how many times as many documents there
are: 1 is linear, less is better.

| step | documents | ratio |
| --- | --- | ---: |
{growth}

## Limits

Every document is read in a worker process (`ingest/workers.py`). One that takes more than 20
seconds is the outcome `time_limit`; one whose reader crashes or is killed is `reader_died`;
more than 1 GB of memory is `too_large` where the system holds processes to it (Linux). The
other documents of the build come through, also those of the same archive. A worker is a fork of
the build where forks are safe (Linux): it costs some milliseconds, no imports.
"""


def _growth(costs: Sequence[Cost]) -> Iterator[tuple[str, int, int, float]]:
    last: dict[str, Cost] = {}
    for cost in costs:
        before = last.get(cost.step)
        if before is not None:
            times = cost.documents / before.documents
            yield (
                cost.step,
                before.documents,
                cost.documents,
                cost.seconds / before.seconds / times,
            )
        last[cost.step] = cost


if __name__ == "__main__":
    sys.exit(main())

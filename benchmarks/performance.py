"""What a build costs, in one command: `python -m benchmarks.performance`.

Writes `docs/performance.json` and `docs/performance.md`: for mixed documents (text, xlsx, docx
and HTML alike) seconds of processor time, seconds by the clock and peak memory of each step, in
a process of its own; beside them, for the same files, what cannot be done without (hashing, the
formats' bare libraries) and what people would use instead. Seconds are this machine's, and
ratios compare.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "performance.md"
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
    seconds = sum(one.ru_utime + one.ru_stime for one in used)
    print(json.dumps([seconds, max(one.ru_maxrss for one in used) / 1000]))
files = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
"""
_READ = """
from ingest import pipeline
told(lambda: pipeline.land([Path(sys.argv[1])], Path(sys.argv[2])))
"""
_BUILD = """
from warehouse import cli
told(lambda: cli.main(["build", *sys.argv[3:], "--warehouse", sys.argv[2], "--quiet"]))
"""
_HASH = """
import hashlib
told(lambda: [hashlib.sha256(path.read_bytes()).digest() for path in files])
"""
_BARE = """
from benchmarks.reading_speed import BARE
def read():
    for path in files:
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step cost on so many documents; `seconds` of processor time, `memory` in MB."""

    documents: int
    step: str
    seconds: float
    clock: float
    memory: float


def main() -> int:
    """Measure, and write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--documents", default=SIZES, help="how many, by commas: 100,1000,10000"
    )
    sizes = [int(size) for size in parser.parse_args().documents.split(",")]
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            for cost in _costs(Path(folder) / str(size), size):
                print(f"{cost.documents:>6} {cost.step:<40} {cost.seconds:8.1f} s", flush=True)
                costs.append(cost)
        costs += _of_pdfs(Path(folder) / "pdf")
    made = f"{datetime.now(UTC):%Y-%m-%d}"
    said = {"made": made, "cores": os.cpu_count(), "costs": [asdict(cost) for cost in costs]}
    PAGE.with_suffix(".json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(costs, made), encoding="utf-8")
    return 0


def _costs(folder: Path, size: int) -> Iterator[Cost]:
    """The steps of a build of so many documents, then of one more; the floors beside."""
    documents = _corpus(folder / "corpus", size, _SEED, FORMATS)
    more = _corpus(folder / "more", 1, _SEED + 1, "txt")
    warehouse = folder / "warehouse"
    yield _cost(size, "read", _READ, documents, warehouse)
    yield _cost(
        size, "load, transform, check, publish", _BUILD, documents, warehouse, documents
    )
    yield _cost(size, "build, nothing new", _BUILD, documents, warehouse, documents)
    yield _cost(size, "build, one document more", _BUILD, documents, warehouse, documents, more)
    yield _cost(size, "floor: hashing", _HASH, documents)
    yield _cost(size, "floor: bare parsers", _BARE, documents)
    yield _cost(size, "instead: DuckDB, of the text alone, as CSV", _DUCKDB, documents)
    yield _cost(size, "instead: pandas, of the xlsx alone", _PANDAS, documents)


def _of_pdfs(folder: Path) -> list[Cost]:
    documents = _corpus(folder / "corpus", PDFS, _SEED, "pdf")
    return [
        _cost(PDFS, "read, PDF", _READ, documents, folder / "warehouse"),
        _cost(PDFS, "instead: pdfplumber, PDF", _BARE, documents),
    ]


def _corpus(folder: Path, size: int, seed: int, formats: str) -> Path:
    arguments = ["--documents", str(size), "--seed", str(seed), "--formats", formats, "--quiet"]
    _run("-m", "warehouse.cli", "corpus", str(folder), *arguments)
    return folder / "documents"


def _cost(size: int, step: str, program: str, *arguments: Path) -> Cost:
    started = time.perf_counter()
    said = _run("-c", _TELL + program, *map(str, arguments))
    clock = time.perf_counter() - started
    seconds, memory = json.loads(said.splitlines()[-1])
    return Cost(size, step, round(seconds, 2), round(clock, 2), round(memory))


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


def page(costs: Sequence[Cost], made: str) -> str:
    """The page of the costs: a table, and how each step grows from one size to the next."""
    rows = [
        f"| {cost.documents:,} | {cost.step} | {cost.seconds:.1f} | {cost.clock:.1f} "
        f"| {cost.memory:.0f} | {1000 * cost.seconds / cost.documents:.1f} |"
        for cost in costs
    ]
    growth = [
        f"| {step} | {before:,} → {after:,} | {ratio:.2f} |"
        for step, before, after, ratio in _growth(costs)
    ]
    return _PAGE.format(made=made, rows="\n".join(rows), growth="\n".join(growth))


_PAGE = """# What a build costs

`python -m benchmarks.performance` writes this page: mixed documents (text, xlsx, docx and HTML
alike), each step in a process of its own, one job. Seconds hold for the machine and the hour,
ratios within one run compare. The steps start with their imports, which are most of what small
ones cost. Measured {made}.

| documents | step | processor, s | clock, s | peak MB | ms a document |
| ---: | --- | ---: | ---: | ---: | ---: |
{rows}

## Growth

Processor time over that of the smaller run, divided by how many times as many documents there
are: 1 is linear, less is better.

| step | documents | ratio |
| --- | --- | ---: |
{growth}
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

"""What the models' step costs, beside another checkout: `python -m benchmarks.transform_speed`.

Give it a checkout to compare with, as `git worktree add --detach FOLDER COMMIT` makes one. Both
read the sample documents and 500 generated ones, each by its own code, and run their models
twice: the first time in an empty cache, then again. Prints the seconds of processor time that
the step took, the size of the file that it left, and their shares of the other checkout's.
Only shares compare across machines.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.generate import generate, request_of

PROJECT = Path(__file__).resolve().parents[1]
_DOCUMENTS = 500
_SEED = 15
_LAND = """
import sys
from pathlib import Path
from ingest import pipeline
pipeline.land([Path(sys.argv[1])], Path(sys.argv[2]))
"""
_TRANSFORM = """
import json, sys, time
from pathlib import Path
import duckdb
from ingest import landing
from warehouse.building import transform
folder = Path(sys.argv[1])
database = folder / "warehouse.duckdb"
database.unlink(missing_ok=True)
with duckdb.connect(str(database)) as connection:
    landing.load(connection, folder)
started = time.process_time()
transform.run(database, folder)
seconds = time.process_time() - started
print(json.dumps({"seconds": seconds, "size": database.stat().st_size}))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time of the step the first time and again; bytes of its file."""

    first: float
    again: float
    size: int


def main() -> int:
    """Measure both checkouts on both corpora and print a line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("other", type=Path, help="checkout to compare with")
    other = parser.parse_args().other.resolve()
    with tempfile.TemporaryDirectory() as folder:
        corpora = {"the samples": PROJECT / "data" / "documents"}
        request = request_of(_DOCUMENTS, _SEED, ["txt"], "none", 0.0, "2021-2023")
        generate(replace(request, printed=False), Path(folder) / "corpus")
        corpora[f"{_DOCUMENTS} documents"] = Path(folder) / "corpus" / "documents"
        for number, (name, documents) in enumerate(corpora.items()):
            before = _cost(other, documents, Path(folder) / f"other-{number}")
            now = _cost(PROJECT, documents, Path(folder) / f"this-{number}")
            _tell(name, before, now)
    return 0


def _cost(checkout: Path, documents: Path, work: Path) -> Cost:
    work.mkdir()
    _run(checkout, work, _LAND, str(documents), str(work))
    first, again = (json.loads(_run(checkout, work, _TRANSFORM, str(work))) for _ in range(2))
    return Cost(first["seconds"], again["seconds"], again["size"])


def _run(checkout: Path, work: Path, program: str, *arguments: str) -> str:
    environment = {"PYTHONPATH": str(checkout), "MINGZHANG_CACHE": str(work / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=True,
        cwd=checkout,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _tell(name: str, before: Cost, now: Cost) -> None:
    for what, old, new in (
        ("first, processor seconds", before.first, now.first),
        ("again, processor seconds", before.again, now.again),
        ("file, MB", before.size / 1e6, now.size / 1e6),
    ):
        print(f"{name:<16} {what:<26} {old:8.1f} {new:8.1f}  {new / old:5.0%}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

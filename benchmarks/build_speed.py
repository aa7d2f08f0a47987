"""How long the main job takes, on this machine: `python benchmarks/build_speed.py`.

Runs, each in a process of its own: a cold build of the sample documents into an empty
warehouse, a second build with nothing changed, one that reads every document again, and
`mingzhang sql` with nothing to do and up to its first row, which may take 0.7 s. Prints
seconds, and the ratio to what no build can do without, the imports of dbt and Great
Expectations. Ratios compare across machines; seconds do not.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
IMPORTS = "import dbt.cli.main, great_expectations"
FIRST_ROW = "sql, from the start to the first row"
FIRST_ROW_SECONDS = 0.7
COMMANDS = (
    ("imports of dbt and Great Expectations", ["-c", IMPORTS]),
    ("cold build", ["-m", "warehouse.cli", "build", "--quiet"]),
    ("second build, nothing changed", ["-m", "warehouse.cli", "build", "--quiet"]),
    (
        "build that reads everything again",
        ["-m", "warehouse.cli", "build", "--full", "--quiet"],
    ),
    ('sql "select 1"', ["-m", "warehouse.cli", "sql", "select 1"]),
    (FIRST_ROW, ["-m", "warehouse.cli", "sql", "from marts.department_years limit 1"]),
)


def main() -> int:
    """Run every command once, in order, and print a line for each.

    Returns 1 where the first row of a query takes longer than `FIRST_ROW_SECONDS`.
    """
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        baseline = 0.0
        for name, arguments in COMMANDS:
            seconds = _seconds(arguments, Path(folder) / "warehouse")
            baseline = baseline or seconds
            print(
                f"{name:<40} {seconds:7.2f} s   {seconds / baseline:5.2f} × imports", flush=True
            )
    return int(seconds > FIRST_ROW_SECONDS)


def _seconds(arguments: list[str], warehouse: Path) -> float:
    options = [] if arguments[0] == "-c" else ["--warehouse", str(warehouse)]
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments, *options],
        check=True,
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())

"""How long the queries of each dashboard page take on a published warehouse.

    python -m benchmarks.dashboard_speed --warehouse data/warehouse

Each page is drawn by Streamlit's own tester, without a browser and without the cache, so that
every query reaches the file. Printed are, by page: its queries, their time together in
milliseconds (the median of the rounds) as a ratio of the 150 ms a page may take, and the
slowest of them.
"""

from __future__ import annotations

import argparse
import importlib
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from streamlit.testing.v1 import AppTest

from dashboards import queries
from warehouse.connection import WAREHOUSE_VARIABLE

APP = Path(queries.__file__).parents[1] / "app.py"
PAGES = (
    *("overview", "compare", "trends", "structure", "regions", "projects"),
    *("indicators", "leads", "sources", "console", "quality"),
)
BUDGET_MS = 150.0
ROUNDS = 3
DRAWN_WITHIN = 120

EDITION: Any = importlib.import_module("dashboards.queries.edition")  # the function's module

Timing = tuple[float, str]


@contextmanager
def timed(timings: list[Timing]) -> Iterator[None]:
    """Let every query of the dashboards reach the file, and note its milliseconds."""
    cached = EDITION._cached
    uncached = cached.__wrapped__

    def run(path: str, written: int, query: str, parameters: dict[str, object]) -> pl.DataFrame:
        started = time.perf_counter()
        frame: pl.DataFrame = uncached(path, written, query, parameters)
        timings.append(((time.perf_counter() - started) * 1000, query))
        return frame

    EDITION._cached = run
    try:
        yield
    finally:
        EDITION._cached = cached


def page_timings(name: str, synthetic: bool) -> list[Timing]:
    """Draw a page once and return its queries, each with its milliseconds.

    Raises RuntimeError where the page does not come up.
    """
    app = AppTest.from_file(str(APP), default_timeout=DRAWN_WITHIN)
    app.query_params["synthetic"] = str(synthetic).lower()
    app.run()
    timings: list[Timing] = []
    with timed(timings):
        app.switch_page(f"views/{name}.py").run()
    if app.exception:
        raise RuntimeError(f"{name}: {app.exception[0].message}")
    return timings


def report(rounds: int) -> Iterator[str]:
    """Yield a line for each page."""
    of = queries.edition()
    if of is None:
        raise SystemExit("nothing is published there")
    synthetic = queries.synthetic_share(of) != "none"
    yield f"{'page':<12}{'queries':>8}{'ms':>9}{'of budget':>11}  slowest"
    for name in PAGES:
        drawn = [page_timings(name, synthetic) for _ in range(rounds)]
        total = statistics.median(sum(ms for ms, _ in timings) for timings in drawn)
        slowest = max(drawn[-1], default=(0.0, "-"))
        first = " ".join(slowest[1].split())[:60]
        yield (
            f"{name:<12}{len(drawn[-1]):>8}{total:>9.0f}{total / BUDGET_MS:>10.2f}×"
            f"  {slowest[0]:.0f} ms {first}"
        )


def main() -> None:
    """Time the pages of the warehouse that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--warehouse", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    os.environ[WAREHOUSE_VARIABLE] = str(options.warehouse)
    for line in report(options.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()

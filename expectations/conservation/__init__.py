"""Conservation of money: every figure that was read is in its mart, or a rule says why not.

Weighed over the finished file and written from `raw`, not from the models, so that a row that
a join drops or doubles is seen. `routes.csv` says which mart and item each figure of an account
is due in, or the rule by which it is in none; a figure without a route stops a build, and so
does a sum that differs by a fen.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

_FOLDER = Path(__file__).parent
_STEPS = ("figures.sql", "published.sql", "weighed.sql")


def weigh(connection: duckdb.DuckDBPyConnection) -> None:
    """Write `quality.conservation`, `quality.figure_fates` and `quality.unlike_figures`.

    Raises duckdb.Error where a table that is needed is missing.
    """
    connection.execute("create schema if not exists quality")
    connection.execute(
        "create or replace temp table routes as"
        " select * from read_csv(?, header = true, all_varchar = true)",
        [str(_FOLDER / "routes.csv")],
    )
    for step in _STEPS:
        connection.execute((_FOLDER / step).read_text(encoding="utf-8"))

"""Queries that readers type: through the sandbox of `mingzhang sql`, within limits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dashboards.queries.edition import Edition, fetch
from warehouse import render
from warehouse.connection import Limits, Result, sandboxed

SECONDS = 20.0
ROWS = 5000
SCHEMAS = frozenset({"marts", "quality"})
"""What a page may show; names of persons stand in `raw`, and stay there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A result with its rows as text, for people: decimals keep all their digits."""

    result: Result

    @property
    def csv(self) -> bytes:
        """Return the rows as CSV in UTF-8 with BOM."""
        return render.to_csv(self.result).encode("utf-8-sig")

    @property
    def frame(self) -> pl.DataFrame:
        """Return the rows as a frame; what polars has no type for becomes text."""
        columns = {}
        for index, name in enumerate(_distinct(self.result.columns)):
            values = [row[index] for row in self.result.rows]
            try:
                columns[name] = pl.Series(name, values, strict=True)
            except (TypeError, pl.exceptions.PolarsError, OverflowError):
                columns[name] = pl.Series(
                    name, [None if value is None else str(value) for value in values]
                )
        return pl.DataFrame(columns)


def _distinct(names: tuple[str, ...]) -> list[str]:
    """Return the names of columns, a repeated one with its number."""
    seen: dict[str, int] = {}
    distinct = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        distinct.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return distinct


def ask(of: Edition, query: str, *, synthetic: bool = False) -> Answer:
    """Return the answer to a typed query, at most ROWS rows within SECONDS.

    Raises QueryError where it fails, is refused or takes too long.
    """
    limits = Limits(seconds=SECONDS, rows=ROWS, schemas=SCHEMAS)
    with sandboxed(Path(of.path), limits, synthetic=synthetic) as sandbox:
        return Answer(sandbox.fetch(query))


def schema(of: Edition) -> pl.DataFrame:
    """Return the public tables' columns: table_name, column_name, data_type, comment."""
    return fetch(of, _SCHEMA)


_SCHEMA = """
    select table_name, column_name, data_type, comment
    from duckdb_columns()
    where schema_name = 'marts'
    order by table_name, column_index
"""

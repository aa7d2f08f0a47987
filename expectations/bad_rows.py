"""Whose the rows are that break a rule: every document, where the library shows twenty rows.

Each expectation carries the query of the rows that break it (`meta["rows"]`, see `parts`). For
one that failed it is run once more, to the last row, and its rows are counted by document.
"""
# ruff: noqa: S608  queries are put together from names in this package alone

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

SHOWN_MEASURES = 8


@dataclass(frozen=True, slots=True)
class BadRows:
    """The rows that break a rule, counted by document; `nameless` counts the others.

    `measures` says of which marts and measures they are, where they tell.
    """

    by_document: Mapping[str, int] = field(default_factory=dict)
    nameless: int = 0
    measures: tuple[str, ...] = ()


def find(connection: duckdb.DuckDBPyConnection, table: str, query: str) -> BadRows:
    """Return whose rows `query` finds in `table`, which it calls `{batch}`.

    A row names its document by `document_id`, or by the `receipt_id` of one of its figures.
    """
    rows = query.format(batch=table)
    columns = {str(row[0]) for row in connection.execute(f"describe {rows}").fetchall()}
    document = _document_of(columns)
    joined = (
        " left join marts.receipts as receipts on bad.receipt_id = receipts.receipt_id"
        if "receipts." in document
        else ""
    )
    counted = connection.execute(
        f"select {document} as document_id, count(*) from ({rows}) as bad{joined}"
        " group by 1 order by 1"
    ).fetchall()
    return BadRows(
        {str(name): int(count) for name, count in counted if name is not None},
        sum(int(count) for name, count in counted if name is None),
        _measures(connection, rows, columns),
    )


def _document_of(columns: set[str]) -> str:
    if "document_id" in columns:
        return "bad.document_id"
    return "receipts.document_id" if "receipt_id" in columns else "cast(null as varchar)"


def _measures(
    connection: duckdb.DuckDBPyConnection, rows: str, columns: set[str]
) -> tuple[str, ...]:
    told = [name for name in ("mart", "measure", "item") if name in columns]
    if not told:
        return ()
    found = connection.execute(
        f"select distinct concat_ws('.', {', '.join(told)}) from ({rows}) as bad"
        f" order by 1 limit {SHOWN_MEASURES}"
    ).fetchall()
    return tuple(str(measure) for (measure,) in found)

"""A warehouse of a corpus, and the broken rows of its ledger against planted misprints."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]

Broken = Mapping[str, Sequence[tuple[str, str, str | None]]]
"""For each document the broken rows of the ledger: identity, form, code."""


class RefusedError(Exception):
    """The gate refused the warehouse of a corpus; the message says why."""


def build(folder: Path) -> Path:
    """Builds a corpus's documents; returns the published file.

    Raises:
        RefusedError: nothing was published.
    """
    warehouse = folder / "warehouse"
    command = ["-m", "warehouse.cli", "build", str(folder / "documents"), "--quiet"]
    done = subprocess.run(
        [sys.executable, *command, "--warehouse", str(warehouse)],
        cwd=PROJECT,
        check=False,
        capture_output=True,
        text=True,
    )
    current = warehouse / "current.duckdb"
    if not current.exists():
        raise RefusedError(done.stderr.strip())
    return current.resolve()


def broken_rows(database: Path) -> Broken:
    """The broken rows of a warehouse's ledger, those of running text aside, by document."""
    return _by_document(database, "identity_id, form_id, code", "broken")


def unchecked_rows(database: Path) -> Mapping[str, frozenset[tuple[str, str]]]:
    """The rows of a warehouse's ledger of which a part is missing: identity and subject."""
    found = _by_document(database, "identity_id, subject", "insufficient")
    return {document: frozenset(rows) for document, rows in found.items()}


def _by_document(database: Path, columns: str, status: str) -> dict[str, list[Any]]:
    """The rows of the ledger with a status, those of running text aside, by document."""
    import duckdb

    query = f"""
        select document_id, {columns}
        from marts.fct_reconciliations
        where status = ? and identity_id <> 'R18'
    """  # noqa: S608
    found: dict[str, list[Any]] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for document, *row in connection.execute(query, [status]).fetchall():
            found.setdefault(document, []).append(tuple(row))
    return found


def statuses(database: Path) -> dict[str, int]:
    """How many rows of the ledger have each status."""
    import duckdb

    query = "select status, count(*) from marts.fct_reconciliations group by status"
    with duckdb.connect(str(database), read_only=True) as connection:
        return dict(connection.execute(query).fetchall())


def judged(truth: Path, broken: Broken) -> Iterator[tuple[str, str]]:
    """Each planted misprint's kind and outcome: `found`, `missed`, or `not covered`.

    Found: the document has a broken row of one of the identities that the misprint breaks.
    """
    import polars as pl

    for row in pl.read_parquet(truth / "misprints.parquet").iter_rows(named=True):
        shown = {line.split(" ", 1)[0] for line in row["shown_by"].split("\n") if line}
        if not shown:
            yield row["kind"], "not covered"
            continue
        rows = broken.get(row["document_id"], ())
        is_found = any(identity in shown for identity, *_ in rows)
        yield row["kind"], "found" if is_found else "missed"

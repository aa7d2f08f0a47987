"""How the queries reach the published file: read-only, closed soon, cached by file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import streamlit as st

from warehouse.connection import current_file, default_warehouse, reading
from warehouse.errors import QueryError

CACHED_FRAMES = 500


@dataclass(frozen=True, slots=True)
class Edition:
    """One published file: its resolved path and when it was written (nanoseconds)."""

    path: str
    written: int

    @property
    def build_id(self) -> str:
        """Return the build's id, which the file's name carries."""
        return Path(self.path).stem.removeprefix("warehouse-")


def edition() -> Edition | None:
    """Return the edition that is published now, or None."""
    file = current_file(default_warehouse())
    return None if file is None else Edition(str(file), file.stat().st_mtime_ns)


def fetch(of: Edition, query: str, **parameters: object) -> pl.DataFrame:
    """Return the rows of `query` with `parameters` bound; cached by the resolved file."""
    frame: pl.DataFrame = _cached(of.path, of.written, query, parameters)
    return frame


def fetch_if_kept(of: Edition, table: str, query: str) -> pl.DataFrame:
    """Return the rows of `query`; an empty frame where the file does not keep its table."""
    return fetch(of, query) if table in tables(of) else pl.DataFrame()


@st.cache_data(show_spinner=False, max_entries=CACHED_FRAMES)
def _cached(path: str, written: int, query: str, parameters: dict[str, object]) -> pl.DataFrame:  # noqa: ARG001
    with _reading(path) as connection:
        try:
            frame: pl.DataFrame = connection.sql(query, params=parameters or None).pl()
        except duckdb.Error as error:
            raise QueryError("query_failed", reason=str(error)) from error
    return frame


class _Page(threading.local):
    """What the page that this thread draws has open, by path; `opened` is None outside one."""

    opened: ExitStack | None = None
    connections: dict[str, duckdb.DuckDBPyConnection]


_PAGE = _Page()


@contextmanager
def one_opening() -> Iterator[None]:
    """Open each file once for all queries of the block, and close it with the block.

    Opening a published file takes longer than most queries. For the drawing of one page.
    """
    with ExitStack() as opened:
        _PAGE.opened, _PAGE.connections = opened, {}
        try:
            yield
        finally:
            _PAGE.opened = None


@contextmanager
def _reading(path: str) -> Iterator[duckdb.DuckDBPyConnection]:
    if _PAGE.opened is None:
        with reading(Path(path)) as connection:
            yield connection
        return
    if path not in _PAGE.connections:
        _PAGE.connections[path] = _PAGE.opened.enter_context(reading(Path(path)))
    yield _PAGE.connections[path]


def is_complete(of: Edition) -> bool:
    """Tell whether the file holds the tables that the dashboards read."""
    return tables(of) >= _NEEDED


def tables(of: Edition) -> frozenset[str]:
    """Return the tables of the file as `schema.table`."""
    return frozenset(fetch(of, _TABLES)["name"])


_NEEDED = frozenset(
    {
        "marts.dim_documents",
        "marts.receipts",
        "marts.fact_receipts",
        "marts.figures_set_aside",
        "marts.reconciliation_receipts",
        "marts.fct_reconciliations",
        "marts.department_years",
        "marts.project_years",
        "marts.disclosure_matrix",
        "marts.department_comparability",
        "marts.department_profiles",
        "marts.region_years",
        "marts.region_accounts",
        "marts.region_account_figures",
        "marts.fct_region_lines",
        "marts.fct_region_debt",
        "marts.function_years",
        "marts.code_years",
        "marts.fct_leads",
        "marts.lead_receipts",
        "marts.reconciliation_coverage",
        "marts.indicator_families",
        "reference.lead_kinds",
        "reference.identity_names",
        "raw.cells",
        "raw.outcomes",
    }
)
_TABLES = """
    select table_schema || '.' || table_name as name from information_schema.tables
"""

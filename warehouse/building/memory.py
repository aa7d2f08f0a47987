"""How much memory the engine of a build takes; what needs more goes to disk."""

from __future__ import annotations

import duckdb

MOST = 2_500_000_000
"""Bytes: with what Python holds beside, a build stays below some 3 GB."""

_UNITS = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}


def bound(connection: duckdb.DuckDBPyConnection) -> None:
    """Let `connection` take `MOST` bytes, or what the engine takes by itself if less."""
    ((held,),) = connection.execute("select current_setting('memory_limit')").fetchall()
    number, unit = str(held).split()
    if float(number) * _UNITS[unit] > MOST:
        connection.execute(f"set memory_limit = '{MOST}B'")

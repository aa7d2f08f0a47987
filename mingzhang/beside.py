"""Marts that lie beside a DuckDB file as Parquet, and are views in it.

Where Spark made them, `warehouse-X.duckdb` shows the marts, and the folder
`warehouse-X.parquet` beside it holds them, a folder a mart. The views read `~/MART/…`: whoever
opens the file says that its home is that folder, so that the two may be moved together. DuckDB
knows no path that is relative to a file; and which tables a query reads, it only tells of views
whose paths are literals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

HOME = "home_directory"
"""The setting of DuckDB that says what `~` is."""


def folder(database: Path) -> Path:
    """Return where the marts lie that `database` only shows; it need not be there."""
    return database.with_suffix(".parquet")


def home(database: Path) -> str:
    """Return the folder as DuckDB takes it at the beginning of a pattern for files."""
    return re.sub(r"([*?\[])", r"[\1]", str(folder(database)))


def settings(database: Path) -> dict[str, str]:
    """Return what a connection to `database` has to know; nothing where all is in the file."""
    return {HOME: home(database)} if folder(database).is_dir() else {}


def view(relation: str, types: Mapping[str, str], held: Path) -> str:
    """Return the statement that shows as `relation`, a quoted name, the Parquet in `held`.

    `types` are those of its columns, in order, in DuckDB's words. Columns that name folders
    (`column=value`) are read from there; null is called as Hive calls it.
    """
    if any(held.rglob("*.parquet")):
        found = f"from read_parquet('~/{held.name}/**/*.parquet', hive_partitioning = true)"
        columns = [f'cast("{name}" as {kind}) as "{name}"' for name, kind in types.items()]
    else:  # rows name the folders, and there are none
        found = "where false"
        columns = [f'cast(null as {kind}) as "{name}"' for name, kind in types.items()]
    return f"create view {relation} as select {', '.join(columns)} {found}"

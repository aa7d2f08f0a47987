"""Compare the marts of two published files: what a rebuilt model must leave unchanged.

    uv run python scripts/compare_published.py OLD.duckdb NEW.duckdb [--ignore COLUMN ...]

Prints a line a table whose columns or rows differ: how many rows stand in one file alone, and
the columns that tell them apart. Rows are compared whole, as often as they stand there; a
column of one file alone is named and left out. Ends with 1 where rows differ.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from mingzhang import beside

WHEN_READ = ("landed_at", "valid_from", "valid_to")
"""Columns that say when a document was read: two builds of one folder differ in them."""


def compare(
    old: Path, new: Path, ignored: Sequence[str] = WHEN_READ, schema: str = "marts"
) -> Iterator[str]:
    """Give a line for each difference between the tables of a schema in two files."""
    with duckdb.connect() as connection:
        for name, path in (("old", old), ("new", new)):
            _attach(connection, name, path, schema)
        before, after = (_columns(connection, one, schema) for one in ("old", "new"))
        for table in sorted(before.keys() ^ after.keys()):
            yield f"{table}: in the {'old' if table in before else 'new'} file alone"
        for table in sorted(before.keys() & after.keys()):
            here, there = before[table], after[table]
            for column in sorted(set(here) ^ set(there)):
                side = "old" if column in here else "new"
                yield f"{table}.{column}: in the {side} file alone"
            both = [name for name in here if name in there and name not in ignored]
            yield from _rows(connection, f'{schema}."{table}"', both)


def _attach(connection: duckdb.DuckDBPyConnection, name: str, path: Path, schema: str) -> None:
    """Attach a file under a name; of marts beside it, the rows: DuckDB has one home alone."""
    home = beside.settings(path)
    file = f"{name}_file" if home else name
    connection.execute(f"attach '{path.as_posix()}' as {file} (read_only)")
    for setting, value in home.items():
        connection.execute(f"set {setting} = ?", [value])
        connection.execute(f"attach ':memory:' as {name}; create schema {name}.{schema}")
        for table in _columns(connection, file, schema):
            held = f'{schema}."{table}"'
            connection.execute(f"create table {name}.{held} as from {file}.{held}")


def _columns(
    connection: duckdb.DuckDBPyConnection, database: str, schema: str
) -> dict[str, list[str]]:
    found = connection.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns()"
        " where database_name = ? and schema_name = ? group by all",
        [database, schema],
    ).fetchall()
    return dict(found)


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> Iterator[str]:
    gone, come = _apart(connection, table, columns)
    if gone or come:
        unlike = [one for one in columns if any(_apart(connection, table, [one]))]
        told = f" ({', '.join(unlike)})" if unlike else " (in how they are put together)"
        name = table.partition(".")[2].strip('"')
        yield f"{name}: rows differ, {gone} gone, {come} come{told}"


def _apart(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> tuple[int, int]:
    """Return how many rows of the columns stand in the old file alone, and in the new."""
    listed = ", ".join(f'"{column}"' for column in columns)
    found = connection.execute(
        f"select (select count(*) from (select {listed} from old.{table}"  # noqa: S608  names of our own tables
        f" except all select {listed} from new.{table})),"
        f" (select count(*) from new.{table}) - (select count(*) from old.{table})"
    ).fetchone()
    gone, more = map(int, found or (0, 0))
    return gone, gone + more  # what both hold stands in each as often


def main() -> int:
    """Compare the two files of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--ignore", nargs="*", default=list(WHEN_READ))
    words = parser.parse_args()
    lines = list(compare(words.old, words.new, words.ignore))
    print("\n".join(lines) or "no difference")
    return int(any("rows differ" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main())

"""What columns mean, said once: `models/descriptions.en.csv`, a file a language.

A row names a table and a column (none: the table itself), either with `*` for any letters, and
of the rows that fit a column the first counts: what is peculiar to a table stands before what
is the same in all. `{}` in a description is what `*` stands for in the column.
"""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path

ENGLISH = Path("models/descriptions.en.csv")
"""The file of the English descriptions, below a project's root."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file of descriptions, with its line number there."""

    line: int
    table: str
    column: str
    description: str

    def describes(self, table: str, column: str) -> str | None:
        """Return the description of a column (of the table: ''), None where it fits not."""
        if bool(column) != bool(self.column) or not _pattern(self.table).fullmatch(table):
            return None
        found = _pattern(self.column).fullmatch(column)
        return found and self.description.replace("{}", "".join(found.groups()))


@functools.cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(r"\*", "(.*)"))


def rows(path: Path) -> list[Row]:
    """Return the rows of a file of descriptions, in order; none where there is no file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        return [Row(reader.line_num, **row) for row in reader]


def find(known: list[Row], table: str, column: str) -> tuple[Row, str] | None:
    """Return the first row that fits a column (the table: ''), and what it says."""
    for row in known:
        if text := row.describes(table, column):
            return row, text
    return None


def said(known: list[Row], table: str, column: str) -> str:
    """Return the description of a column (of the table: ''); empty where there is none."""
    found = find(known, table, column)
    return found[1] if found else ""

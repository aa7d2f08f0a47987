"""Rows as a plain text table: numbers at the right, Chinese characters two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

WIDEST_CELL = 80
_NUMERIC_TYPES = (
    "DECIMAL",
    "DOUBLE",
    "FLOAT",
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "UHUGEINT",
)


def width(text: str) -> int:
    """Return how many terminal columns `text` takes; wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill `text` with spaces to `columns` terminal columns, `right`: from the left."""
    filler = " " * max(0, columns - width(text))
    return filler + text if right else text + filler


def shorten(text: str, columns: int) -> str:
    """Cut `text` to `columns` terminal columns, the last of them an ellipsis."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += _character_width(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + "…"


def render(columns: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return a table with a header and a rule; cells wider than 80 columns are shortened.

    `types` are DuckDB type names; a numeric one aligns its column to the right.
    """
    texts = [[shorten(_one_line(cell_text(cell)), WIDEST_CELL) for cell in row] for row in rows]
    widths = [
        max([width(name), *(width(row[index]) for row in texts)])
        for index, name in enumerate(columns)
    ]
    rights = [is_numeric(kind) for kind in types]
    lines = [_line(columns, widths, rights), "  ".join("─" * size for size in widths)]
    lines.extend(_line(row, widths, rights) for row in texts)
    return "\n".join(line.rstrip() for line in lines)


def is_numeric(kind: str) -> bool:
    """Tell whether a DuckDB type name is a number's."""
    return kind.split("(", 1)[0] in _NUMERIC_TYPES


def cell_text(value: object) -> str:
    """Return a value as text: NULL as nothing, decimals with all digits and no exponent."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _one_line(text: str) -> str:
    return " ⏎ ".join(text.splitlines()) if "\n" in text or "\r" in text else text


def _line(cells: Sequence[str], widths: Sequence[int], rights: Sequence[bool]) -> str:
    return "  ".join(
        pad(cell, size, right=right)
        for cell, size, right in zip(cells, widths, rights, strict=True)
    )

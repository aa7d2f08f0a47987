"""A sheet's values, merges and formats → the rows that it prints, whatever file held it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from ingest.documents import Notice, Row
from ingest.errors import DocumentError, Reason
from ingest.indent import set_in
from ingest.readers.number_format import NumberFormat

MAX_CELLS = 1_000_000
"""Filled cells, and cells that are laid out at leisure."""
MAX_LAID_OUT = 20 * MAX_CELLS
"""Cells between the first and the last filled one of a sheet, most of which are blank."""
_FAR_APART = 50
"""Blank columns beyond which a cell is none of a table's."""
GENERAL = NumberFormat()

Position = tuple[int, int]
Merge = tuple[Position, Position]


@dataclass(frozen=True, slots=True)
class Look:
    """How a sheet prints: formats by the cell's name, what is hidden (from 0).

    `odd` has what stands in cells that hold no value: an error, or a formula never computed;
    `indents` how far the style of a cell sets its text in, in narrow spaces.
    """

    formats: Mapping[str, NumberFormat] = field(default_factory=dict)
    odd: Mapping[str, str] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    indents: Mapping[str, float] = field(default_factory=dict)


def check_size(height: int, width: int, place: str) -> None:
    """Refuses a sheet whose cells lie too far apart to be laid out.

    Raises:
        DocumentError: with the reason `too_large`.
    """
    if height * max(width, 1) > MAX_LAID_OUT:
        raise DocumentError(Reason.TOO_LARGE, f"{height:,} rows of {width:,} columns", place)


def near(values: list[list[Any]], place: str) -> tuple[list[list[Any]], list[Notice]]:
    """The rows without what stands far to the right of all else, which is said.

    Raises:
        DocumentError: more cells are filled than a sheet can hold.
    """
    width = max(map(len, values), default=0)
    if len(values) * width <= MAX_CELLS:
        return values, []
    printed = [[i for i, value in enumerate(row) if value != ""] for row in values]
    if (count := sum(map(len, printed))) > MAX_CELLS:
        raise DocumentError(Reason.TOO_LARGE, f"{count:,} filled cells", place)
    used = sorted({column for row in printed for column in row})
    gap = next((i for i, (a, b) in enumerate(pairwise(used)) if b - a > _FAR_APART), None)
    end = width if gap is None else used[gap] + 1
    far = [(i, c) for i, row in enumerate(printed) for c in row if c >= end]
    near = [row[:end] if printed[i] else [] for i, row in enumerate(values)]
    said = [
        Notice(
            Reason.HIDDEN,
            f"{len(far)} cells far from the table, the first: {str(values[i][c])[:60]}",
            f"{place} {letters_of(c)}{i + 1}",
        )
        for i, c in far[:1]
    ]
    return near, said


def rows_of(
    place: str, values: Sequence[Sequence[Any]], merges: Iterable[Merge], look: Look
) -> list[Row | None]:
    """The printed rows; None for a blank one."""
    width = max(map(len, values), default=0)
    columns = [i for i in range(width) if i not in look.columns]
    merged = _merged(merges, len(values), width, look, place)
    letters = [letters_of(i) for i in range(width)]
    names = [f"{place} {letters[i]}" for i in columns]
    format_of = look.formats.get
    rows: list[Row | None] = []
    for row_no, row in enumerate(values):
        if row_no in look.rows:
            continue
        number = str(row_no + 1)
        stored = _stored(row, [letter + number for letter in letters], look)
        texts = [
            value.strip()
            if type(value) is str
            else format_of(letter + number, GENERAL).printed(value)
            if type(value) is float
            else _text(value)
            for value, letter in zip(row, letters, strict=False)
        ]
        for column, letter in enumerate(letters if look.odd else ()):
            texts[column] = look.odd.get(letter + number, texts[column])
        covered = texts
        if row_no in merged:
            covered = texts.copy()
            for first, last, anchor, owner in merged[row_no]:
                shown = _text(
                    values[anchor[0]][anchor[1]],
                    format_of(f"{letters[anchor[1]]}{anchor[0] + 1}", GENERAL),
                )
                for column in range(first, last):
                    covered[column] = shown
                    texts[column] = shown if (row_no, column) == owner else ""
        if look.columns:
            texts = [texts[i] for i in columns]
            covered = [covered[i] for i in columns]
            stored = {i: stored[c] for i, c in enumerate(columns) if c in stored}
        if not any(texts):
            rows.append(None)
            continue
        places = tuple([name + number for name in names])
        indents = _indents(row, columns, letters, number, look)
        rows.append(Row(tuple(texts), places, tuple(covered), stored, indents=indents))
    return rows


def _indents(
    row: Sequence[Any], columns: Sequence[int], letters: Sequence[str], number: str, look: Look
) -> dict[int, float]:
    """How far the texts of a row are set in: by white space, and by their cells' styles."""
    by_style = look.indents
    found: dict[int, float] = {}
    for at, column in enumerate(columns):
        value = row[column] if column < len(row) else ""
        if type(value) is str and value:
            indent = set_in(value) if value[0].isspace() else 0.0
            indent += by_style.get(letters[column] + number, 0.0) if by_style else 0.0
            if indent:
                found[at] = indent
    return found


def _stored(row: Sequence[Any], names: Sequence[str], look: Look) -> dict[int, str]:
    """By column, the whole numbers that their formats print rounded."""
    if not look.formats:
        return {}
    found = (
        (column, look.formats[name].stored(value))
        for column, (value, name) in enumerate(zip(row, names, strict=False))
        if type(value) is float and name in look.formats
    )
    return {column: text for column, text in found if text is not None}


def _merged(
    merges: Iterable[Merge], height: int, width: int, look: Look, place: str
) -> dict[int, list[tuple[int, int, Position, Position]]]:
    """By row, the columns of each merged cell, where its value stands and where it shows.

    A merged cell shows in its first row and column that are not hidden.

    Raises:
        DocumentError: the merges cover more cells than a sheet can hold.
    """
    by_row: dict[int, list[tuple[int, int, Position, Position]]] = {}
    covering = 0
    for (top, left), (bottom, right) in merges:
        rows = [i for i in range(top, min(bottom + 1, height)) if i not in look.rows]
        columns = [i for i in range(left, min(right + 1, width)) if i not in look.columns]
        covering += len(rows) * (min(right + 1, width) - left)
        if covering > MAX_CELLS:
            raise DocumentError(Reason.TOO_LARGE, f"{covering:,} merged cells", place)
        if rows and columns:
            owner = rows[0], columns[0]
            for row in rows:
                entry = (left, min(right + 1, width), (top, left), owner)
                by_row.setdefault(row, []).append(entry)
    return by_row


def _text(value: object, shown: NumberFormat = GENERAL) -> str:
    """A value as its format prints it."""
    if type(value) is float:
        return shown.printed(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return shown.printed(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def letters_of(column: int) -> str:
    """A column's name (`A`, `AB`) by its number from 0."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def column_of(letters: str) -> int:
    """A column's number from 0 by its name."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1

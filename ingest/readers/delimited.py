"""Tables with marks between cells (CSV) → rows, as a sheet holds them.

Programs write a sheet so, its titles in lines that are filled up to the table's width or not.
Which mark parts the cells is seen from the lines: most have as many of it, and none has more.
Cells between tabs are what `printed_columns` reads: there a comma is of the figures.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import Row

MARKS = (",", ";")
LEAST_ROWS = 3
MOST_SHORTER = 0.5
"""No larger share of the lines is shorter than the table is wide."""
_APART = ("  ", "\u3000\u3000")
"""What parts columns that stand in places of their own: there a comma is of the figures."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of cells, and the line that it begins at."""

    line: int
    cells: tuple[str, ...]


def found(text: str) -> list[Row | None] | None:
    """The rows of a text that is one sheet, None for a blank one; None where it is no sheet."""
    for mark in MARKS:
        lines = [line for line in text.splitlines() if mark in line]
        if 2 * sum("\t" in line for line in lines) >= len(lines):
            continue
        if text.count(mark) >= LEAST_ROWS:
            records = _records(text, mark)
            if records and _is_sheet(records):
                width = max(len(record.cells) for record in records)
                return [_row(record, width) for record in records]
    return None


def _records(text: str, mark: str) -> list[_Record]:
    """The rows of a text; none where it is not written so."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=True)
    records: list[_Record] = []
    line = 1
    try:
        for cells in reader:
            records.append(_Record(line, tuple(cell.strip() for cell in cells)))
            line = reader.line_num + 1
    except csv.Error:
        return []
    return records


def _is_sheet(records: Sequence[_Record]) -> bool:
    printed = [record.cells for record in records if any(record.cells)]
    widths = Counter(map(len, printed))
    width = max(widths, default=0)
    if width < 2 or widths[width] < max(LEAST_ROWS, len(printed) * (1 - MOST_SHORTER)):
        return False
    apart = sum(any(gap in cell for gap in _APART for cell in cells) for cells in printed)
    return 2 * apart < len(printed) and any(
        sum(map(bool, cells)) > 1 for cells in printed if len(cells) == width
    )


def _row(record: _Record, width: int) -> Row | None:
    if not any(record.cells):
        return None
    cells = (*record.cells, *[""] * (width - len(record.cells)))
    places = (f"line {record.line} cell {i}" for i in range(1, width + 1))
    return Row(cells, tuple(places))

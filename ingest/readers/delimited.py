"""Tables with marks between cells (CSV, TSV) → rows, as a sheet holds them.

Programs write a sheet so, its titles in lines that are filled up to the table's width or not,
its tables below each other, each as wide as it is. Which mark parts the cells is seen from the
lines, or told by the first one (`sep=;`, which Excel writes). A comma within a figure parts
nothing. Cells between tabs or bars are what `printed_columns` reads, but where a program
quoted them or filled their lines up: there a blank cell is blank, and nothing is displaced.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.documents import Row
from ingest.values import number

MARKS = (",", ";", "\t", "|", "^", "~")
_OF_TEXTS = ("\t", "|")
"""Marks that texts print between columns as well."""
_OF_RANGES = ("^", "~")
"""Marks that stand in sentences: `2021~2023`."""
_SENTENCE = re.compile("[，。；]")
LEAST_ROWS = 3
LEAST_EVEN = 0.8
"""The share of the rows that are as wide as one beside them."""
_APART = ("  ", "\u3000\u3000")
"""What parts columns that stand in places of their own: there a comma is of the figures."""
_TOLD = re.compile(r"\ufeff?\"?sep=([,;|\t^~])\"?[,;|\t^~]*\n", re.IGNORECASE)
_GUARDED = r'(?m)(^|{mark})="([^"\n]*)"(?={mark}|$)'
_GUARD = re.compile(r'="([^"]*)"')
"""How programs keep `0012` from becoming a number."""
_QUOTED = {
    mark: re.compile(rf'(?m)(?:^|{said})"(?:[^"{said}]|"")*"(?:{said}|$)')
    for mark, said in zip(_OF_TEXTS, (r"\t", r"\|"), strict=True)
}
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of cells, and the line that it begins at."""

    line: int
    cells: tuple[str, ...]


def found(text: str) -> list[Row | None] | None:
    """The rows of a text that is one sheet, None for a blank one; None where it is no sheet."""
    told = _TOLD.match(text)
    for mark in told[1] if told else MARKS:
        if text.count(mark) < LEAST_ROWS or not (told or _is_main(text, mark)):
            continue
        records = _records(text[told.end() if told else 0 :], mark, 2 if told else 1)
        if records and (told or _is_sheet(text, records, mark)):
            width = max(len(record.cells) for record in records)
            return [_row(record, width) for record in records]
    return None


def _is_main(text: str, mark: str) -> bool:
    """Whether lines with a mark in them are not rather parted by tabs."""
    lines = [line for line in text.splitlines() if mark in line]
    return mark in _OF_TEXTS or 2 * sum("\t" in line for line in lines) < len(lines)


def _records(text: str, mark: str, first: int) -> list[_Record]:
    """The rows of a text; none where it is not written so. `first`: its first line's number."""
    if '="' in text:
        text = re.sub(_GUARDED.format(mark=re.escape(mark)), r'\1"\2"', text)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=True)
    records: list[_Record] = []
    line = first
    try:
        for cells in reader:
            records.append(_Record(line, tuple(_GUARD.sub(r"\1", c).strip() for c in cells)))
            line = first + reader.line_num
    except csv.Error:
        return []
    return records


def _is_sheet(text: str, records: Sequence[_Record], mark: str) -> bool:
    printed = [record.cells for record in records if any(record.cells)]
    rows = [cells for cells in printed if len(cells) > 1]
    if len(rows) < LEAST_ROWS or not any(sum(map(bool, cells)) > 1 for cells in rows):
        return False
    is_of_text = mark == "|" and (" |" in text or "| " in text)
    if is_of_text or (mark in _OF_RANGES and not _is_mostly_sheet(printed, rows)):
        return False
    if mark in _OF_TEXTS:
        return _is_filled(printed) or _QUOTED[mark].search(text) is not None
    of_figures = sum(map(_parts_figures, rows)) if mark == "," else 0
    apart = sum(any(gap in cell for gap in _APART for cell in cells) for cells in rows)
    if 2 * max(of_figures, apart) >= len(rows):
        return False
    runs = [len(list(run)) for width, run in groupby(printed, key=len) if width > 1]
    is_even = sum(run for run in runs if run > 1) >= LEAST_EVEN * len(rows)
    with_figures = sum(any(number(cell) is not None for cell in cells) for cells in rows)
    wide = max(map(len, rows)) > 2
    if not (wide or with_figures):
        return False
    return (is_even and max(runs) >= LEAST_ROWS) or (wide and 2 * with_figures > len(rows))


def _is_mostly_sheet(printed: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> bool:
    """Whether most lines are rows, most of three cells or more, and hardly any a sentence."""
    wide = sum(len(cells) > 2 for cells in rows)
    told = sum(_SENTENCE.search("".join(cells)) is not None for cells in rows)
    return 2 * len(rows) >= len(printed) and 2 * wide > len(rows) and 2 * told < len(rows)


def _is_filled(printed: Sequence[Sequence[str]]) -> bool:
    """Whether all rows are as wide as the widest, titles too."""
    titles = sum(sum(map(bool, cells)) == 1 for cells in printed)
    return len({len(cells) for cells in printed}) == 1 and titles > 0


def _parts_figures(cells: Sequence[str]) -> bool:
    """Whether commas stand within the figures of a row: one does, or each one could."""
    marks = [_within_figure(a, b) for a, b in pairwise(cells)]
    return "yes" in marks or "no" not in marks


def _within_figure(before: str, behind: str) -> str:
    """Whether the comma between two texts is one of a figure's: `yes`, `no`, `maybe`."""
    if not before[-1:].isdigit() or not _THREE_DIGITS.match(behind):
        return "no"
    are_numbers = number(before) is not None and number(behind) is not None
    is_rest = behind[0] == "0" and "." in behind
    return "maybe" if are_numbers and not is_rest else "yes"


def _row(record: _Record, width: int) -> Row | None:
    if not any(record.cells):
        return None
    cells = (*record.cells, *[""] * (width - len(record.cells)))
    places = (f"line {record.line} cell {i}" for i in range(1, width + 1))
    return Row(cells, tuple(places))

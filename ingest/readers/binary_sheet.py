"""The parts of a binary workbook (xlsb) → how its sheets print: formats, merges, hidden parts.

Its values are `python-calamine`'s business. A part is a row of records, each with its kind and
its size before it (MS-XLSB).
"""

import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.errors import DocumentError, Reason
from ingest.readers.number_format import NumberFormat
from ingest.readers.package import member, parsed
from ingest.readers.sheet import Look, Merge, letters_of

MEDIA_TYPE = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
MAIN = "xl/workbook.bin"
STYLES = "xl/styles.bin"
ROW, FIRST_CELL, LAST_CELL = 0, 1, 11
COLUMN_INFO, MERGED, SHEET = 60, 176, 156
FORMAT, STYLE, BEGIN_STYLES, END_STYLES = 44, 47, 617, 618
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x10, 0x1
_MORE, _BITS = 0x80, 0x7F
MAX_COLUMNS = 16_384


class Sheet(NamedTuple):
    """How a sheet prints, and its merged cells."""

    look: Look
    merges: Sequence[Merge]


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a part: its kind and its bytes."""

    kind: int
    data: bytes

    def numbers(self, layout: str) -> tuple[int, ...]:
        """The numbers that it begins with.

        Raises:
            DocumentError: it is too short.
        """
        try:
            return struct.unpack_from(f"<{layout}", self.data)
        except struct.error as error:
            detail = f"a record of the workbook is too short: {error}"
            raise DocumentError(Reason.DAMAGED, detail) from error

    def text(self, at: int) -> tuple[str, int]:
        """The text that stands at a position, and where it ends."""
        (count,) = Record(self.kind, self.data[at:]).numbers("I")
        end = at + 4 + 2 * count
        return self.data[at + 4 : end].decode("utf-16-le", errors="replace"), end


def sheets(
    package: zipfile.ZipFile, format_of: Callable[[str | int], NumberFormat | None]
) -> dict[str, Sheet]:
    """Each sheet by its name.

    Args:
        package: the workbook.
        format_of: gives the format of a code, or of the number of a built-in one.
    """
    names = set(package.namelist())
    formats = []
    if STYLES in names:
        formats = list(_formats(records(member(package, STYLES)), format_of))
    paths = _paths(package)
    return {
        name: _sheet(records(member(package, path)), formats)
        for name, path in paths.items()
        if path in names
    }


def records(data: bytes) -> Iterator[Record]:
    """The records of a part; one that is cut off ends it."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        yield Record(kind, data[at : at + size])
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of up to so many bytes, seven bits in each, and where it ends."""
    value = 0
    for i, byte in enumerate(data[at : at + most]):
        value |= (byte & _BITS) << (7 * i)
        if not byte & _MORE:
            return value, at + i + 1
    return value, at + most


def _paths(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by its name."""
    relations = parsed(member(package, "xl/_rels/workbook.bin.rels"))
    targets = {str(r.get("Id")): str(r.get("Target")) for r in relations}
    made: dict[str, str] = {}
    for record in records(member(package, MAIN)):
        if record.kind == SHEET:
            relation, end = record.text(8)
            name, _ = record.text(end)
            target = targets.get(relation, "")
            made[name] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return made


def _formats(
    styles: Iterator[Record], format_of: Callable[[str | int], NumberFormat | None]
) -> Iterator[NumberFormat | None]:
    """The number format of each style of cells."""
    own: dict[int, str] = {}
    is_of_cells = False
    for record in styles:
        if record.kind == FORMAT:
            (number,) = record.numbers("H")
            own[number], _ = record.text(2)
        elif record.kind in (BEGIN_STYLES, END_STYLES):
            is_of_cells = record.kind == BEGIN_STYLES
        elif record.kind == STYLE and is_of_cells:
            _, number = record.numbers("HH")
            yield format_of(own.get(number, number))


def _sheet(held: Iterator[Record], formats: Sequence[NumberFormat | None]) -> Sheet:
    shown: dict[str, NumberFormat] = {}
    merges: list[Merge] = []
    rows: set[int] = set()
    columns: set[int] = set()
    row = 0
    for record in held:
        if record.kind == ROW:
            row, _, _, _, flags = record.numbers("IIHBB")
            if flags & _ROW_HIDDEN:
                rows.add(row)
        elif FIRST_CELL <= record.kind <= LAST_CELL:
            column, told = record.numbers("II")
            style = told & 0xFFFFFF
            format_ = formats[style] if style < len(formats) else None
            if format_ is not None and column < MAX_COLUMNS:
                shown[f"{letters_of(column)}{row + 1}"] = format_
        elif record.kind == MERGED:
            top, bottom, left, right = record.numbers("IIII")
            merges.append(((top, left), (bottom, right)))
        elif record.kind == COLUMN_INFO:
            first, last, _, _, flags = record.numbers("IIIIH")
            if flags & _COLUMN_HIDDEN:
                columns.update(range(first, min(last + 1, MAX_COLUMNS)))
    looks: Mapping[str, NumberFormat] = shown
    return Sheet(Look(looks, {}, frozenset(rows), frozenset(columns)), merges)

"""Excel workbooks (xlsx, xls) → blocks: one table a sheet, as it is printed.

`python-calamine` gives values and merged ranges; from an xlsx package the number formats are
read as well, so that a share shows as `99.99%` and an amount with its printed decimals.
Hidden sheets, rows and columns are not printed: they are notices.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from ingest.documents import Line, Notice, Reading, Row
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import Part, blocks
from ingest.readers.package import check, member

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
MAX_CELLS = 3_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*? s="(\d+)"')
_HIDDEN_ROW = re.compile(rb'<row [^>]*?r="(\d+)"[^>]*?hidden="(?:1|true)"')
_HIDDEN_COLUMNS = re.compile(rb"<col [^>]*?hidden=\"(?:1|true)\"[^>]*?>")
_BOUNDS = re.compile(rb'(min|max)="(\d+)"')
_FORMAT_NUMBER = re.compile(r"0(?:\.(0+))?(%?)")


@dataclass(frozen=True, slots=True)
class _Look:
    """How an xlsx sheet prints: formats by cell, hidden rows and columns (from 0)."""

    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def read(data: bytes) -> Reading:
    """The sheets of a workbook.

    Raises:
        DocumentError: the workbook is damaged, encrypted or too large.
    """
    looks = _looks(data) if data.startswith(b"PK") else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        parts, notices = _sheets(book, looks)
    except CalamineError as error:
        reason = Reason.ENCRYPTED if "assword" in str(error) else Reason.DAMAGED
        raise DocumentError(reason, f"the workbook cannot be opened: {error}") from error
    media_type = XLSX if data.startswith(b"PK") else XLS
    return Reading(media_type, "", tuple(blocks(parts)), tuple(notices))


def _sheets(
    book: CalamineWorkbook, looks: Mapping[str, _Look]
) -> tuple[list[Part], list[Notice]]:
    parts: list[Part] = []
    notices: list[Notice] = []
    for meta in book.sheets_metadata:
        if meta.visible != SheetVisibleEnum.Visible:
            notices.append(Notice(Reason.HIDDEN, "the sheet is hidden", f"sheet {meta.name}"))
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * max(sheet.total_width, 1) > MAX_CELLS:
            detail = f"{sheet.total_height:,} rows of {sheet.total_width:,} columns"
            raise DocumentError(Reason.TOO_LARGE, detail, f"sheet {meta.name}")
        look = looks.get(meta.name, _Look())
        if look.rows or look.columns:
            detail = f"{len(look.rows)} rows and {len(look.columns)} columns are hidden"
            notices.append(Notice(Reason.HIDDEN, detail, f"sheet {meta.name}"))
        values = sheet.to_python(skip_empty_area=False)
        merges = sheet.merged_cell_ranges or []
        parts.append((Line(meta.name, f"sheet {meta.name}"),))
        parts += _tables(_rows(meta.name, values, merges, look))
    return parts, notices


def _rows(
    name: str,
    values: Sequence[Sequence[Any]],
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    look: _Look,
) -> list[Row | None]:
    """The printed rows; None for a blank one."""
    width = max((len(row) for row in values), default=0)
    columns = [i for i in range(width) if i not in look.columns]
    covers = {
        (row, column): first
        for first, last in merges
        for row in range(first[0], min(last[0], len(values) - 1) + 1)
        for column in range(first[1], min(last[1], width - 1) + 1)
    }
    rows: list[Row | None] = []
    for row_no, row in enumerate(values):
        if row_no in look.rows:
            continue
        texts = [_text(row[i], look.formats.get((row_no, i), "")) for i in columns]
        if not any(texts):
            rows.append(None)
            continue
        covered = []
        for text, column in zip(texts, columns, strict=True):
            anchor = covers.get((row_no, column))
            if anchor is not None and anchor != (row_no, column):
                value = values[anchor[0]][anchor[1]]
                text = _text(value, look.formats.get(anchor, ""))  # noqa: PLW2901
            covered.append(text)
        places = tuple(f"sheet {name} {_letters(i)}{row_no + 1}" for i in columns)
        rows.append(Row(tuple(texts), places, tuple(covered)))
    return rows


def _tables(rows: Sequence[Row | None]) -> list[Part]:
    """The tables of a sheet: blank rows part them where a title follows."""
    tables: list[list[Row]] = [[]]
    blank = False
    for row in rows:
        if row is None:
            blank = True
            continue
        titled = sum(1 for cell in row.cells if cell) == 1
        if blank and titled and tables[-1]:
            tables.append([])
        blank = False
        tables[-1].append(row)
    return [tuple(table) for table in tables if table]


def _text(value: object, number_format: str) -> str:
    """A value as its format prints it; without a format, in its shortest exact form."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).strip()


def _number(value: float, number_format: str) -> str:
    shown = _FORMAT_NUMBER.search(number_format.split(";", maxsplit=1)[0])
    exact = Decimal(repr(value))
    if shown is None:
        return f"{int(exact)}" if exact == exact.to_integral_value() else f"{exact:f}"
    decimals = len(shown.group(1) or "")
    if shown.group(2):
        return f"{exact * 100:.{decimals}f}%"
    return f"{exact:.{decimals}f}"


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _looks(data: bytes) -> dict[str, _Look]:
    """How each sheet of an xlsx package prints, by the sheet's name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist():
                check(info)
            formats = _formats(package)
            return {
                name: _look(member(package, path), formats)
                for name, path in _sheet_paths(package).items()
                if path in package.namelist()
            }
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise DocumentError(Reason.DAMAGED, f"the workbook is damaged: {error}") from error


def _sheet_paths(package: zipfile.ZipFile) -> dict[str, str]:
    book = etree.fromstring(member(package, "xl/workbook.xml"))
    relations = etree.fromstring(member(package, "xl/_rels/workbook.xml.rels"))
    targets = {str(r.get("Id")): str(r.get("Target")) for r in relations}
    return {
        str(sheet.get("name")): _inside(targets.get(str(sheet.get(_RELATION)), ""))
        for sheet in book.iter(f"{_MAIN}sheet")
    }


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _formats(package: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style."""
    if "xl/styles.xml" not in package.namelist():
        return []
    styles = etree.fromstring(member(package, "xl/styles.xml"))
    own = {
        int(f.get("numFmtId", "0")): str(f.get("formatCode"))
        for f in styles.iter(f"{_MAIN}numFmt")
    }
    found = styles.find(f"{_MAIN}cellXfs")
    ids = [int(xf.get("numFmtId", "0")) for xf in found] if found is not None else []
    return [own.get(i, _BUILT_IN.get(i, "")) for i in ids]


def _look(xml: bytes, formats: Sequence[str]) -> _Look:
    printed = {i for i, code in enumerate(formats) if _FORMAT_NUMBER.search(code)}
    by_cell = {
        (int(row) - 1, _column(letters.decode())): formats[style]
        for letters, row, digits in _CELL.findall(xml)
        if (style := int(digits)) in printed
    }
    columns: set[int] = set()
    for entry in _HIDDEN_COLUMNS.findall(xml):
        bounds = {key: int(value) for key, value in _BOUNDS.findall(entry)}
        first, last = bounds.get(b"min", 1), bounds.get(b"max", 0)
        columns.update(range(first - 1, min(last, 20_000)))
    rows = frozenset(int(row) - 1 for row in _HIDDEN_ROW.findall(xml))
    return _Look(by_cell, rows, frozenset(columns))

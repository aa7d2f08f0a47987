"""Excel workbooks (xlsx, xls) → blocks: one table a sheet, as it is printed.

`python-calamine` gives values and merged ranges; from an xlsx package the number formats are
read as well, so that a share shows as `99.99%` and an amount with its printed decimals.
Hidden sheets, rows and columns are not printed: they are notices.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from ingest.documents import Line, Notice, Reading, Row
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import Part, blocks, tables_in
from ingest.readers.number_format import NumberFormat, number_format
from ingest.readers.package import check, member, opened, parsed
from ingest.values import NO_STORED_VALUE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
MAX_CELLS = 1_000_000
"""Filled cells, and cells that are laid out at leisure."""
MAX_LAID_OUT = 20 * MAX_CELLS
"""Cells between the first and the last filled one of a sheet, most of which are blank."""
_FAR_APART = 50
"""Blank columns beyond which a cell is none of a table's."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00",
    44: "#,##0.00",
}  # fmt: skip
_CELL = re.compile(r'<c r="([A-Z]++[0-9]++)"(?: t="n")? s="([0-9]++)"(?! t="[^n])')
_CELL_IN_ANY_SPELLING = re.compile(
    r"<(?:\w+:)?c (?=[^>]*\br=[\"']([A-Z]+\d+))(?=[^>]*\bs=[\"'](\d+))"
    r"(?![^>]*\bt=[\"'][^n])"
)
_FAR = re.compile(r"r=[\"'](?:[A-Z]{3,}[0-9]|[A-Z]+[0-9]{5})")
_REFERENCE = re.compile(r"<(?:\w+:)?c (?:[^>]*? )??r=[\"']([A-Z]+)(\d+)[\"']")
_HIDDEN = re.compile(
    r"<(?:\w+:)?(row|col) (?=[^>]*\bhidden=[\"'](?:1|true))(?=[^>]*\b(?:r|min)=[\"'](\d+))"
    r"(?:[^>]*\bmax=[\"'](\d+))?"
)
_CELL_WITH_CONTENT = re.compile(
    r"<(?:\w+:)?c (?=[^>]*\br=[\"']([A-Z]+\d+))([^>]*)(?<!/)>(.{0,20000}?)</(?:\w+:)?c>",
    re.DOTALL,
)
_ERROR = re.compile(r"\bt=[\"']e[\"']")
_WITH_TEXT = re.compile(r"\bt=[\"'](?:str|inlineStr|s)[\"']")
_VALUE = re.compile(r"<(?:\w+:)?v(?: [^>]*)?>([^<]+)<")
_FORMULA = re.compile(r"<(?:\w+:)?f[ />]")
MAX_COLUMNS = 16_384
GENERAL = NumberFormat()
LOST = NumberFormat(date="{0.year}年{0.month}月{0.day}日")
"""A format of its own that the file does not define: days, where all its numbers can be."""
_FIRST_OWN_FORMAT = 164
_VALUE_OF_STYLE = r"<c (?=[^>]*\bs=[\"']{}[\"'])[^>]*><v>([^<]+)</v>"
_DAYS = (36_526, 54_788)
"""2000-01-01 and 2049-12-31, as workbooks count days."""

Position = tuple[int, int]
Merge = tuple[Position, Position]


@dataclass(frozen=True, slots=True)
class _Look:
    """How an xlsx sheet prints: formats by the cell's name, what is hidden (from 0).

    `odd` has what stands in cells that hold no value: an error, or a formula never computed.
    """

    formats: Mapping[str, NumberFormat] = field(default_factory=dict)
    odd: Mapping[str, str] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Package:
    """An xlsx package: the part of each sheet by its name, the format of each cell style."""

    parts: Mapping[str, str]
    formats: Sequence[NumberFormat | None]


def read(data: bytes) -> Reading:
    """The sheets of a workbook.

    Raises:
        DocumentError: the workbook is damaged, encrypted or too large.
    """
    package = _package(data) if data.startswith(b"PK") else None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        parts, notices = _sheets(book, package)
    except PasswordError as error:
        raise DocumentError(Reason.ENCRYPTED, "the workbook needs a password") from error
    except CalamineError as error:
        reason = Reason.ENCRYPTED if "assword" in str(error) else Reason.DAMAGED
        raise DocumentError(reason, f"the workbook cannot be opened: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library's own way to give up
            raise
        raise DocumentError(Reason.DAMAGED, f"the workbook is damaged: {error}") from error
    return Reading(XLSX if package else XLS, "", tuple(blocks(parts)), tuple(notices))


def _sheets(
    book: CalamineWorkbook, package: _Package | None
) -> tuple[list[Part], list[Notice]]:
    parts: list[Part] = []
    notices: list[Notice] = []
    for meta in book.sheets_metadata:
        place = f"sheet {meta.name}"
        if meta.visible != SheetVisibleEnum.Visible:
            notices.append(Notice(Reason.HIDDEN, "the sheet is hidden", place))
            continue
        look = _look(package, meta.name) if package else _Look()
        sheet = book.get_sheet_by_name(meta.name)
        _check_size(sheet.total_height, sheet.total_width, place)
        if look.rows or look.columns:
            detail = f"{len(look.rows)} rows and {len(look.columns)} columns are hidden"
            notices.append(Notice(Reason.HIDDEN, detail, place))
        values, far = _near(sheet.to_python(skip_empty_area=False), place)
        notices += far
        merges = sheet.merged_cell_ranges or []
        parts.append((Line(meta.name, place),))
        parts += tables_in(_rows(place, values, merges, look))
    return parts, notices


def _check_size(height: int, width: int, place: str) -> None:
    if height * max(width, 1) > MAX_LAID_OUT:
        raise DocumentError(Reason.TOO_LARGE, f"{height:,} rows of {width:,} columns", place)


def _near(values: list[list[Any]], place: str) -> tuple[list[list[Any]], list[Notice]]:
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
            f"{place} {_letters(c)}{i + 1}",
        )
        for i, c in far[:1]
    ]
    return near, said


def _rows(
    place: str, values: Sequence[Sequence[Any]], merges: Iterable[Merge], look: _Look
) -> list[Row | None]:
    """The printed rows; None for a blank one."""
    width = max(map(len, values), default=0)
    columns = [i for i in range(width) if i not in look.columns]
    merged = _merged(merges, len(values), width, look, place)
    letters = [_letters(i) for i in range(width)]
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
        rows.append(Row(tuple(texts), places, tuple(covered), stored))
    return rows


def _stored(row: Sequence[Any], names: Sequence[str], look: _Look) -> dict[int, str]:
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
    merges: Iterable[Merge], height: int, width: int, look: _Look, place: str
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


def _package(data: bytes) -> _Package:
    """The sheets' XML and the formats of an xlsx package, each part within the limits."""
    with opened(data) as package:
        for info in package.infolist():
            check(info)
        names = set(package.namelist())
        if "xl/sharedStrings.xml" in names:
            member(package, "xl/sharedStrings.xml")  # refused where it claims another size
        paths = _sheet_paths(package)
        return _Package(
            {
                name: member(package, path).decode("latin-1")  # only its marks are read
                for name, path in paths.items()
                if path in names
            },
            _formats(member(package, "xl/styles.xml")) if "xl/styles.xml" in names else [],
        )


def _sheet_paths(package: zipfile.ZipFile) -> dict[str, str]:
    book = parsed(member(package, "xl/workbook.xml"))
    relations = parsed(member(package, "xl/_rels/workbook.xml.rels"))
    targets = {str(r.get("Id")): str(r.get("Target")) for r in relations}
    return {
        str(sheet.get("name")): _inside(targets.get(str(sheet.get(_RELATION)), ""))
        for sheet in book.iter("{*}sheet")
    }


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _formats(xml: bytes) -> list[NumberFormat | None]:
    """The number format of each cell style; None where it prints a number as it is."""
    styles = parsed(xml)
    own = {
        str(f.get("numFmtId", "0")): str(f.get("formatCode")) for f in styles.iter("{*}numFmt")
    }
    found = styles.find("{*}cellXfs")
    ids = [str(xf.get("numFmtId", "0")) for xf in found] if found is not None else []
    return [
        number_format(own[i]) if i in own else _built_in(int(i) if i.isdecimal() else 0)
        for i in ids
    ]


def _built_in(format_id: int) -> NumberFormat | None:
    if format_id >= _FIRST_OWN_FORMAT:
        return LOST
    return number_format(_BUILT_IN.get(format_id, ""))


def _look(package: _Package, name: str) -> _Look:
    """How a sheet prints.

    Raises:
        DocumentError: its cells lie too far apart to be laid out.
    """
    xml = package.parts.get(name, "")
    if _FAR.search(xml):
        cells = _REFERENCE.findall(xml)
        height = max((int(row) for _, row in cells), default=0)
        width = max((_column(letters) + 1 for letters in {c for c, _ in cells}), default=0)
        _check_size(height, width, f"sheet {name}")
    rows, columns = _hidden(xml)
    return _Look(_formats_by_cell(xml, package.formats), _odd(xml), rows, columns)


def _odd(xml: str) -> dict[str, str]:
    """What stands in the cells of a sheet that hold an error, or a formula without its value.

    A formula that gave an empty text has given a value.
    """
    if "<f" not in xml and ":f" not in xml and not _ERROR.search(xml):
        return {}
    odd: dict[str, str] = {}
    for name, attributes, content in _CELL_WITH_CONTENT.findall(xml):
        value = _VALUE.search(content)
        if _ERROR.search(attributes) and value:
            odd[name] = value[1]
        elif not value and _FORMULA.search(content) and not _WITH_TEXT.search(attributes):
            odd[name] = NO_STORED_VALUE
    return odd


def _formats_by_cell(
    xml: str, formats: Sequence[NumberFormat | None]
) -> dict[str, NumberFormat]:
    """The formats of a sheet's numbers by the cells' names."""
    by_style = {str(i): shown for i, shown in enumerate(formats) if shown}
    for style in [style for style, shown in by_style.items() if shown is LOST]:
        values = re.findall(_VALUE_OF_STYLE.format(style), xml)
        if not values or not all(map(_counts_days, values)):
            del by_style[style]
    usual = xml.count("<c ") == xml.count('<c r="') and ":c " not in xml
    cells = (_CELL if usual else _CELL_IN_ANY_SPELLING).findall(xml)
    return {cell: by_style[style] for cell, style in cells if style in by_style}


def _counts_days(value: str) -> bool:
    """Whether a stored number is a whole day of the years in which accounts are published."""
    return value.isdecimal() and _DAYS[0] <= int(value) <= _DAYS[1]


def _hidden(xml: str) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and columns of a sheet that are not shown."""
    rows: set[int] = set()
    columns: set[int] = set()
    if "hidden=" in xml:
        for kind, first, last in _HIDDEN.findall(xml):
            if kind == "row":
                rows.add(int(first) - 1)
            else:
                columns.update(range(int(first) - 1, min(int(last or first), MAX_COLUMNS)))
    return frozenset(rows), frozenset(columns)

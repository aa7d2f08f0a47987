"""Excel workbooks (xlsx, xls, xlsb) → blocks: one table a sheet, as it is printed.

`python-calamine` gives values and merged ranges; the number formats are read as well, so that a
share shows as `99.99%` and an amount with its printed decimals.
Hidden sheets, rows and columns are not printed: they are notices.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from ingest.documents import Line, Notice, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers import biff, binary_sheet, odd_workbook
from ingest.readers.assemble import Part, blocks, tables_in
from ingest.readers.kinds import sniff
from ingest.readers.number_format import NumberFormat, number_format
from ingest.readers.package import check, member, opened, parsed
from ingest.readers.sheet import Look, check_size, column_of, near, rows_of
from ingest.values import NO_STORED_VALUE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
XLSB = binary_sheet.MEDIA_TYPE
_RELATION = re.compile(r"\{[^}]*/officeDocument/(?:2006/)?relationships\}id")
"""What names a sheet's part, in both of the spaces that the standard has."""
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
_STYLED_CELL = re.compile(r"<(?:\w+:)?c (?=[^>]*\br=[\"']([A-Z]+\d+))(?=[^>]*\bs=[\"'](\d+))")
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
LOST = NumberFormat(date="{0.year}年{0.month}月{0.day}日")
"""A format of its own that the file does not define: days, where all its numbers can be."""
_FIRST_OWN_FORMAT = 164
_VALUE_OF_STYLE = r"<c (?=[^>]*\bs=[\"']{}[\"'])[^>]*><v>([^<]+)</v>"
_DAYS = (36_526, 54_788)
"""2000-01-01 and 2049-12-31, as workbooks count days."""


@dataclass(frozen=True, slots=True)
class _Package:
    """An xlsx package: the part of each sheet by its name, the look of each cell style."""

    parts: Mapping[str, str]
    formats: Sequence[NumberFormat | None]
    indents: Mapping[str, float] = field(default_factory=dict)


def read(data: bytes) -> Reading:
    """The sheets of a workbook.

    Raises:
        DocumentError: the workbook is damaged, encrypted or too large.
    """
    if not data.startswith(b"PK") or sniff(data) != XLSX:
        return _read(data)
    if not odd_workbook.is_odd(data):
        try:
            return _read(data)
        except DocumentError as error:
            if error.reason != Reason.DAMAGED:
                raise
    straight, notices = odd_workbook.straightened(data)
    reading = _read(straight)
    return replace(reading, notices=(*notices, *reading.notices))


def _read(data: bytes) -> Reading:
    package, printed = _packages(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        parts, notices = _sheets(book, package, printed)
    except PasswordError as error:
        raise DocumentError(Reason.ENCRYPTED, "the workbook needs a password") from error
    except CalamineError as error:
        reason = Reason.ENCRYPTED if "assword" in str(error) else Reason.DAMAGED
        raise DocumentError(reason, f"the workbook cannot be opened: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library's own way to give up
            raise
        raise DocumentError(Reason.DAMAGED, f"the workbook is damaged: {error}") from error
    kind = XLSX if package else XLSB if data.startswith(b"PK") else XLS
    return Reading(kind, "", tuple(blocks(parts)), tuple(notices))


def _sheets(
    book: CalamineWorkbook,
    package: _Package | None,
    printed: Mapping[str, binary_sheet.Sheet],
) -> tuple[list[Part], list[Notice]]:
    parts: list[Part] = []
    notices: list[Notice] = []
    for meta in book.sheets_metadata:
        place = f"sheet {meta.name}"
        if meta.visible != SheetVisibleEnum.Visible:
            notices.append(Notice(Reason.HIDDEN, "the sheet is hidden", place))
            continue
        told = printed.get(meta.name, binary_sheet.Sheet(Look(), ()))
        look = _look(package, meta.name) if package else told.look
        sheet = book.get_sheet_by_name(meta.name)
        check_size(sheet.total_height, sheet.total_width, place)
        if look.rows or look.columns:
            detail = f"{len(look.rows)} rows and {len(look.columns)} columns are hidden"
            notices.append(Notice(Reason.HIDDEN, detail, place))
        values, far = near(_values(sheet), place)
        notices += far
        merges = told.merges or sheet.merged_cell_ranges or []
        parts.append((Line(meta.name, place),))
        parts += tables_in(rows_of(place, values, merges, look))
    return parts, notices


def _values(sheet: CalamineSheet) -> list[list[Any]]:
    """A sheet's values by row and column, numbers as formats print them.

    Workbooks that are no xlsx hold whole numbers as such.
    """
    rows = sheet.to_python(skip_empty_area=False)
    return [[float(v) if type(v) is int else v for v in row] for row in rows]


def _packages(data: bytes) -> tuple[_Package | None, Mapping[str, binary_sheet.Sheet]]:
    """An xlsx package; of other workbooks, how each sheet prints, by its name."""
    if not data.startswith(b"PK"):
        looks = biff.looks(data, _old_format)
        return None, {name: binary_sheet.Sheet(look, ()) for name, look in looks.items()}
    with opened(data) as package:
        if binary_sheet.MAIN not in package.namelist():
            return _package(data), {}
        for info in package.infolist():
            check(info)
        return None, binary_sheet.sheets(package, _format_of)


def _format_of(told: str | int) -> NumberFormat | None:
    """The number format of a code, or of a built-in one's number."""
    return number_format(told if isinstance(told, str) else _BUILT_IN.get(told, ""))


def _package(data: bytes) -> _Package:
    """The sheets' XML and the formats of an xlsx package, each part within the limits."""
    with opened(data) as package:
        for info in package.infolist():
            check(info)
        names = set(package.namelist())
        if "xl/sharedStrings.xml" in names:
            member(package, "xl/sharedStrings.xml")  # refused where it claims another size
        paths = _sheet_paths(package)
        styles = member(package, "xl/styles.xml") if "xl/styles.xml" in names else b""
        return _Package(
            {
                name: member(package, path).decode("latin-1")  # only its marks are read
                for name, path in paths.items()
                if path in names
            },
            _formats(styles) if styles else [],
            _indents(styles) if styles else {},
        )


_SPACES_OF_LEVEL = 2.0
"""A level of indent in a workbook is about as wide as a letter of Chinese."""


def _indents(xml: bytes) -> dict[str, float]:
    """How far each cell style sets a text in, by its number; none of those that do not."""
    found = parsed(xml).find("{*}cellXfs")
    levels = {
        str(i): str(mark.get("indent", "0"))
        for i, xf in enumerate(found if found is not None else ())
        if (mark := xf.find("{*}alignment")) is not None
    }
    return {
        style: int(level) * _SPACES_OF_LEVEL
        for style, level in levels.items()
        if level.isdecimal() and int(level)
    }


def _sheet_paths(package: zipfile.ZipFile) -> dict[str, str]:
    book = parsed(member(package, "xl/workbook.xml"))
    relations = parsed(member(package, "xl/_rels/workbook.xml.rels"))
    targets = {str(r.get("Id")): str(r.get("Target")) for r in relations}
    return {
        str(sheet.get("name")): _inside(targets.get(_relation(sheet), ""))
        for sheet in book.iter("{*}sheet")
    }


def _relation(sheet: etree._Element) -> str:
    found = (value for key, value in sheet.attrib.items() if _RELATION.fullmatch(str(key)))
    return str(next(found, ""))


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


def _old_format(format_id: int, own: Mapping[int, str]) -> NumberFormat | None:
    """The format with an id in an old workbook, which defines most of them itself."""
    code = own.get(format_id, _BUILT_IN.get(format_id))
    return number_format(code) if code is not None else _built_in(format_id)


def _look(package: _Package, name: str) -> Look:
    """How a sheet prints.

    Raises:
        DocumentError: its cells lie too far apart to be laid out.
    """
    xml = package.parts.get(name, "")
    if _FAR.search(xml):
        cells = _REFERENCE.findall(xml)
        height = max((int(row) for _, row in cells), default=0)
        width = max((column_of(letters) + 1 for letters in {c for c, _ in cells}), default=0)
        check_size(height, width, f"sheet {name}")
    rows, columns = _hidden(xml)
    formats = _formats_by_cell(xml, package.formats)
    return Look(formats, _odd(xml), rows, columns, _indents_by_cell(xml, package.indents))


def _indents_by_cell(xml: str, indents: Mapping[str, float]) -> dict[str, float]:
    """How far the styles of a sheet's cells set their texts in, by the cells' names."""
    if not indents:
        return {}
    cells = _STYLED_CELL.findall(xml)
    return {cell: indents[style] for cell, style in cells if style in indents}


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

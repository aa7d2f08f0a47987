"""OpenDocument workbooks (ODS) → blocks: one table a sheet, as it is printed.

The file holds beside each value the text that it prints. Hidden sheets, rows and columns are
not printed: they are notices.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ingest.documents import Line, Notice, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import Part, blocks, tables_in
from ingest.readers.package import member, opened, parsed
from ingest.readers.sheet import Look, Merge, check_size, letters_of, near, rows_of
from ingest.values import NO_STORED_VALUE

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES: Final = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TABLE = f"{{{_SPACES.format('table')}}}"
_OFFICE = f"{{{_SPACES.format('office')}}}"
_TEXT = f"{{{_SPACES.format('text')}}}"
_STYLE = f"{{{_SPACES.format('style')}}}"
_GROUPS: Final = frozenset(
    f"{_TABLE}table-{name}"
    for name in (
        "header-rows", "row-group", "rows", "header-columns", "column-group", "columns",
    )
)  # fmt: skip
_CELLS: Final = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
_WHITE: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
MOST = 1_048_576
"""The most rows, or columns, that a sheet has."""


@dataclass(slots=True)
class _Sheet:
    """The texts of a sheet by row and column, its merges, what is hidden and what is odd."""

    values: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    odd: dict[str, str] = field(default_factory=dict)


def read(data: bytes) -> Reading:
    """The sheets of a workbook.

    Raises:
        DocumentError: the workbook is damaged, encrypted or too large.
    """
    root = _content(data)
    hidden = {
        str(style.get(f"{_STYLE}name"))
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    parts: list[Part] = []
    notices: list[Notice] = []
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        name = str(table.get(f"{_TABLE}name", ""))
        place = f"sheet {name}"
        if table.get(f"{_TABLE}style-name") in hidden:
            notices.append(Notice(Reason.HIDDEN, "the sheet is hidden", place))
            continue
        sheet = _sheet(table, place)
        look = Look({}, sheet.odd, frozenset(sheet.rows), frozenset(sheet.columns))
        if look.rows or look.columns:
            detail = f"{len(look.rows)} rows and {len(look.columns)} columns are hidden"
            notices.append(Notice(Reason.HIDDEN, detail, place))
        values, far = near(sheet.values, place)
        notices += far
        parts.append((Line(name, place),))
        parts += tables_in(rows_of(place, values, sheet.merges, look))
    return Reading(MEDIA_TYPE, "", tuple(blocks(parts)), tuple(notices))


def _content(data: bytes) -> etree._Element:
    """The XML of a workbook: a part of its package, or the file itself (`.fods`)."""
    if not data.startswith(b"PK"):
        return parsed(data)
    with opened(data) as package:
        names = set(package.namelist())
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in member(package, manifest):
            raise DocumentError(Reason.ENCRYPTED, "the workbook needs a password")
        return parsed(member(package, "content.xml"))


def _sheet(table: etree._Element, place: str) -> _Sheet:
    """A table's cells; blank rows and columns at its ends are none of it.

    Raises:
        DocumentError: its cells lie too far apart to be laid out.
    """
    sheet = _Sheet()
    row_no = column = width = 0
    for element in _inside(table):
        if element.tag == f"{_TABLE}table-column":
            times = _count(element, "number-columns-repeated")
            if element.get(f"{_TABLE}visibility", "visible") != "visible":
                sheet.columns.update(range(column, min(column + times, MOST)))
            column += times
        elif element.tag == f"{_TABLE}table-row":
            times = _count(element, "number-rows-repeated")
            cells = _cells(sheet, element, row_no)
            if cells:
                width = max(width, len(cells))
                check_size(row_no + times, width, place)
                sheet.values += [[]] * (row_no - len(sheet.values)) + [cells] * times
                if element.get(f"{_TABLE}visibility", "visible") != "visible":
                    sheet.rows.update(range(row_no, row_no + times))
            row_no += times
    used = max(map(len, sheet.values), default=0)
    sheet.values = [[*row, *[""] * (used - len(row))] for row in sheet.values]
    sheet.columns = {i for i in sheet.columns if i < used}
    return sheet


def _inside(table: etree._Element) -> Iterator[etree._Element]:
    """The columns and rows of a table, out of their groups."""
    for element in table:
        if element.tag in _GROUPS:
            yield from _inside(element)
        else:
            yield element


def _cells(sheet: _Sheet, row: etree._Element, row_no: int) -> list[str]:
    """The texts of a row up to its last; merges and odd cells are told to the sheet."""
    texts: list[str] = []
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _count(cell, "number-columns-repeated")
        text = _printed(cell)
        down, right = (
            _count(cell, "number-rows-spanned"),
            _count(cell, "number-columns-spanned"),
        )
        if down > 1 or right > 1:
            last = min(row_no + down, MOST) - 1, min(column + right, MOST) - 1
            sheet.merges.append(((row_no, column), last))
        if not text and cell.get(f"{_TABLE}formula") and not cell.get(f"{_OFFICE}value-type"):
            text = NO_STORED_VALUE
            sheet.odd[f"{letters_of(column)}{row_no + 1}"] = text
        if text:
            texts += [""] * (column - len(texts)) + [text] * times
        column = min(column + times, MOST)
    return texts


def _count(element: etree._Element, name: str) -> int:
    told = str(element.get(f"{_TABLE}{name}", "1"))
    return min(int(told), MOST) if told.isdecimal() else 1


def _printed(cell: etree._Element) -> str:
    """The text that a cell prints; of one that has none, its value."""
    lines = [_line(paragraph).strip() for paragraph in cell.iterfind(f"{_TEXT}p")]
    text = "\n".join(lines).strip()
    return text or _value(cell)


def _line(element: etree._Element) -> str:
    made = [str(element.text or "")]
    for inner in element:
        if inner.tag == f"{_TEXT}s":
            made.append(" " * int(inner.get(f"{_TEXT}c", "1")))
        elif inner.tag in _WHITE:
            made.append(_WHITE[inner.tag])
        elif inner.tag != f"{_OFFICE}annotation":
            made.append(_line(inner))
        made.append(str(inner.tail or ""))
    return "".join(made)


def _value(cell: etree._Element) -> str:
    told: Mapping[str, str] = {
        str(name).removeprefix(_OFFICE): str(value) for name, value in cell.attrib.items()
    }
    kind, value = told.get("value-type"), told.get("value", "")
    if kind == "percentage" and value:
        return f"{float(value) * 100:g}%"
    shown = (value, told.get("date-value"), told.get("string-value"))
    return next(filter(None, shown), "").strip() if kind else ""

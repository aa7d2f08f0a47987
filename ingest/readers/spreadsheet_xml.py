"""Workbooks as one XML file (SpreadsheetML of Excel 2003) → blocks: one table a sheet.

<Row ss:Index="4"><Cell ss:MergeAcross="1"><Data ss:Type="String">合计</Data></Cell>
<Cell ss:StyleID="s62"><Data ss:Type="Number">1234.5</Data></Cell></Row>
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from lxml import etree

from ingest.documents import Line, Notice, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import Part, blocks, tables_in
from ingest.readers.encoding import decode
from ingest.readers.kinds import SPREADSHEET_XML
from ingest.readers.number_format import NumberFormat, number_format
from ingest.readers.package import parsed
from ingest.readers.sheet import MAX_CELLS, Look, Merge, letters_of, near, rows_of

_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X: Final = "{urn:schemas-microsoft-com:office:excel}"
_NAMED: Final = {
    "fixed": "0.00", "standard": "#,##0.00", "currency": "#,##0.00", "percent": "0.00%",
}  # fmt: skip
_MAX_INDEX = 1_100_000
"""A place beyond this is a slip or an attack."""

Value = str | float | bool | datetime


def read(data: bytes) -> Reading:
    """The sheets of a workbook, without what is hidden.

    Raises:
        DocumentError: the XML is damaged, or lays out more cells than a sheet has.
    """
    text, encoding, lost = decode(data)
    declaration, end, rest = text.lstrip().partition("?>")
    root = parsed((rest if end else declaration).encode())
    formats = _formats(root)
    parts: list[Part] = []
    notices: list[Notice] = [*lost]
    for sheet in root.iter(f"{_SS}Worksheet"):
        place = f"sheet {sheet.get(f'{_SS}Name')}"
        shown = sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible") or ""
        if shown.startswith("SheetHidden"):
            notices.append(Notice(Reason.HIDDEN, "the sheet is hidden", place))
            continue
        values, merges, look = _laid_out(sheet, formats, place)
        if look.rows or look.columns:
            detail = f"{len(look.rows)} rows and {len(look.columns)} columns are hidden"
            notices.append(Notice(Reason.HIDDEN, detail, place))
        kept, far = near(values, place)
        notices += far
        parts.append((Line(place.removeprefix("sheet "), place),))
        parts += tables_in(rows_of(place, kept, merges, look))
    return Reading(SPREADSHEET_XML, encoding, tuple(blocks(parts)), tuple(notices))


def _laid_out(
    sheet: etree._Element, formats: Mapping[str, NumberFormat], place: str
) -> tuple[list[list[Value]], list[Merge], Look]:
    """A sheet's values by row and column, its merged cells, and how it prints.

    Raises:
        DocumentError: the cells lie too far apart.
    """
    cells: dict[tuple[int, int], Value] = {}
    merges: list[Merge] = []
    formats_of: dict[str, NumberFormat] = {}
    odd: dict[str, str] = {}
    hidden_rows: set[int] = set()
    for row_no, row, count in _numbered(sheet.iterfind(f"{_SS}Table/{_SS}Row")):
        if row.get(f"{_SS}Hidden") == "1":
            hidden_rows.update(range(row_no, row_no + count))
        for column, cell, _ in _numbered(row.iterfind(f"{_SS}Cell")):
            across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
            if across or down:
                merges.append(((row_no, column), (row_no + down, column + across)))
            data = cell.find(f"{_SS}Data")
            if data is None:
                continue
            name = f"{letters_of(column)}{row_no + 1}"
            text = "".join(data.itertext())
            if data.get(f"{_SS}Type") == "Error":
                odd[name] = text.strip()
            cells[row_no, column] = _value(data.get(f"{_SS}Type"), text)
            style = cell.get(f"{_SS}StyleID") or ""
            if style in formats:
                formats_of[name] = formats[style]
    height = max((row for row, _ in cells), default=-1) + 1
    width = max((column for _, column in cells), default=-1) + 1
    if height * width > MAX_CELLS:
        raise DocumentError(Reason.TOO_LARGE, f"{height:,} rows of {width:,} columns", place)
    values: list[list[Value]] = [[""] * width for _ in range(height)]
    for (row_no, column), value in cells.items():
        values[row_no][column] = value
    hidden = frozenset(_hidden_columns(sheet))
    return values, merges, Look(formats_of, odd, frozenset(hidden_rows), hidden)


def _hidden_columns(sheet: etree._Element) -> Iterator[int]:
    for column, node, count in _numbered(sheet.iterfind(f"{_SS}Table/{_SS}Column")):
        if node.get(f"{_SS}Hidden") == "1":
            yield from range(column, column + count)


def _numbered(
    nodes: Iterator[etree._Element],
) -> Iterator[tuple[int, etree._Element, int]]:
    """Rows, cells or columns with their places from 0, and how many places they fill.

    An index is stated only after a gap; merged cells push those behind them on.
    """
    place = 0
    for node in nodes:
        place = _number(node, "Index") - 1 if node.get(f"{_SS}Index") else place
        count = 1 + _number(node, "Span")
        yield place, node, count
        place += count + _number(node, "MergeAcross")


def _number(node: etree._Element, name: str) -> int:
    """A count that an attribute states; 0 where it states none.

    Raises:
        DocumentError: it is larger than any sheet.
    """
    text = node.get(f"{_SS}{name}") or "0"
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if number > _MAX_INDEX:
        raise DocumentError(Reason.TOO_LARGE, f"{name} {number:,}")
    return number


def _value(kind: str | None, text: str) -> Value:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text


def _formats(root: etree._Element) -> dict[str, NumberFormat]:
    """The number formats by style; a style without one prints numbers as they are."""
    found = {}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        node = style.find(f"{_SS}NumberFormat")
        code = (node.get(f"{_SS}Format") or "") if node is not None else ""
        shown = number_format(_NAMED.get(code.lower(), code))
        if shown is not None:
            found[style.get(f"{_SS}ID") or ""] = shown
    return found

"""Word documents → blocks, from the XML itself: spans and merges are stated there.

The document is straightened first: content controls and insertions are unwrapped, deletions
dropped, text boxes put after their paragraph and inner tables after their table. What is left
is paragraphs and tables in their order. Fields, macros and links are never run or followed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from ingest.documents import Line, Reading, Row
from ingest.readers.assemble import Part, blocks, tables_in
from ingest.readers.package import main_part, member, opened, parsed
from ingest.readers.spanned import Cell, on_grid

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_SPAN = 200
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_USUAL.decode()}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _TR, _TC, _T = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc", "t"))
_MARKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TEXT = (_T, *_MARKS)
_DROPPED = tuple(
    f"{_W}{name}" for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "pPr", "rPr")
)
_UNWRAPPED = tuple(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")
)


@dataclass(frozen=True, slots=True)
class _Merges:
    """What the few cells that state a merge say, and the rows that begin further right."""

    columns: Mapping[etree._Element, int]
    downward: Mapping[etree._Element, str]
    before: Mapping[etree._Element, int]


def read(data: bytes) -> Reading:
    """The tables and paragraphs of a Word document.

    Raises:
        DocumentError: the package or its XML is damaged, or too large.
    """
    with opened(data) as package:
        xml = member(package, main_part(package, "word/document.xml"))
    root = parsed(xml.replace(_STRICT, _USUAL))
    _straighten(root)
    body = root.find(f"{_W}body")
    parts = list(_parts(body)) if body is not None else []
    return Reading(MEDIA_TYPE, "utf-8", tuple(blocks(parts)))


def _straighten(root: etree._Element) -> None:
    for deleted in list(root.iter(f"{_W}del")):
        properties = deleted.getparent()
        if properties.tag == f"{_W}trPr" and properties.getparent() is not None:
            _drop(properties.getparent())
    etree.strip_elements(root, _FALLBACK, *_DROPPED, with_tail=False)
    etree.strip_tags(root, *_UNWRAPPED)
    for box in reversed(list(root.iter(f"{_W}txbxContent"))):
        paragraph = next(box.iterancestors(_P), None)
        if paragraph is not None:
            for child in reversed(box):
                paragraph.addnext(child)
    outermost: dict[etree._Element, etree._Element] = {}
    last: dict[etree._Element, etree._Element] = {}
    for table in list(root.iter(_TBL)):
        above = next(table.iterancestors(_TBL), None)
        if above is not None:
            outer = outermost[table] = outermost.get(above, above)
            last.get(outer, outer).addnext(table)
            last[outer] = table


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _parts(body: etree._Element) -> Iterator[Part]:
    merges = _merges(body)
    paragraphs = tables = 0
    for child in body.iterchildren(_P, _TBL):
        if child.tag == _TBL:
            tables += 1
            yield from tables_in(_table(child, tables, merges))
            continue
        paragraphs += 1
        text = _cleaned([_MARKS.get(t.tag) or t.text or "" for t in child.iter(*_TEXT)])
        if text:
            yield tuple(Line(line, f"paragraph {paragraphs}") for line in text.split("\n"))


def _merges(body: etree._Element) -> _Merges:
    return _Merges(
        {_owner(m): min(max(_value(m), 1), MAX_SPAN) for m in body.iter(f"{_W}gridSpan")},
        {_owner(m): str(m.get(f"{_W}val", "continue")) for m in body.iter(f"{_W}vMerge")},
        {_owner(m): min(_value(m), MAX_SPAN) for m in body.iter(f"{_W}gridBefore")},
    )


def _owner(mark: etree._Element) -> etree._Element:
    """The cell or row that a property belongs to."""
    return mark.getparent().getparent()


def _value(mark: etree._Element) -> int:
    value = str(mark.get(f"{_W}val", ""))
    return int(value[:6]) if value.isascii() and value.isdecimal() else 0


def _table(table: etree._Element, number: int, merges: _Merges) -> list[Row | None]:
    """The rows of a table; a cell that goes on below takes up the rows of its parts."""
    rows: list[list[Cell]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    for row_no, row in enumerate(table.iterchildren(_TR), start=1):
        column = merges.before.get(row, 0)
        cells = [Cell("", "")] * column
        place = f"table {number} row {row_no} cell "
        for cell_no, (cell, pieces) in enumerate(_printed(row), start=1):
            span = merges.columns.get(cell, 1)
            state = merges.downward.get(cell)
            if state == "continue" and column in open_cells:
                top, index = open_cells[column]
                rows[top][index] = rows[top][index]._replace(rows=row_no - top)
            else:
                if state == "restart":
                    open_cells[column] = (row_no - 1, len(cells))
                elif open_cells:
                    open_cells.pop(column, None)
                cells.append(Cell(_cleaned(pieces), f"{place}{cell_no}", span))
            column += span
        rows.append(cells)
    return on_grid(rows)


def _printed(row: etree._Element) -> list[tuple[etree._Element, list[str]]]:
    """The cells of a row, each with the pieces of its text."""
    cells: list[tuple[etree._Element, list[str]]] = []
    pieces: list[str] = []
    for node in row.iter(_TC, _P, *_TEXT):
        tag = node.tag
        if tag == _T:
            pieces.append(node.text or "")
        elif tag == _P:
            pieces.append("\n")
        elif tag == _TC:
            pieces = []
            cells.append((node, pieces))
        else:
            pieces.append(_MARKS[tag])
    return cells


def _cleaned(pieces: Sequence[str]) -> str:
    """The text of these pieces, without blank lines and white space around lines."""
    text = "".join(pieces).strip()
    if "\n" in text:
        return "\n".join(filter(None, map(str.strip, text.split("\n"))))
    return text

"""Word documents → blocks, from the XML itself: spans and merges are stated there.

The document is straightened first: content controls and insertions are unwrapped, deletions
dropped, text boxes put after their paragraph and inner tables after their table. What is left
is paragraphs and tables in their order. Fields, macros and links are never run or followed.
What is hidden or struck out is taken out first, and said; the page headers stand before the
text, each once.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from ingest.documents import Line, Notice, Reading, Row
from ingest.errors import Reason
from ingest.indent import set_in
from ingest.readers.assemble import Part, blocks, tables_in
from ingest.readers.marked import raised
from ingest.readers.package import main_part, member, opened, parsed
from ingest.readers.spanned import Cell, on_grid

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_SPAN = 200
NARROW = 20
"""A column so narrow, in twentieths of a point, prints no letter."""
PAGE_HEADER = "page header"
"""The place of what stands at the top of each page."""
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_USUAL.decode()}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _TR, _TC, _T = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc", "t"))
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TEXT = (_T, *_MARKS)
_UNSEEN = frozenset(f"{_W}{name}" for name in ("vanish", "strike", "dstrike"))
_HEADER = re.compile(r"(?:^|/)header\d*\.xml$")
_DEEPEST_STYLE = 20
_DROPPED = tuple(
    f"{_W}{name}" for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "pPr", "rPr")
)
_UNWRAPPED = tuple(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")
)


_PrintedRow = tuple[etree._Element, list[tuple[etree._Element, list[str]]]]
"""A row with its cells, each with the pieces of its text."""


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
        main = main_part(package, "word/document.xml")
        root = _root(package, main)
        names = set(package.namelist())
        styles = posixpath.join(posixpath.dirname(main), "styles.xml")
        looks = _styles(_root(package, styles)) if styles in names else {}
        headers = [_root(package, name) for name in sorted(names) if _HEADER.search(name)]
    unseen: list[str] = []
    for part in (root, *headers):
        unseen += _take_looks(part, looks)
        _straighten(part)
    body = root.find(f"{_W}body")
    above = dict.fromkeys(text for header in headers for text in _texts(header))
    parts: list[Part] = [tuple(Line(text, PAGE_HEADER) for text in above)]
    parts += list(_parts(body)) if body is not None else []
    return Reading(MEDIA_TYPE, "utf-8", tuple(blocks(parts)), _notices(unseen))


def _root(package: zipfile.ZipFile, name: str) -> etree._Element:
    return parsed(member(package, name).replace(_STRICT, _USUAL))


def _texts(header: etree._Element) -> Iterator[str]:
    """The lines of a page header, without page numbers."""
    for paragraph in header.iter(_P):
        text = _cleaned([_MARKS.get(t.tag) or t.text or "" for t in paragraph.iter(*_TEXT)])
        yield from (line for line in text.split("\n") if re.search("[一-鿿]", line))


def _notices(unseen: Sequence[str]) -> tuple[Notice, ...]:
    if not unseen:
        return ()
    detail = f"{len(unseen)} hidden or struck out texts, the first: {unseen[0][:60]}"
    return (Notice(Reason.HIDDEN, detail, "document"),)


def _look_of(properties: etree._Element) -> dict[str, bool]:
    """What run properties say: unseen (hidden or struck), above and below the line."""
    look: dict[str, bool] = {}
    for mark in properties:
        if mark.tag in _UNSEEN:
            is_on = mark.get(f"{_W}val", "1") not in {"0", "false", "off"}
            look["unseen"] = is_on or look.get("unseen", False)
        elif mark.tag == f"{_W}vertAlign":
            value = mark.get(f"{_W}val")
            look |= {"above": value == "superscript", "below": value == "subscript"}
    return look


def _styles(root: etree._Element) -> dict[str, dict[str, bool]]:
    """The looks of the document's styles by their names, with what they are based on."""
    own: dict[str, dict[str, bool]] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        name = str(style.get(f"{_W}styleId"))
        properties = style.find(f"{_W}rPr")
        own[name] = _look_of(properties) if properties is not None else {}
        parent = style.find(f"{_W}basedOn")
        based[name] = str(parent.get(f"{_W}val")) if parent is not None else ""

    def whole(name: str, depth: int = 0) -> dict[str, bool]:
        if name not in own or depth > _DEEPEST_STYLE:
            return {}
        return whole(based[name], depth + 1) | own[name]

    return {name: look for name in own if (look := whole(name))}


def _take_looks(root: etree._Element, styles: Mapping[str, Mapping[str, bool]]) -> list[str]:
    """Empties the runs and drops the rows that are not seen; raised digits become such.

    Returns the texts that were left out.
    """
    unseen: list[str] = []
    for hidden in list(root.iter(f"{_W}hidden")):
        row = hidden.getparent().getparent()
        if row is not None and row.tag == _TR:
            unseen.append(" ".join(t.text or "" for t in row.iter(_T)))
            _drop(row)
    of_paragraph = {
        style.getparent().getparent(): styles.get(str(style.get(f"{_W}val")), {})
        for style in (root.iter(f"{_W}pStyle") if styles else ())
    }
    for properties in root.iter(f"{_W}rPr"):
        run = properties.getparent()
        if run.tag != f"{_W}r":
            continue
        named = properties.find(f"{_W}rStyle")
        style = styles.get(str(named.get(f"{_W}val")), {}) if named is not None else {}
        _apply(run, {**style, **_look_of(properties)}, unseen)
    for paragraph, look in of_paragraph.items():
        for run in paragraph.iter(f"{_W}r") if look.get("unseen") else ():
            _apply(run, look, unseen)
    return [text for text in unseen if text.strip()]


def _apply(run: etree._Element, look: Mapping[str, bool], unseen: list[str]) -> None:
    """Gives the texts of a run their look."""
    for text in run.iterchildren(_T) if any(look.values()) else ():
        printed = text.text or ""
        if look.get("unseen"):
            unseen.append(printed)
            text.text = ""
        elif look.get("above") or look.get("below"):
            text.text = raised(printed, is_below=look.get("below", False))


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
    for table in list(root.iter(_TBL)):
        _unframe(table)
    outermost: dict[etree._Element, etree._Element] = {}
    last: dict[etree._Element, etree._Element] = {}
    for table in list(root.iter(_TBL)):
        above = next(table.iterancestors(_TBL), None)
        if above is not None:
            outer = outermost[table] = outermost.get(above, above)
            last.get(outer, outer).addnext(table)
            last[outer] = table


def _unframe(table: etree._Element) -> None:
    """Puts what a table only frames in its place: other tables, one cell a row, and text."""
    if table.find(f".//{_TBL}") is None:
        return
    framed = [list(row.iterchildren(_TC)) for row in table.iterchildren(_TR)]
    if any(len(cells) > 1 for cells in framed):
        return
    for cells in framed:
        for cell in cells:
            for child in list(cell.iterchildren(_P, _TBL)):
                table.addprevious(child)
    _drop(table)


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
    slivers = _slivers(table, merges)
    sets_in = next(table.iter(f"{_W}ind"), None) is not None
    for row_no, (row, printed) in enumerate(_printed(table), start=1):
        begin = column = merges.before.get(row, 0)
        if slivers:
            column -= sum(map(slivers.__contains__, range(begin)))
        cells = [Cell("", "")] * column
        place = f"table {number} row {row_no} cell "
        for cell_no, (cell, pieces) in enumerate(printed, start=1):
            span = merges.columns.get(cell, 1)
            state = merges.downward.get(cell)
            if slivers:
                begin += span
                span -= sum(map(slivers.__contains__, range(begin - span, begin)))
                if not span:
                    continue
            if state == "continue" and column in open_cells:
                top, index = open_cells[column]
                rows[top][index] = rows[top][index]._replace(rows=row_no - top)
            else:
                if state == "restart":
                    open_cells[column] = (row_no - 1, len(cells))
                elif open_cells:
                    open_cells.pop(column, None)
                text = _cleaned(pieces)
                indent = _indent(cell if sets_in else None, pieces) if text else 0.0
                cells.append(Cell(text, f"{place}{cell_no}", span, indent=indent))
            column += span
        rows.append(cells)
    return on_grid(rows)


def _slivers(table: etree._Element, merges: _Merges) -> frozenset[int]:
    """The columns of a table that are too narrow to print anything, and print nothing.

    Programs draw an edge twice where its place is rounded in one row and not in the next.
    """
    grid = table.find(f"{_W}tblGrid")
    widths = [str(column.get(f"{_W}w", "")) for column in (() if grid is None else grid)]
    narrow = {i for i, w in enumerate(widths) if w.isdecimal() and 0 < int(w) <= NARROW}
    for row, cells in _printed(table) if narrow else ():
        column = merges.before.get(row, 0)
        for cell, pieces in cells:
            spanned = range(column, column + merges.columns.get(cell, 1))
            column = spanned.stop
            if narrow.issuperset(spanned) and _cleaned(pieces):
                narrow.difference_update(spanned)
    return frozenset(narrow)


def _indent(cell: etree._Element | None, pieces: Sequence[str]) -> float:
    """How far a cell's text is set in: by white space, and by its first paragraph.

    The cell is None where no paragraph of its table is set in.
    """
    width = set_in("".join(pieces))
    mark = cell.find(_IND) if cell is not None else None
    if mark is not None:
        for name, size in _SET_IN.items():
            value = str(mark.get(f"{_W}{name}", ""))
            width += int(value) / size if value.isdecimal() else 0.0
    return width


_IND = f"{_P}/{_W}pPr/{_W}ind"
_SET_IN = {"left": 120, "start": 120, "firstLine": 120}
"""In narrow spaces of text of twelve points, of 120 twentieths of a point each."""


def _printed(table: etree._Element) -> Iterator[_PrintedRow]:
    """Each row of a table with its cells, each with the pieces of its text.

    In one walk: to begin one for each row takes longer than an empty row itself.
    """
    row: etree._Element | None = None
    cells: list[tuple[etree._Element, list[str]]] = []
    pieces: list[str] = []
    for node in table.iter(_TR, _TC, _P, *_TEXT):
        tag = node.tag
        if tag == _T:
            pieces.append(node.text or "")
        elif tag == _P:
            pieces.append("\n")
        elif tag == _TC:
            pieces = []
            cells.append((node, pieces))
        elif tag == _TR:
            if row is not None:
                yield row, cells
            row, cells = node, []
        else:
            pieces.append(_MARKS[tag])
    if row is not None:
        yield row, cells


def _cleaned(pieces: Sequence[str]) -> str:
    """The text of these pieces, without blank lines and white space around lines."""
    text = "".join(pieces).strip()
    if "\n" in text:
        return "\n".join(filter(None, map(str.strip, text.split("\n"))))
    return text

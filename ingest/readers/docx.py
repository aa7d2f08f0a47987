"""Word documents → blocks, from the XML itself: spans and merges are stated there.

Paragraphs, tables with gridSpan and vMerge, tables within tables and text boxes are read in
their order; fields, macros and links are never run or followed.
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from ingest.documents import Line, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import Part, blocks
from ingest.readers.package import member
from ingest.readers.spanned import Cell, on_grid

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "huge_tree": True}


def read(data: bytes) -> Reading:
    """The tables and paragraphs of a Word document.

    Raises:
        DocumentError: the package or its XML is damaged, or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            xml = member(package, "word/document.xml")
        root = etree.fromstring(xml, etree.XMLParser(**_PARSER_OPTIONS))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise DocumentError(Reason.DAMAGED, f"the Word document is damaged: {error}") from error
    body = root.find(f"{_W}body")
    parts = list(_Walk().parts(body)) if body is not None else []
    return Reading(MEDIA_TYPE, "utf-8", tuple(blocks(parts)))


class _Walk:
    """Numbers paragraphs and tables while the document is walked."""

    def __init__(self) -> None:
        self.paragraphs = 0
        self.tables = 0

    def parts(self, parent: etree._Element) -> Iterator[Part]:
        """The parts of a body, a cell or a text box, in order."""
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"):
                yield from self.parts(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Part]:
        self.paragraphs += 1
        place = f"paragraph {self.paragraphs}"
        text = _text(paragraph).strip()
        if text:
            yield tuple(Line(line.strip(), place) for line in text.split("\n") if line.strip())
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self.parts(box)

    def _table(self, table: etree._Element) -> Iterator[Part]:
        self.tables += 1
        number = self.tables
        nested: list[Part] = []
        rows: list[list[Cell]] = []
        merged: dict[int, tuple[int, int]] = {}
        for row_no, row in enumerate(_children(table, "tr"), start=1):
            cells: list[Cell] = []
            column = _before(row)
            cells += [Cell("", "")] * column
            for cell_no, cell in enumerate(_children(row, "tc"), start=1):
                span = _number(cell, "gridSpan")
                state = _merge(cell)
                if state == "continue" and column in merged:
                    top, index = merged[column]
                    first = rows[top][index]
                    rows[top][index] = Cell(first.text, first.place, span, row_no - top)
                else:
                    place = f"table {number} row {row_no} cell {cell_no}"
                    if state == "restart":
                        merged[column] = (row_no - 1, len(cells))
                    else:
                        merged.pop(column, None)
                    cells.append(Cell(_cell_text(cell), place, span))
                nested += [
                    part for inner in _children(cell, "tbl") for part in self._table(inner)
                ]
                column += span
            rows.append(cells)
        yield on_grid(rows)
        yield from nested


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of this name, those inside content controls included."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _children(child, name)


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(filter(None, (_text(p).strip() for p in _children(cell, "p"))))


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph, without what its text boxes and deletions hold."""
    made: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        owner = next((a for a in node.iterancestors() if a.tag == f"{_W}p"), None)
        if owner is not paragraph or any(a.tag == _FALLBACK for a in node.iterancestors()):
            continue
        if node.tag == f"{_W}t":
            made.append(node.text or "")
        else:
            made.append({"tab": " ", "br": "\n"}.get(node.tag.removeprefix(_W), "-"))
    return "".join(made)


def _property(cell: etree._Element, name: str) -> etree._Element | None:
    properties = cell.find(f"{_W}tcPr")
    return None if properties is None else properties.find(f"{_W}{name}")


def _number(cell: etree._Element, name: str) -> int:
    found = _property(cell, name)
    value = "1" if found is None else str(found.get(f"{_W}val", "1"))
    return min(max(int(value), 1), 200) if value.isdecimal() else 1


def _merge(cell: etree._Element) -> str | None:
    found = _property(cell, "vMerge")
    return None if found is None else str(found.get(f"{_W}val", "continue"))


def _before(row: etree._Element) -> int:
    """How many grid columns a row leaves out at its beginning."""
    properties = row.find(f"{_W}trPr")
    found = None if properties is None else properties.find(f"{_W}gridBefore")
    value = "0" if found is None else str(found.get(f"{_W}val", "0"))
    return min(int(value), 200) if value.isdecimal() else 0

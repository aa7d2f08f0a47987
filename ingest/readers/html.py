"""Web pages → blocks: tables with their spans, text in between, navigation left out."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.documents import Line, Reading, Row
from ingest.readers.assemble import Part, blocks
from ingest.readers.spanned import Cell, on_grid
from ingest.readers.text import decode

MEDIA_TYPE = "text/html"
_DROPPED = ("script", "style", "noscript", "nav", "header", "footer", "iframe", "template",
            "select", "button", "svg", "head")  # fmt: skip
_BLOCK = frozenset(
    ["p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "section",
     "article", "body", "td", "tr", "tbody", "table", "center", "form", "dl", "dt", "dd"]
)  # fmt: skip
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0\u3000]+")


def read(data: bytes) -> Reading:
    """The tables and text of a page, in its order.

    A page that declares GB2312 is read as GB18030, which holds it whole.
    """
    text, encoding = _decoded(data)
    tree = LexborHTMLParser(text)
    title = _title(tree)
    for name in _DROPPED:
        for node in tree.css(name):
            if name != "header" or node.css_first("table") is None:
                node.decompose()
    body = tree.body
    parts = [title] if title else []
    parts += list(_parts(body)) if body is not None else []
    return Reading(MEDIA_TYPE, encoding, tuple(blocks(parts)))


def _title(tree: LexborHTMLParser) -> Part:
    """The page's title: its first heading, else what it calls its title."""
    for name in ("h1", "title"):
        node = tree.css_first(name)
        text = _SPACE.sub(" ", node.text(separator="")).strip() if node is not None else ""
        if text:
            return (Line(text, "title"),)
    return ()


def _decoded(data: bytes) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if name.startswith("gb"):
        return data.decode("gb18030", errors="replace"), "gb18030"
    return decode(data)


def _parts(body: LexborNode) -> Iterator[Part]:
    """Leaf tables as rows, everything between them as lines."""
    lines: list[str] = [""]
    tables = 0
    count = 0
    for node in _walk(body):
        if node.tag == "table":
            if any(line.strip() for line in lines):
                made = _lines(lines, count)
                count += len(made)
                yield made
            lines = [""]
            tables += 1
            yield _table(node, tables)
        elif node.tag == "-text":
            lines[-1] += node.text_content or ""
        elif node.tag in _BLOCK and lines[-1].strip():
            lines.append("")
    if any(line.strip() for line in lines):
        yield _lines(lines, count)


def _walk(node: LexborNode) -> Iterator[LexborNode]:
    """Nodes in the page's order; a table that holds no other table is not entered."""
    child = node.child
    while child is not None:
        yield child
        if child.tag != "table" or _is_layout(child):
            yield from _walk(child)
            if child.tag in _BLOCK:
                yield child if child.tag != "table" else node
        child = child.next


def _is_layout(table: LexborNode) -> bool:
    """Whether a table only arranges the page: it holds other tables."""
    return len(table.css("table")) > 1


def _lines(texts: list[str], before: int) -> tuple[Line, ...]:
    printed = [_SPACE.sub(" ", text).strip() for text in texts]
    return tuple(
        Line(text, f"line {number}")
        for number, text in enumerate(filter(None, printed), start=before + 1)
    )


def _table(table: LexborNode, number: int) -> tuple[Row, ...]:
    rows = []
    for row_no, row in enumerate(table.css("tr"), start=1):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        rows.append(
            [
                Cell(
                    _SPACE.sub(" ", cell.text(separator="")).strip(),
                    f"table {number} row {row_no} cell {cell_no}",
                    _span(cell, "colspan"),
                    _span(cell, "rowspan"),
                )
                for cell_no, cell in enumerate(cells, start=1)
            ]
        )
    return on_grid(rows)


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return max(1, int(value)) if value.isascii() and value.isdecimal() else 1

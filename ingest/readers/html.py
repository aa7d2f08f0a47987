"""Web pages → blocks: tables with their spans, text in between, navigation left out.

What a page does not show, or shows struck out, is no text of it (`readers.unseen`); nor is
what leads elsewhere or stands on every page of its site (`readers.page_furniture`).
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.documents import Line, Notice, Reading, Row
from ingest.errors import DocumentError, Reason
from ingest.indent import set_in
from ingest.readers import page_furniture
from ingest.readers.assemble import Part, blocks, tables_in
from ingest.readers.encoding import decode
from ingest.readers.marked import raised
from ingest.readers.spanned import Cell, on_grid
from ingest.readers.text import parts_of
from ingest.readers.unseen import drop_unseen
from ingest.values import number

MEDIA_TYPE = "text/html"
MAX_TAGS = 1_500_000
MAX_STEPS = 1_000_000_000
MAX_REOPENED = 1_000_000
_DROPPED = "script, style, noscript, iframe, template, select, button, svg, head"
_RAISED = "sup, sub, span[style*='super'], span[style*='vertical-align'][style*='sub']"
_BLOCK = frozenset(
    ["p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "section",
     "article", "body", "td", "tr", "tbody", "table", "center", "form", "dl", "dt", "dd",
     "pre", "caption", "header", "footer", "aside", "main", "figure", "figcaption"]
)  # fmt: skip
_BOXES = frozenset(["div", "ul", "ol", "dl", "section", "li", "p"])
_CELL_BOXES = _BOXES | {"span", "dt", "dd", "a", "b", "strong", "em", "font"}
_PRE = re.compile(r"white-space\s*:\s*pre")
_LEAST_ROWS = 3
_LINE_MARKS = "td br, th br, td p, th p, td div, th div, td li, th li"
_BREAK = "\ufdd0"
"""A character that no text has, in the place of a line break that the page asks for."""
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0\u3000]+")
_FORMATTING = re.compile(
    r"<(/?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s>]", re.IGNORECASE
)
_NESTING = re.compile(
    r"<(/?)(?!/|(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
    r"|p|li|dd|dt|td|th|tr|tbody|thead|tfoot|option)[\s/>])[a-z]",
    re.IGNORECASE,
)


def read(data: bytes) -> Reading:
    """The tables and text of a page, in its order.

    Raises:
        DocumentError: no encoding fits, or the page nests its elements without end.
    """
    parts, encoding, notices = page(data)
    return Reading(MEDIA_TYPE, encoding, tuple(blocks(parts)), notices)


def page(data: bytes, declared: str = "") -> tuple[list[Part], str, tuple[Notice, ...]]:
    """The parts of a page, its encoding, and what was not read; `declared` outside the page.

    Raises:
        DocumentError: no encoding fits, or the page nests its elements without end.
    """
    text, encoding, lost = decode(data, _declared(data) or declared)
    _check_nesting(text)
    tree = LexborHTMLParser(text)
    notices = drop_unseen(tree)
    title = _title(tree)
    for node in tree.css(_DROPPED):
        node.decompose()
    page_furniture.drop(tree)
    for node in tree.css(_RAISED):
        node.replace_with(raised(node.text(separator=""), is_below=_is_lowered(node)))
    for node in tree.css(_LINE_MARKS):
        node.insert_before(_BREAK)
    body = tree.body
    parts = [title] if title else []
    parts += list(_parts(body)) if body is not None else []
    return parts, encoding, (*lost, *notices)


def _is_lowered(node: LexborNode) -> bool:
    return node.tag == "sub" or "super" not in (node.attributes.get("style") or "super")


def _check_nesting(text: str) -> None:
    """Refuses a page whose tree is huge, or would take quadratic time or memory to build.

    A parser looks through all open elements at each new one, and opens again in each
    paragraph every formatting element that was left open.

    Raises:
        DocumentError: with the reason `too_large`.
    """
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise DocumentError(Reason.TOO_LARGE, f"a page of {tags:,} tags")
    depth = _deepest(_NESTING.findall(text))
    reopened = _deepest(_FORMATTING.findall(text))
    if depth * tags > MAX_STEPS or reopened * tags > max(MAX_REOPENED, 50 * tags):
        raise DocumentError(Reason.TOO_LARGE, f"elements nested {max(depth, reopened):,} deep")


def _deepest(marks: list[str]) -> int:
    """How many elements are open at once; a mark is `/` for an end, empty for a start."""
    depth = deepest = 0
    for mark in marks:
        if not mark:
            depth += 1
            deepest = max(deepest, depth)
        elif depth:
            depth -= 1
    return deepest


def _title(tree: LexborHTMLParser) -> Part:
    """The page's title: its first heading, else what it calls its title."""
    for name in ("h1", "title"):
        node = tree.css_first(name)
        text = _SPACE.sub(" ", node.text(separator="")).strip() if node is not None else ""
        if text:
            return (Line(text, "title"),)
    return ()


def _declared(data: bytes) -> str:
    """The encoding that a page says it is in; a page that was saved anew may say another."""
    found = _DECLARED.search(data[:4096])
    return found.group(1).decode("ascii").lower() if found else ""


def _parts(body: LexborNode) -> Iterator[Part]:
    """Leaf tables as rows, everything between them as lines."""
    pieces: list[str] = []
    tables = 0
    count = 0
    for node, is_whole in _walk(body):
        if is_whole:
            if node.tag == "table":
                pieces += _caption(node)
            made = _lines(pieces, count)
            if made:
                count += len(made)
                yield made
            pieces = []
            tables += 1
            if node.tag == "table":
                yield from tables_in(_table(node, tables))
            elif _keeps_lines(node):
                yield from parts_of(node.text(separator=""), f"table {tables} ")
            else:
                yield _boxes(node, tables)
        elif node.tag == "-text":
            text = node.text_content or ""
            is_kept = node.parent is not None and _keeps_lines(node.parent)
            pieces.append(text.replace("\n", _BREAK) if is_kept else text)
        elif node.tag in _BLOCK:
            pieces.append(_BREAK)
    made = _lines(pieces, count)
    if made:
        yield made


def _walk(body: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes as they begin and end, in the page's order, and whether each is taken whole.

    A table that only arranges the page holds others, and is entered; a leaf table is not,
    nor is text in the source's own lines and tabs.
    """
    node: LexborNode | None = body.child
    depth = 1 if node is not None else 0
    while depth and node is not None:
        is_whole = (
            (node.tag == "table" and not _is_layout(node))
            or _is_printed(node)
            or _is_of_boxes(node)
        )
        yield node, is_whole
        child = None if is_whole else node.child
        if child is not None:
            node = child
            depth += 1
            continue
        while depth and node is not None and node.next is None:
            node = node.parent
            depth -= 1
            if node is not None and depth:
                yield node, False
        node = node.next if node is not None and depth else None


def _is_layout(table: LexborNode) -> bool:
    """Whether a table only arranges the page: it holds other tables."""
    return any(child.css_first("table") is not None for child in table.iter())


def _is_printed(node: LexborNode) -> bool:
    """Whether an element prints a table, or text, as its source has it, in lines."""
    text = node.text(separator="").strip() if _keeps_lines(node) else ""
    return "\t" in text or text.count("\n") >= _LEAST_ROWS


def _keeps_lines(node: LexborNode) -> bool:
    """Whether a page shows the white space of an element as its source has it."""
    style = node.attributes.get("style") or "" if node.tag in _BOXES else ""
    return node.tag == "pre" or _PRE.search(style) is not None


def _is_of_boxes(node: LexborNode) -> bool:
    """Whether an element is a table made of boxes: rows of as many, with figures in them."""
    if node.tag not in _BOXES:
        return False
    rows = [_boxes_in(row) for row in node.iter() if row.tag in _BOXES]
    if len(rows) < _LEAST_ROWS or len({len(row) for row in rows}) != 1:
        return False
    cells = [[box.text(separator="") for box in row] for row in rows]
    figures = sum(any(number(text) is not None for text in row) for row in cells[1:])
    is_headed = not any(number(text) is not None for text in cells[0])
    return len(rows[0]) >= _LEAST_ROWS and is_headed and figures >= _LEAST_ROWS - 1


def _boxes_in(row: LexborNode) -> list[LexborNode]:
    """The boxes of a row; none where it holds text of its own, or boxes of boxes."""
    boxes = list(row.iter())
    is_bare = not any(
        child.is_text_node and child.text().strip() for child in row.iter(include_text=True)
    )
    are_leaves = all(
        box.tag in _CELL_BOXES and not any(child.tag in _BLOCK for child in box.iter())
        for box in boxes
    )
    return boxes if is_bare and are_leaves else []


def _boxes(node: LexborNode, number_: int) -> tuple[Row, ...]:
    """The rows of a table of boxes."""
    place = f"table {number_} row "
    rows = (row for row in node.iter() if row.tag in _BOXES)
    return tuple(
        Row(
            tuple(_SPACE.sub(" ", box.text(separator="")).strip() for box in boxes),
            tuple(f"{place}{i} cell {j}" for j in range(1, len(boxes) + 1)),
        )
        for i, row in enumerate(rows, start=1)
        for boxes in [_boxes_in(row)]
    )


def _caption(table: LexborNode) -> list[str]:
    """The pieces of a table's caption, which stands above it."""
    caption = next((node for node in table.iter() if node.tag == "caption"), None)
    if caption is None:
        return []
    for node in caption.css("br, p, div"):
        node.insert_before(_BREAK)
    return [_BREAK, caption.text(separator=""), _BREAK]


def _lines(pieces: list[str], before: int) -> tuple[Line, ...]:
    printed = (_SPACE.sub(" ", text).strip() for text in "".join(pieces).split(_BREAK))
    texts = (text for text in printed if text and not page_furniture.is_furniture(text))
    return tuple(
        Line(text, f"line {number}") for number, text in enumerate(texts, start=before + 1)
    )


def _table(table: LexborNode, number: int) -> list[Row | None]:
    rows = []
    for row_no, row in enumerate(table.css("tr"), start=1):
        place = f"table {number} row {row_no} cell "
        cells = (cell for cell in row.iter() if cell.tag in {"td", "th"})
        rows.append([_cell(cell, f"{place}{i}") for i, cell in enumerate(cells, start=1)])
    return on_grid(rows)


def _cell(cell: LexborNode, place: str) -> Cell:
    printed = cell.text(separator="")
    text = _SPACE.sub(" ", printed).strip()
    if _BREAK in text:
        text = "\n".join(filter(None, map(str.strip, text.split(_BREAK))))
    spans = cell.attributes
    indent = _indent(cell, printed) if text else 0.0
    if not spans:
        return Cell(text, place, indent=indent)
    columns, rows = _span(spans.get("colspan")), _span(spans.get("rowspan"))
    return Cell(text, place, columns, rows, indent)


def _indent(cell: LexborNode, printed: str) -> float:
    """How far a cell's text is set in: by spaces that do not break, and by styles.

    White space of the source is none; the styles are the cell's and its first paragraph's.
    """
    width = set_in(printed.lstrip(_SOURCE_SPACE + _BREAK).split("\n")[0])
    for node in (cell, next(iter(cell.iter()), None)):
        style = node.attributes.get("style") if node is not None else ""
        for value, unit in _SET_IN.findall(style or ""):
            width += float(value) * _WIDTHS[unit]
    return width


_SOURCE_SPACE = " \t\r\n"
_SET_IN = re.compile(
    r"(?:text-indent|padding-left|margin-left)\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(px|pt|em|mm|cm)"
)
_WIDTHS = {"px": 0.125, "pt": 1 / 6, "em": 2.0, "mm": 0.47, "cm": 4.7}
"""In narrow spaces of text of twelve points."""


def _span(value: str | None) -> int:
    digits = (value or "").strip()[:6]
    return max(1, int(digits)) if digits.isascii() and digits.isdecimal() else 1

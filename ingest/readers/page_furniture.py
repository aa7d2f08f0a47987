"""What surrounds a page's own text: menus, paths, links to other pages, the site's foot.

Known by what it is made of: elements that say so, blocks whose text is mostly that of links,
lines that are a path of pages, a pager, or what the law wants in the foot of a site.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ALWAYS = "nav, menu, dialog, [role=navigation], [role=menu], [role=search]"
_MAYBE = "header, footer, aside, [role=banner], [role=contentinfo], [role=complementary]"
_OWN = frozenset({"article", "main"})
_BLOCKS = frozenset(
    ["ul", "ol", "dl", "div", "p", "center", "section", "td", "form", "table", "span"]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "pre"])
_MOSTLY = 0.6
"""The share of a block's characters that links must have for the block to be a menu."""
_FIGURE = re.compile(r"\d[.,]\d")
_BETWEEN_PAGES = re.compile(r"\s*[>»›＞→]+\s*")
_CHINESE = re.compile("[一-鿿]")
_PLACE = re.compile(
    r"(?:您?的?(?:当前|现在|所在|目前)?的?(?:所在)?位置(?:是|为)?\s*[:：].*"
    r"|(?:网站)?首\s*页\s*[>»›＞→/-].*)"
)
_PAGER = re.compile(r"[\[【]?[上下前后首末尾]一?[篇条页则][\]】]?\s*(?:[:：].*|$|下一|[\[【])")
_FOOT = re.compile(r"版权所有|ICP备|网安备|网站标识码|copyright|©", re.IGNORECASE)
_LONGEST = 200
"""A longer line is text of the document, whatever words it has."""


def drop(tree: LexborHTMLParser) -> None:
    """Takes the menus, the site's head and foot and the blocks of links out of a page.

    What holds a table is kept, unless it is a menu; so is the head of an article.
    """
    for node in tree.css(_ALWAYS):
        node.decompose()
    for node in tree.css(_MAYBE):
        if node.css_first("table") is None and not _is_in_own(node):
            node.decompose()
    if tree.body is not None and tree.css_first("a[href]") is not None:
        for node in list(_menus(tree.body)):
            node.decompose()


def is_furniture(line: str) -> bool:
    """Whether a line is a path of pages, a pager, or the foot of a site."""
    if len(line) > _LONGEST:
        return False
    parts = _BETWEEN_PAGES.split(line)
    is_path = len(parts) > 2 and all(len(p) <= 30 and _CHINESE.search(p) for p in parts)
    return is_path or bool(_PLACE.fullmatch(line) or _PAGER.match(line) or _FOOT.search(line))


def _is_in_own(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in _OWN:
            return True
        above = above.parent
    return False


class _Block:
    """An open element: how much text it has, how much of that is of links."""

    __slots__ = ("has_heading", "in_data", "linked", "node", "total")

    def __init__(self, node: LexborNode, above: "_Block | None") -> None:
        """Begin with nothing read; a cell of a leaf table is no block of its own."""
        is_table = node.tag == "table"
        self.node = node
        self.total = self.linked = 0
        self.has_heading = node.tag in _HEADINGS
        self.in_data: bool = bool(above and (above.in_data or _is_leaf_table(above.node)))
        if is_table and not self.in_data and _is_leaf_table(node):
            self.has_heading = bool(_FIGURE.search(node.text(separator=" ")))

    def is_menu(self) -> bool:
        """Whether most of its text leads to other pages."""
        is_block = self.node.tag in _BLOCKS and not self.in_data and not self.has_heading
        return is_block and self.linked > 0 and self.linked >= _MOSTLY * self.total


def _is_leaf_table(node: LexborNode) -> bool:
    return node.tag == "table" and not any(c.css_first("table") for c in node.iter())


def _menus(body: LexborNode) -> Iterator[LexborNode]:
    """The outermost blocks of a page that are mostly links; each text is counted once."""
    found: list[_Block] = []
    open_blocks = [_Block(body, None)]
    node = body.child
    links = 0
    while node is not None:
        if node.tag == "-text":
            length = len("".join((node.text_content or "").split()))
            open_blocks[-1].total += length
            open_blocks[-1].linked += length if links else 0
        elif node.child is not None:
            links += _leads_away(node)
            open_blocks.append(_Block(node, open_blocks[-1]))
            node = node.child
            continue
        while node is not None and node.next is None and len(open_blocks) > 1:
            block = open_blocks.pop()
            node = block.node
            links -= _leads_away(node)
            above = open_blocks[-1]
            above.total += block.total
            above.linked += block.linked
            above.has_heading |= block.has_heading
            if block.is_menu():
                found.append(block)
        node = node.next if node is not None and node.mem_id != body.mem_id else None
    inside = {block.node.mem_id for block in found}
    for block in found:
        above_node = block.node.parent
        while above_node is not None and above_node.mem_id not in inside:
            above_node = above_node.parent
        if above_node is None:
            yield block.node


def _leads_away(node: LexborNode) -> bool:
    """Whether an element is a link to another page; a bare `#` is one that a script opens.

    So is one without an address that marks no place in this page: the page that is open.
    """
    if node.tag != "a":
        return False
    if "href" not in node.attributes:
        return not {"name", "id"} & node.attributes.keys()
    href = (node.attributes["href"] or "").strip()
    return href == "#" or bool(href and not href.startswith("#"))

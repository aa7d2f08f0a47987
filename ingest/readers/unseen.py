"""What a web page holds and does not show, or shows struck out: taken out, and said."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ingest.documents import Notice
from ingest.errors import Reason

_STRUCK = "s, strike, del"
_GONE = re.compile(r"(?:^|;)(?:display:none|mso-hide:all)")
_INVISIBLE = re.compile(r"(?:^|;)visibility:(?:hidden|collapse)")
_INVISIBLE_RULE = re.compile(r"visibility[^;]*")
"""In a style sheet it is the mark of what comes into view when the page has loaded."""
_THROUGH = re.compile(r"(?:^|;)text-decoration(?:-line)?:[^;]*line-through")
_NESTED_RULES = re.compile(
    r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/|<!--|-->", re.DOTALL
)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_CELLS = frozenset({"td", "th"})
_NO_TEXT = frozenset({"script", "style", "template", "noscript"})
_FIGURE = re.compile(r"\d")
_IN_TEXT = re.compile(r"\d[.,]\d|\d{4}")
_SHOWN = 60


def drop_unseen(tree: LexborHTMLParser) -> tuple[Notice, ...]:
    """Takes out what the page hides or strikes out; a notice where that printed figures.

    Seen are the attribute `hidden`, styles of the element, and plain rules of the page's own
    style sheet. A cell that is struck out or invisible keeps its place.
    """
    texts: list[str] = []
    for node, keeps_place in list(_unseen(tree)):
        text = node.text(separator=" ") if node.tag not in _NO_TEXT else ""
        looked_for = _FIGURE if _is_in_table(node) else _IN_TEXT
        if keeps_place and node.tag in _CELLS:
            for child in list(node.iter(include_text=True)):
                child.decompose()
        else:
            node.decompose()
        if looked_for.search(text):
            texts.append(" ".join(text.split()))
    if not texts:
        return ()
    detail = f"{len(texts)} hidden or struck out parts, the first: {texts[0][:_SHOWN]}"
    return (Notice(Reason.HIDDEN, detail, "page"),)


def _unseen(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, bool]]:
    """The elements that are not to be read, and whether one of them keeps its place."""
    found: dict[int, tuple[LexborNode, bool]] = {}
    for node in tree.css("[hidden]"):
        found.setdefault(node.mem_id, (node, False))
    for node in tree.css(_STRUCK):
        found.setdefault(node.mem_id, (node, True))
    for node in tree.css("[style]"):
        how = _how(node.attributes.get("style") or "")
        if how is not None:
            found.setdefault(node.mem_id, (node, how))
    for selector, how in _rules(tree):
        try:
            nodes = tree.css(selector)
        except (SelectolaxError, ValueError):
            continue
        for node in nodes:
            found.setdefault(node.mem_id, (node, how))
    inside = set(found)
    for node, keeps_place in found.values():
        if node.tag not in {"html", "body"} and not _is_within(node, inside):
            yield node, keeps_place


def _is_in_table(node: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above is not None


def _is_within(node: LexborNode, others: set[int]) -> bool:
    above = node.parent
    while above is not None:
        if above.mem_id in others:
            return True
        above = above.parent
    return False


def _rules(tree: LexborHTMLParser) -> Iterator[tuple[str, bool]]:
    """The selectors under which the page's own style sheets hide or strike out."""
    for sheet in tree.css("style"):
        text = _NESTED_RULES.sub(" ", sheet.text(separator=""))
        for selector, style in _RULE.findall(text):
            how = _how(_INVISIBLE_RULE.sub("", style))
            if how is not None and ":" not in selector:
                yield selector.strip(), how


def _how(style: str) -> bool | None:
    """None: what a style is of is shown; else whether it keeps its place."""
    plain = "".join(style.lower().split()).replace("!important", "")
    if _GONE.search(plain):
        return False
    return True if _INVISIBLE.search(plain) or _THROUGH.search(plain) else None

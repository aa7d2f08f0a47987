"""Pages that lay a little elsewhere on the scanner, or before the camera → on the same edges.

A table that runs over pages has the same edges on each of them (`over_pages`) where they were
printed. Of a scanned page they lie a little to the side, and a little wider or narrower.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import dropwhile

from ingest.readers.pdf.page_parts import PagePart, PageTable, Printed
from ingest.readers.pdf.ruled_tables import NEAR

WIDER = 0.12
"""By what share of its width a table may look wider or narrower on the next page."""
ASIDE = 60.0
"""By how many points it may stand aside."""
LEAST_EDGES = 4
"""So many edges say that two tables are one."""
FEW, ALIKE = 3, 0.01
"""So few do where both tables are as wide, but for this share: the first row of a head."""
MANY, BENT = 6, 1.5 * NEAR
"""So many do where paper was bent, and they lie this far apart, in points."""
LONGEST = 6
"""No page's number is longer, however its characters were read: `— 1 —`, `— CH`."""
_CHINESE = re.compile("[\u3400-\u9fff]")
_NO_NUMBER = re.compile(r"\d[.,]\d|[:：表]")


def in_place(
    pages: Sequence[Sequence[PagePart]], scanned: Collection[int]
) -> list[Sequence[PagePart]]:
    """The parts of pages, tables that go on over scanned ones on the edges of what they go on.

    Args:
        pages: the parts of each, in order.
        scanned: the positions of those that were scanned or photographed, from 0.
    """
    placed: list[Sequence[PagePart]] = []
    for index, page in enumerate(pages):
        parts = _without_number(page) if index in scanned else page
        above = placed[-1][-1] if placed and placed[-1] else None
        is_scanned = index in scanned or index - 1 in scanned
        if is_scanned and isinstance(above, PageTable):
            placed.append(_with_first(parts, above))
        else:
            placed.append(parts)
    return placed


def _without_number(page: Sequence[PagePart]) -> Sequence[PagePart]:
    """A page's parts without what begins it or ends it and can be its number alone, or dirt."""
    parts = list(page)
    for end in (0, -1):
        text = parts[end] if len(parts) > 1 else None
        if isinstance(text, list):
            from_end = text if end == 0 else text[::-1]
            kept = list(dropwhile(_may_be_number, from_end))
            parts[end] = kept if end == 0 else kept[::-1]
    return [part for part in parts if part != []]


def _may_be_number(printed: Printed) -> bool:
    text = "".join(printed.line.text.split())
    is_short = len(text) <= LONGEST and len(_CHINESE.findall(text)) <= 1
    return is_short and not _NO_NUMBER.search(text)


def _with_first(parts: Sequence[PagePart], above: PageTable) -> Sequence[PagePart]:
    """A page's parts, its first table on the edges of the one above if they are alike."""
    for position, part in enumerate(parts):
        if isinstance(part, PageTable):
            edges = _on_edges(part.edges, above.edges)
            return [*parts[:position], replace(part, edges=edges), *parts[position + 1 :]]
    return parts


def _on_edges(mine: tuple[float, ...], theirs: tuple[float, ...]) -> tuple[float, ...]:
    """Edges taken to others by the outer ones, if all of the fewer are then among them."""
    count = min(len(mine), len(theirs))
    if count < FEW:
        return mine
    wider = (theirs[-1] - theirs[0]) / max(mine[-1] - mine[0], 1.0)
    most = WIDER if count >= LEAST_EDGES else ALIKE
    if abs(wider - 1) > most or abs(theirs[0] - mine[0]) > ASIDE:
        return mine
    moved = tuple(theirs[0] + (edge - mine[0]) * wider for edge in mine)
    fewer, more = sorted((moved, theirs), key=len)
    farthest = max(min(abs(a - b) for b in more) for a in fewer)
    if farthest <= NEAR:
        return moved
    bent = tuple(_near(edge, theirs) for edge in moved)
    is_bent = count >= MANY and farthest <= BENT and len(set(bent)) == len(moved)
    return bent if is_bent else mine


def _near(edge: float, edges: Sequence[float]) -> float:
    """The edge that another is, on paper that was bent; itself where there is none."""
    nearest = min(edges, key=lambda other: abs(edge - other))
    return nearest if abs(edge - nearest) <= BENT else edge

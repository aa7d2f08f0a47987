"""How a figure was seen on the picture of its page: looked up by its text and its place.

A picture's figures are known by their text (`ingest.documents.Seen`): in the cell in which they
stand, where lines rule it, else on the whole page.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from ingest.documents import Seen, Sight
from ingest.readers.pdf.places import FIGURE, row_of

SURE: Final = 0.9
"""A figure is sure whose characters are all at least so sure. Chosen, not measured: on the
scans at hand no wrong figure was seen, so that none says where the border lies."""
SCAN: Final = "scan"
_BESIDE = 4
"""So many characters beside figures are those of a value (`不少于12次`), not of a sentence."""
_PAGE = re.compile(r"page \d+")

Page = Mapping[str, Sight]


def page_of(place: str, seen: Seen) -> Page | None:
    """What was seen on the page of a place; None where the page is read as text."""
    page = _PAGE.match(place) if seen else None
    return seen.get(page[0]) if page else None


def of_figure(text: str, place: str, page: Page) -> Sight:
    """How a figure was seen: in its cell, else as the text that it is, or in longer ones."""
    known = page.get(f"{place} {text}") or page.get(text)
    if known is not None:
        return known
    wanted = _tight(text)
    holding = [sight.confidence for held, sight in page.items() if wanted in _tight(held)]
    return Sight(min(holding, default=0.0), None)


def of_text(text: str, place: str, page: Page) -> Sight | None:
    """How the figures of a text were seen; None where it holds none.

    Of a value all characters count, its sign and its unit too; of a sentence only those of its
    figures. Alternatives count the characters of the text.
    """
    found = list(FIGURE.finditer(text))
    if not found:
        return None
    whole = page.get(f"{place} {text}") or page.get(text)
    if whole is not None and len(text) - sum(len(one[0]) for one in found) <= _BESIDE:
        return whole
    figures = [moved(of_figure(one[0], place, page), one.start()) for one in found]
    known = [sight.alternatives for sight in figures if sight.alternatives is not None]
    return Sight(
        min(sight.confidence for sight in figures),
        tuple(chain.from_iterable(known)) if len(known) == len(figures) else None,
    )


def moved(sight: Sight, start: int) -> Sight:
    """How a figure was seen in a text in which it begins after so many characters."""
    if sight.alternatives is None:
        return sight
    return sight._replace(
        alternatives=tuple(
            one._replace(character_no=one.character_no + start) for one in sight.alternatives
        )
    )


def is_sure(sight: Sight, place: str, page: Page) -> bool:
    """Whether all characters of a figure are sure, and its row and its title were read."""
    row = row_of(place)
    table = row.rpartition(" row ")[0]
    return sight.confidence >= SURE and row not in page and table not in page


def note(texts: Sequence[str]) -> str:
    """What the outcome of a table says of its unsure figures."""
    shown = ", ".join(texts)[:60]
    return f"{len(texts)} figures were not seen for sure, and nothing proves them: {shown}"


def _tight(text: str) -> str:
    return "".join(text.split())

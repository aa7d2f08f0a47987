"""What pages show → a reading; those that say nothing are looked at.

The pages of a PDF and of an OFD come here, as they were printed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.documents import Notice, Reading, Sight
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import blocks
from ingest.readers.pdf.carried_heads import with_whole_heads
from ingest.readers.pdf.over_pages import joined
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.page_parts import PagePart, known_at_end, parts_of
from ingest.readers.pdf.places import sights
from ingest.readers.pdf.sheets import in_place
from ingest.readers.pdf.triage import is_unread, words
from ingest.readers.pdf.unruled_heads import NONE_KNOWN, Known
from ingest.readers.scan import pages as scan

if TYPE_CHECKING:
    from ingest.readers.scan.picture import Grey

MAX_PAGES = 3_000
LEAST_SEEN = 0.5
"""Where less Chinese is seen than this share of the hidden text, the page was not seen well."""
Picture = Callable[[int], "Grey"]
"""Gives the picture of the page at a position, counted from 0."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read of a page; `sure` is what is known of the figures of a picture."""

    text: str
    parts: list[PagePart]
    flaws: list[Notice]
    is_unread: bool
    sure: Mapping[str, Sight] | None = None


def reading_of(media_type: str, looks: Iterable[Look], picture: Picture) -> Reading:
    """The tables and text of pages.

    Args:
        media_type: what they are pages of.
        looks: what each of them shows.
        picture: asked for those alone that have to be looked at.

    Raises:
        DocumentError: nothing can be read on any of them.
    """
    made: list[_Page] = []
    known = NONE_KNOWN
    for index, shown in enumerate(with_whole_heads(looks)):
        made.append(_page(shown, index, known))
        known = known_at_end(made[-1].parts, known)
    pictures = [index for index, page in enumerate(made) if page.is_unread]
    if pictures and scan.can_see():
        for index, page in _seen(picture, pictures):
            if page.text.strip() and words(page.text) >= _least_words(made[index]):
                made[index] = page
    if not any(page.text.strip() for page in made):
        broken = [f for page in made for f in page.flaws if f.reason == Reason.DAMAGED]
        if broken and len(broken) == len(made):
            raise DocumentError(Reason.DAMAGED, broken[0].detail, broken[0].place)
        detail = f"none of the {len(made)} pages has a text layer; {scan.said()}"
        raise DocumentError(Reason.NO_TEXT_LAYER, detail)
    scanned = {index for index, page in enumerate(made) if page.sure is not None}
    return Reading(
        media_type,
        "",
        tuple(blocks(list(joined(in_place([page.parts for page in made], scanned))))),
        tuple(flaw for page in made for flaw in page.flaws),
        {
            f"page {i}": page.sure
            for i, page in enumerate(made, start=1)
            if page.sure is not None
        },
    )


def _least_words(page: _Page) -> float:
    """How much Chinese must be seen on a page so that it counts, and not its text."""
    is_hidden = any(flaw.reason == Reason.NO_TEXT_LAYER for flaw in page.flaws)
    return words(page.text) * (LEAST_SEEN if is_hidden else 1)


def _page(shown: Look, index: int, known: Known) -> _Page:
    unread = is_unread(shown)
    parts, flaws = parts_of(shown, index + 1, known)
    if unread and not scan.can_see():
        flaws = [replace(flaw, detail=f"{flaw.detail}; {scan.INSTALL}") for flaw in flaws]
    return _Page(shown.text, parts, flaws, unread)


def _seen(picture: Picture, pages: Sequence[int]) -> Iterator[tuple[int, _Page]]:
    """What the pictures of some pages show."""
    for index, seen in zip(pages, scan.seen(map(picture, pages), len(pages)), strict=True):
        parts, flaws = parts_of(seen.look, index + 1)
        sure = sights(seen.look, index + 1, seen.sightings)
        yield index, _Page(seen.look.text, parts, flaws, is_unread=True, sure=sure)

"""A picture of a page → what it shows, and how sure its figures are."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Alternative, Sight
from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.lines_of_text import lines_of, text_of
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.places import FIGURE, Sighting
from ingest.readers.pdf.ruled_tables import Box, TooManyLinesError, frames
from ingest.readers.scan.grey_seals import Where, lifted
from ingest.readers.scan.known_pairs import as_known
from ingest.readers.scan.look_alikes import (
    are_points,
    dashes,
    figures,
    is_oblique,
    is_stroke,
    slashes,
)
from ingest.readers.scan.picture import POINT, Grey, ink_of, is_empty, turned
from ingest.readers.scan.pieces import Piece, Pieces, pieces
from ingest.readers.scan.recogniser import Sign, Signs, recognised
from ingest.readers.scan.ruling import Lines, ruled
from ingest.readers.scan.sheet import sheet

LEAST = 0.5
"""A text that is less sure than this on the whole is none."""
PLAIN = 0.9
"""A text that is crossed by something, and less sure on the whole, may be another."""
TALL = 1.4
"""What is so many times as high as texts usually are is a text of a cell and something else."""
MARGIN = 8
"""So many dots from its lines nothing is printed in a cell."""
READABLE = 0.8
"""A page whose texts are less sure than this on the whole may lie on its side."""
TRIED = 12
"""So many of its longest texts say whether a page stands upright."""
SMALLEST, UNSURE = 12, 0.5
"""Figures of texts lower than this, in dots, are no surer than that: a digit may be lost."""
WORD = 3
"""A text outside of tables is at least so many times as wide as high, if it may be a title."""
UNREAD = ("", Sight(0.0))
"""How something is told that is no text for all that was seen."""


class Seen(NamedTuple):
    """A page as it was seen: what it shows, and how sure its figures are.

    `sightings` say of each figure, and of each text with figures, how it was seen, and where;
    and where something stands that could not be read.
    `quarters` is by how many quarters, against the clock, the picture was turned.
    """

    look: Look
    sightings: tuple[Sighting, ...] = ()
    quarters: int = 0


class _Laid(NamedTuple):
    """A straight picture, its ruled lines, its ink but for them, and where its texts stand.

    `is_crossed`: text by text whether a seal lay over it, or a stroke runs through its cell.
    `hidden` are the middles of cells in which a seal lay, and nothing else is seen.
    """

    grey: Grey
    lines: Lines
    ink: Grey
    pieces: Pieces
    is_crossed: list[bool]
    hidden: list[tuple[float, float]]

    @property
    def places(self) -> list[Piece]:
        """Where texts stand: in cells, then outside of tables."""
        return [*self.pieces.in_cells, *self.pieces.outside]


def seen(picture: Grey) -> Seen:
    """What a picture of a page shows; the page may lie on its side."""
    laid = _laid(sheet(picture))
    if laid is None:
        return Seen(Look(""))
    found = recognised(laid.grey, laid.places)
    quarters = 0
    if _sure(found) < READABLE:
        _, turn, other = max(_turns(picture, laid), key=lambda turn: turn[:2])
        if other is not laid:
            laid, found, quarters = other, recognised(other.grey, other.places), -turn
    return _read(laid, found)._replace(quarters=quarters)


def _turns(picture: Grey, laid: _Laid) -> Iterator[tuple[float, int, _Laid]]:
    """How sure the longest texts are with the page turned by quarters, and the page so."""
    for quarters in (0, 1, 2, 3):
        other = _laid(sheet(turned(picture, quarters))) if quarters else laid
        if other is not None:
            longest = sorted(other.places, key=lambda place: place.x0 - place.x1)[:TRIED]
            yield _sure(recognised(other.grey, longest)), -quarters, other


def _laid(sheet: Grey) -> _Laid | None:
    """Where what stands; None for an empty page."""
    grey, under = lifted(sheet)
    ink = ink_of(grey)
    if is_empty(ink):
        return None
    lines, rest = ruled(ink, under if under.any() else None)
    try:
        tables = frames(lines.level, lines.upright)
    except TooManyLinesError:
        tables = []
    found = pieces(rest, tables)
    cells = [box for table in tables for box in table.boxes] if under.any() else []
    made = _Laid(grey, lines, rest, found, [], list(_hidden(cells, under, found.in_cells)))
    tall = TALL * _usual(made)
    made.is_crossed.extend(
        bool(under[place.y0 : place.y1, place.x0 : place.x1].any())
        or (number < len(found.in_cells) and place.y1 - place.y0 > tall)
        for number, place in enumerate(made.places)
    )
    return made


def _hidden(
    cells: Sequence[Box], under: Where, texts: Sequence[Piece]
) -> Iterator[tuple[float, float]]:
    """The middles of the cells in which a seal lay, and nothing else is seen."""
    middles = [_middle(place) for place in texts]
    for box in cells:
        x0, y0, x1, y1 = (round(edge / POINT) for edge in box)
        inner = under[y0 + MARGIN : y1 - MARGIN, x0 + MARGIN : x1 - MARGIN]
        is_empty_of_text = not any(x0 < x < x1 and y0 < y < y1 for x, y in middles)
        if inner.any() and is_empty_of_text:
            yield (x0 + x1) / 2, (y0 + y1) / 2


def _sure(found: Sequence[Signs]) -> float:
    """How sure texts are on the whole.

    Single characters are not, which a page on its side falls into, nor is what holds none.
    """
    odds = [sign.confidence for signs in found if len(signs) > 1 for sign in signs]
    return sum(odds) / max(sum(max(len(signs), 1) for signs in found), 1)


def _read(laid: _Laid, found: Sequence[Signs]) -> Seen:
    known = [as_known(figures(signs)) for signs in found]
    told = dashes(slashes(known, _oblique(laid, known)), _strokes(laid, known))
    texts = [
        (place, signs)
        for place, signs in zip(laid.places, told, strict=True)
        if _mean(signs) >= LEAST
    ]
    chars = tuple(char for place, signs in texts for char in _chars(place, signs))
    text = "\n".join(text_of(line) for line in lines_of(chars))
    share = 1.0 if _usual(laid) >= SMALLEST else UNSURE
    shares = (min(share, UNSURE if is_crossed else 1.0) for is_crossed in laid.is_crossed)
    sightings = [
        _sighting(place, printed, sight)
        for place, signs, share in zip(laid.places, told, shares, strict=True)
        for printed, sight in (_figures(signs, share) if _mean(signs) >= LEAST else ())
    ]
    sightings += [Sighting(x * POINT, y * POINT, *UNREAD) for x, y in _unread(laid, told)]
    return Seen(Look(text, chars, (), *laid.lines), tuple(sightings))


def _sighting(place: Piece, printed: str, sight: Sight) -> Sighting:
    x, y = _middle(place)
    return Sighting(x * POINT, y * POINT, printed, sight)


def _middle(place: Piece) -> tuple[float, float]:
    return (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2


def _unread(laid: _Laid, told: Sequence[Signs]) -> Iterator[tuple[float, float]]:
    """Where something stands that could not be read.

    In a cell that is whatever was printed there; outside of tables what may be their titles:
    among the texts of the page, not beyond them, and as wide as a word.
    """
    least = [PLAIN if is_crossed else LEAST for is_crossed in laid.is_crossed]
    lost = [_mean(signs) < odds for signs, odds in zip(told, least, strict=True)]
    yield from laid.hidden
    inside, outside = laid.pieces.in_cells, laid.pieces.outside
    yield from (_middle(place) for place, is_lost in zip(inside, lost, strict=False) if is_lost)
    sure = [
        place
        for place, signs in zip(laid.places, told, strict=True)
        if len(signs) > 1 and _mean(signs) >= PLAIN
    ]
    if not sure:
        return
    left, top, right, bottom = (
        edge(place[i] for place in sure) for i, edge in enumerate((min, min, max, max))
    )
    wide = WORD * _usual(laid)
    words = (
        _middle(place)
        for place, is_lost in zip(outside, lost[len(inside) :], strict=True)
        if is_lost and place.x1 - place.x0 >= wide
    )
    for x, y in (*laid.pieces.high, *words):
        if left < x < right and top < y < bottom:
            yield x, y


def _usual(laid: _Laid) -> int:
    """How many dots high the texts of a page usually are."""
    return int(median(place.y1 - place.y0 for place in laid.places)) if laid.places else 0


def _strokes(laid: _Laid, found: Sequence[Signs]) -> list[bool]:
    """Which texts are one level stroke, or a line of points; outside of cells those read."""
    usual, in_cells = _usual(laid), len(laid.pieces.in_cells)
    inks = (_ink(laid, place) for place in laid.places)
    return [
        (number < in_cells or bool(signs)) and (is_stroke(ink, usual) or are_points(ink, usual))
        for number, (ink, signs) in enumerate(zip(inks, found, strict=True))
    ]


def _oblique(laid: _Laid, found: Sequence[Signs]) -> list[bool]:
    """Which texts of one character are one oblique stroke."""
    return [
        len(signs) == 1 and is_oblique(_ink(laid, place))
        for place, signs in zip(laid.places, found, strict=True)
    ]


def _ink(laid: _Laid, place: Piece) -> NDArray[np.bool_]:
    """Where a text is printed, by rows and columns of its dots."""
    return np.asarray(laid.ink[place.y0 : place.y1, place.x0 : place.x1] > 0, np.bool_)


def _figures(signs: Signs, share: float = 1.0) -> Iterator[tuple[str, Sight]]:
    """A text that holds figures, and each of them, with how it was seen.

    Args:
        signs: its characters.
        share: so sure is one at most.
    """
    places = [i for i, sign in enumerate(signs) for _ in sign.text]
    printed = _printed(signs)
    for found in FIGURE.finditer(printed):
        first, last = places[found.start()], places[found.end() - 1]
        yield found[0], _sight(signs[first : last + 1], share)
        if found[0] != printed:
            yield printed, _sight(signs, share)


def _sight(signs: Signs, share: float) -> Sight:
    starts = accumulate((len(sign.text) for sign in signs), initial=1)
    alternatives = tuple(
        Alternative(start, sign.text, other, Decimal(f"{odds:.3f}"))
        for start, sign in zip(starts, signs, strict=False)
        for other, odds in sign.likely
    )
    return Sight(min(share, *(sign.confidence for sign in signs)), alternatives)


def _printed(signs: Signs) -> str:
    return "".join(sign.text for sign in signs)


def _mean(signs: Sequence[Sign]) -> float:
    odds = [sign.confidence for sign in signs]
    return sum(odds) / len(odds) if odds else 0.0


def _chars(place: Piece, signs: Signs) -> Iterator[Char]:
    """The characters of a text, each as wide as there is room between its neighbours."""
    width = place.x1 - place.x0
    middles = [place.x0 + sign.at * width for sign in signs]
    inner = [(a + b) / 2 for a, b in pairwise(middles)]
    edges = pairwise([float(place.x0), *inner, float(place.x1)])
    for sign, (x0, x1) in zip(signs, edges, strict=True):
        yield Char(sign.text, x0 * POINT, place.y0 * POINT, x1 * POINT, place.y1 * POINT)

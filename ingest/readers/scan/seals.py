"""A page in colour → the page in grey, without the seals that were stamped over its print.

The ink of a seal leaves the light of its own colour nearly as it was, and black print does not:
there the page is taken in that colour alone. Print in colour stays: a seal is larger than any
character, drawn through its size by one stroke, a ring or a frame, and lies over black print.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.readers.scan.picture import DPI, Grey

Colour = NDArray[np.uint8]
"""A picture of three colours, in any order: rows, columns, colours."""

SHRUNK = 4
"""So many dots of a page are one where its seals are looked for."""
TOGETHER = 5
"""Strokes of a seal in colour, in such dots, that are nearer than this hang together."""
COLOURED = 45
"""A dot is of a colour whose lightest and darkest parts differ by more than this, of 255."""
LEAST, MOST = 10.0, 80.0
"""Sides of a seal, in millimetres."""
LONGEST = 2.2
"""Times that a seal is as long as it is high, or less."""
FULL = 0.75
"""What fills more of its box is a picture."""
BLACK = 110
"""Print is darker than this, of 255, in each of its colours."""
LEAST_BLACK = 0.005
"""A seal that lies over less print, as a share of its box, is left as it is."""
PAPER = 85
"""The percentile of a box's dots that is as light as its paper."""
PALE = 15
"""The percentile of the light of a seal's own colour that is taken for as light as paper."""
NEAR = 7
"""Dots around one of a seal that may have some of its ink."""
_DOTS = DPI / 25.4 / SHRUNK


def grey_of(page: Colour) -> Grey:
    """The page in grey."""
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), np.uint8)
    small = np.ascontiguousarray(page[::SHRUNK, ::SHRUNK])
    coloured = np.ptp(small, axis=2) > COLOURED
    if not coloured.any():
        return grey
    for y, x in boxes_of(coloured, TOGETHER):
        box = page[y, x]
        if np.mean(box.max(axis=2) < BLACK) >= LEAST_BLACK:
            grey[y, x] = _without(box, grey[y, x])
    return grey


def boxes_of(inked: NDArray[np.bool_], together: int) -> Iterator[tuple[slice, slice]]:
    """The rows and columns of a page in which a seal stands.

    Args:
        inked: where ink of seals is, of dots that are `SHRUNK` of the page's.
        together: strokes that are nearer to each other than so many of them are of one seal.
    """
    ink = inked.astype(np.uint8)
    hanging = cv2.dilate(ink, np.ones((together, together), np.uint8))
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((TOGETHER, TOGETHER), np.uint8))
    spare = together // 2
    count, _, stats, _ = cv2.connectedComponentsWithStats(hanging, connectivity=8)
    for number in range(1, count):
        left, top, width, height = (int(value) for value in stats[number][:4])
        rows = slice(top + spare, top + height - spare)
        columns = slice(left + spare, left + width - spare)
        sides = sorted((width - 2 * spare, height - 2 * spare))
        is_seal = sides[0] >= LEAST * _DOTS and sides[1] <= MOST * _DOTS
        is_seal = is_seal and sides[1] <= LONGEST * sides[0]
        if is_seal and np.mean(whole[rows, columns]) <= FULL:
            yield _on_page(rows), _on_page(columns)


def _on_page(small: slice) -> slice:
    """Rows or columns of the page, and some around them."""
    return slice(max(small.start - 1, 0) * SHRUNK, (small.stop + 1) * SHRUNK)


def _without(box: Colour, grey: Grey) -> Grey:
    """A box in grey, its seal as light as paper.

    Ink of a seal hardly takes one of the three colours away; black print takes it.
    """
    is_seal = (np.ptp(box, axis=2) > COLOURED) & (box.max(axis=2) > BLACK)
    if not is_seal.any():
        return grey
    colour = np.median(box[is_seal], axis=0)
    kept = box[:, :, int(colour.argmax())].astype(np.float32)
    level = float(np.percentile(kept[is_seal], PALE))
    near = cv2.dilate(is_seal.astype(np.uint8), np.ones((NEAR, NEAR), np.uint8)) > 0
    paper = float(np.percentile(grey, PAPER))
    return np.where(near, np.minimum(kept * (paper / level), paper), grey).astype(np.uint8)

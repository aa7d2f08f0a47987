"""A picture of a page, as it was taken → the sheet of paper: white, rectangular, straight.

Of a book that lies open both pages are one picture: the right one is put below the left one.
"""

from itertools import pairwise

import cv2
import numpy as np

from ingest.readers.scan.light import even
from ingest.readers.scan.perspective import paper, rectangular
from ingest.readers.scan.picture import Grey, ink_of, straight

OPEN = 1.2
"""An open book is at least so many times as wide as it is high."""
FROM, TO = 0.44, 0.56
"""Where its pages meet, as shares of its width."""
GUTTER = 0.02
"""How wide the white between them is, as a share of the width."""
PRINTED = 0.001
"""Each of them has at least this share of ink."""
SHRUNK = 4
"""So many dots are one where the white is looked for."""


def sheet(grey: Grey) -> Grey:
    """The page as a good scanner would give it, but for which way up it lies."""
    return unfolded(straight(rectangular(even(paper(grey)))))


def unfolded(grey: Grey) -> Grey:
    """The picture; that of two pages side by side with the right one below the left one."""
    at = _fold(grey)
    if at is None:
        return grey
    left, right = grey[:, :at], grey[:, at:]
    wide = max(left.shape[1], right.shape[1])
    pages = (
        cv2.copyMakeBorder(
            page, 0, 0, 0, wide - page.shape[1], cv2.BORDER_CONSTANT, value=(255,)
        )
        for page in (left, right)
    )
    return np.asarray(np.vstack(list(pages)), np.uint8)


def _fold(grey: Grey) -> int | None:
    """The column in which two pages meet: from top to bottom nothing is printed around it."""
    height, width = grey.shape
    if width < OPEN * height:
        return None
    ink = ink_of(grey)
    small = cv2.resize(ink, None, fx=1 / SHRUNK, fy=1 / SHRUNK, interpolation=cv2.INTER_AREA)
    columns = np.count_nonzero(small > 127, axis=0)
    first, last = (round(share * len(columns)) for share in (FROM, TO))
    if min(columns[:first].sum(), columns[last:].sum()) < PRINTED * small.size:
        return None
    inked = [first - 1, *(first + np.flatnonzero(columns[first:last] > 0)), last]
    start, end = max(pairwise(inked), key=lambda gap: gap[1] - gap[0])
    if end - start < GUTTER * len(columns):
        return None
    return int(start + end) // 2 * SHRUNK

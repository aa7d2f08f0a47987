"""A page in even light → the page without its grey seals, and where they lay.

On a photocopy a seal has no colour. It is flat: wider than any stroke of small print, as grey
throughout, lighter than print. There its own grey is taken for paper, so that print under it
stays; its thin strokes, which print has too, stay as well. What is under a seal, or is crossed
by a stroke of it, is not known as surely as the rest of the page.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.readers.scan.picture import WHITE, Grey, ink_of
from ingest.readers.scan.ruling import long_lines
from ingest.readers.scan.seals import SHRUNK, boxes_of

Where = NDArray[np.bool_]
"""Dots of a page."""

DARKEST, LIGHTEST = 70, 215
"""Light, of 255, that seals may have where paper is white."""
WIDE = 7
"""Dots that a stroke of a seal is wide, and grey throughout."""
LONG = 24
"""A stroke of a seal is at least so many dots long; a character is flat for fewer."""
AROUND = 36
"""Dots between strokes that are of one seal."""
UNDER = 25
"""Print that crosses a stroke of a seal is no wider than this, in dots."""
EDGE = 11
"""Dots that a seal goes on beyond where it is flat, half of them on either side."""
PRINT = 30
"""Print is darker than the grey of a seal by this, of 255."""
LEAST_PRINT = 0.001
"""A seal lies over more print than this, as a share of its box."""
SAME = 8
"""A stroke of a seal is no darker than what of it is flat, but for this."""
THIN = 28
"""A thin stroke of a seal is at least so many dots long: no stroke of small print is."""
LIGHT, DARK = 15, 1
"""The percentiles of light that are taken for that of a seal, and for that of print."""
SMOOTH = 1.2
"""Dots over which noise is smoothed."""


def lifted(grey: Grey) -> tuple[Grey, Where]:
    """The page with its grey seals as light as paper, and the dots that they inked."""
    soft = cv2.GaussianBlur(grey, (0, 0), SMOOTH)
    flat = _flat(soft)
    inked = np.zeros(grey.shape, np.bool_)
    if not flat.any():
        return grey, inked
    made = grey.copy()
    ink = ink_of(grey) > 0
    for box in _boxes(flat):
        usual = float(np.median(grey[box][flat[box]]))
        if np.mean(grey[box] < usual - PRINT) < LEAST_PRINT:
            continue
        solid = _solid(flat[box])
        lines = cv2.dilate(long_lines(ink[box].astype(np.uint8) * 255), np.ones((5, 5))) > 0
        thin = _thin(grey[box], ink[box] & ~solid, usual - SAME) & ~lines
        made[box][solid] = _on_paper(grey[box], ink[box], solid)
        made[box][thin & (soft[box] > usual - PRINT)] = WHITE
        inked[box] |= solid | thin
    return made, inked


def _flat(soft: Grey) -> Where:
    """Where a page is as grey as a seal around each dot, in stretches longer than print."""
    around = np.ones((WIDE, WIDE), np.uint8)
    is_flat = (cv2.erode(soft, around) > DARKEST) & (cv2.dilate(soft, around) < LIGHTEST)
    whole = cv2.morphologyEx(is_flat.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    long = stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1) >= LONG
    long[0] = False
    return np.asarray(long[labels], np.bool_)


def _boxes(flat: Where) -> Iterator[tuple[slice, slice]]:
    """The rows and columns in which a seal stands."""
    small = np.ascontiguousarray(flat[::SHRUNK, ::SHRUNK])
    return boxes_of(small, 2 * AROUND // SHRUNK + 1)


def _solid(flat: Where) -> Where:
    """The strokes of a seal, whole where print crosses them."""
    whole = cv2.morphologyEx(flat.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((UNDER, UNDER)))
    return np.asarray(cv2.dilate(whole, np.ones((EDGE, EDGE))) > 0, np.bool_)


def _thin(grey: Grey, ink: Where, darkest: float) -> Where:
    """The long thin strokes, level and upright, that are nowhere darker than a seal.

    Ruled lines are darker in their middle, and so is print.
    """
    strokes = np.zeros(grey.shape, np.uint8)
    for along, across in (((1, THIN), (5, 1)), ((THIN, 1), (1, 5))):
        near = tuple(max(dots // 3, 1) for dots in along)
        middle = cv2.erode(cv2.blur(grey, near[::-1]), np.ones(across))
        pale = (ink & (middle > darkest)).astype(np.uint8)
        strokes |= cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones(along))
    return np.asarray(cv2.dilate(strokes, np.ones((3, 3))) > 0, np.bool_)


def _on_paper(grey: Grey, ink: Where, solid: Where) -> NDArray[np.uint8]:
    """The dots under a seal, its grey as light as paper, print as dark as beside it."""
    under, beside = grey[solid].astype(np.float32), grey[ink & ~solid]
    level, darkest = np.percentile(under, (LIGHT, DARK))
    print_ = float(np.percentile(beside, DARK)) if beside.size else float(darkest)
    steep = max(WHITE - print_, 0.0) / max(level - darkest, 1.0)
    return np.asarray(np.clip(WHITE - (level - under) * steep, 0, WHITE), np.uint8)

"""A picture of a page → the same page in even light, its paper white.

a page in shadow   ▒▒▒▒░░░░      what is around a dot says how light its paper is there,
made even          ░░░░░░░░      and the dot is taken as a share of that

What lies dark around a sheet, and has no print, becomes as white as paper.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.readers.scan.picture import WHITE, Grey

SHRUNK = 8
"""So many dots of a page are one where its paper is looked for."""
AROUND = 9
"""Shrunken dots among which the lightest is paper: a line of text is not so high."""
SMOOTH = 5
DARKEST = 40
"""Paper is taken to be no darker than this, of 255; what is, is no paper."""
EVEN = 6
"""Paper that differs by no more than this, of 255, is in even light."""
GROUND_AT = 1_200
"""Dots of the longer side at which the ground around a sheet is looked for."""
LEVELS = range(48, 208, 16)
"""Light, of 255, that paper may have and the ground lacks."""
STROKE = 9
"""Strokes of print are thinner than so many of these dots."""
MOST_GROUND = 0.5
"""No more of a picture is ground."""
EDGE = 9
"""Of these dots, how far the edge of a sheet and its shade reach from the ground."""
STEP = 40
"""By how much, of 255, a sheet is lighter than the ground at its edge; a shadow fades."""
STRONG = 24
"""By how much a stroke differs from what is around it."""
MOST_INK = 0.0005
"""Where more is printed, it is no ground."""


def even(grey: Grey) -> Grey:
    """The picture with its paper, and the ground that it lies on, as white everywhere."""
    ground = _ground(grey)
    evened = _even(grey)
    if ground is not None:
        evened = np.where(ground > 0, np.uint8(WHITE), evened)
    return evened


def _ground(grey: Grey) -> Grey | None:
    """Where a picture is dark from its end on, and nothing is printed."""
    scale = min(1.0, GROUND_AT / max(grey.shape))
    small = np.asarray(
        cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    areas = list(_dark_areas(np.asarray(cv2.medianBlur(small, STROKE - 2), np.uint8)))
    if not areas:
        return None
    printed = _strokes(small)
    found = np.zeros_like(small)
    for area in areas:
        if not _is_printed(printed, area):
            found |= area
    if not found.any():
        return None
    height, width = grey.shape
    wider = cv2.dilate(found, np.ones((EDGE, EDGE), np.uint8))
    return np.asarray(
        cv2.resize(wider, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8
    )


def _dark_areas(plain: Grey) -> Iterator[Grey]:
    """What is dark from the end of a picture on, and has an edge, at each level of light."""
    darkest = min(end.min() for end in (plain[0], plain[-1], plain[:, 0], plain[:, -1]))
    for level in (level for level in LEVELS if level >= darkest):
        dark = np.asarray(plain <= level, np.uint8)
        if np.count_nonzero(dark) > MOST_GROUND * dark.size:
            return
        _, labels = cv2.connectedComponents(dark, connectivity=4)
        ends = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
        for label in np.unique(ends[ends > 0]):
            area = np.asarray(labels == label, np.uint8)
            if _has_edge(plain, area):
                yield area


def _strokes(small: Grey) -> NDArray[np.bool_]:
    """Where strokes are, dark on light or light on dark."""
    around = np.ones((STROKE, STROKE), np.uint8)
    soft = cv2.medianBlur(small, 3)
    found = [
        cv2.morphologyEx(soft, how, around) > STRONG
        for how in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT)
    ]
    return np.asarray(found[0] | found[1], np.bool_)


def _has_edge(plain: Grey, area: Grey) -> bool:
    """Whether what is around an area is lighter at once."""
    around = np.ones((EDGE, EDGE), np.uint8)
    near = cv2.dilate(area, around)
    outside = plain[(cv2.dilate(near, around) > 0) & (near == 0)]
    inside = plain[(area > 0) & (cv2.erode(area, around, borderValue=1) == 0)]
    if not len(outside) or not len(inside):
        return False
    return bool(np.percentile(outside, 10) - np.percentile(inside, 75) >= STEP)


def _is_printed(printed: NDArray[np.bool_], area: Grey) -> bool:
    """Whether there are strokes in an area, but for its edge."""
    around = np.ones((2 * EDGE, 2 * EDGE), np.uint8)
    inner = cv2.erode(area, around, borderValue=1) > 0
    return bool(np.count_nonzero(printed & inner) > MOST_INK * np.count_nonzero(inner))


def _even(grey: Grey) -> Grey:
    small = cv2.resize(grey, None, fx=1 / SHRUNK, fy=1 / SHRUNK, interpolation=cv2.INTER_AREA)
    around = np.ones((AROUND, AROUND), np.uint8)
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, around), SMOOTH)
    if int(paper.min()) >= 255 - EVEN:
        return grey
    height, width = grey.shape
    wide = cv2.resize(
        np.maximum(paper, DARKEST), (width, height), interpolation=cv2.INTER_LINEAR
    )
    return np.asarray(cv2.divide(grey, wide, scale=255), np.uint8)

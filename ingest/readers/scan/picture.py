"""A picture of a page → the same page straight, in the size of its paper, and its ink.

Pictures are arrays of grey, a row of dots each, at `DPI`; ink is 255 where something is
printed.
"""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Picture = NDArray[np.uint8]
"""In grey, or in three colours."""

DPI = 200
POINT = 72 / DPI
"""The size of a dot in points."""
A4_LONG, A3_LONG = 11.69 * DPI, 16.54 * DPI
"""The longer side of a page whose picture does not say how large it was: of A4, but where its
print is small."""
SMALL = 17
"""The height of small characters, in dots: as on A3 that is taken for A4."""
SPECK, TALLEST = 5, 60
"""Characters are higher than specks, and no higher than this."""
FEWEST = 100
"""So many characters say how large print is."""
WHITE = 255
"""What is no page, once the light on it is even."""
WIDEST_ANGLE = 4.0
COARSE, FINE, FINEST = 0.5, 0.1, 0.05
"""Steps in degrees in which the angle of the lines of a page is looked for."""
LOOKED_AT = 1_000
"""Dots of the longer side at which the angle is looked for."""
BLOCK = 41
"""Dots of the neighbourhood that a dot is darker than, where it is ink."""
DARKER = 15
"""By how much, of 255."""
LEAST_INK = 0.0002
"""A page with a smaller share of ink is empty."""


def sized(picture: Picture, dpi: float | None) -> Picture:
    """The picture, in grey or colour, at `DPI`.

    Where its resolution is not known, it is taken for A4, or for A3 if its print is small.
    """
    if dpi:
        return _scaled(picture, DPI / dpi)
    longer = max(picture.shape)
    as_a4 = _scaled(picture, A4_LONG / longer)
    is_finer = longer > A4_LONG and is_small(as_a4)
    return _scaled(picture, min(A3_LONG / longer, 1.0)) if is_finer else as_a4


def in_grey(picture: Picture) -> Grey:
    """The picture in grey."""
    return _grey(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)) if picture.ndim > 2 else picture


def is_small(picture: Picture) -> bool:
    """Whether most of what is printed on a page is too small for its size."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_of(in_grey(picture)), connectivity=8)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    found = high[(high > SPECK) & (high <= TALLEST) & (wide <= TALLEST)]
    return len(found) >= FEWEST and bool(np.median(found) < SMALL)


def _scaled(picture: Picture, scale: float) -> Picture:
    if abs(scale - 1) < 0.01:
        return picture
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return _grey(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how))


def straight(grey: Grey) -> Grey:
    """The picture turned so that its lines lie level."""
    angle = _angle(grey)
    if abs(angle) < FINEST / 2:
        return grey
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(
        grey,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=WHITE,
    )
    return _grey(turned)


def turned(grey: Grey, quarters: int) -> Grey:
    """The picture turned by quarters, against the clock."""
    return _grey(np.ascontiguousarray(np.rot90(grey, quarters)))


def ink_of(grey: Grey) -> Grey:
    """What is darker than the paper around it."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    ink = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, BLOCK, DARKER
    )
    return _grey(ink)


def is_empty(ink: Grey) -> bool:
    """Whether hardly anything is printed on a page."""
    return bool(np.count_nonzero(ink) < LEAST_INK * ink.size)


def _angle(grey: Grey) -> float:
    """By how many degrees the lines of a page fall to the right."""
    scale = min(1.0, LOOKED_AT / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = ink_of(_grey(small))
    ys, xs = np.nonzero(ink)
    if not len(ys):
        return 0.0
    best = 0.0
    for reach, step in ((WIDEST_ANGLE, COARSE), (COARSE, FINE), (FINE, FINEST)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(xs, ys, float(angle))))
    return best


def _sharpness(xs: NDArray[Any], ys: NDArray[Any], angle: float) -> float:
    """How unevenly ink falls on the rows of a page turned by an angle."""
    slope = math.tan(math.radians(angle))
    rows = np.rint(ys - xs * slope).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())


def _grey(array: Any) -> Grey:  # noqa: ANN401  what the library gives
    return np.asarray(array, dtype=np.uint8)

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

DPI = 200
POINT = 72 / DPI
"""The size of a dot in points."""
A4_LONG = 11.69 * DPI
"""The longer side of a page whose picture does not say how large it was."""
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


def sized(grey: Grey, dpi: float | None) -> Grey:
    """The picture, in grey or colour, at `DPI`; a page of unknown resolution is of A4."""
    scale = DPI / dpi if dpi else A4_LONG / max(grey.shape)
    if abs(scale - 1) < 0.01:
        return grey
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return _grey(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how))


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

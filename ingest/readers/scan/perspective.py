r"""A photograph of a page → the page as a rectangle, seen from straight above.

  /────────\        ┌────────┐     the paper's own edges, where something darker lies
 /──────────\       ├────────┤     around it, say how it was seen; then its ruled lines:
/────────────\      └────────┘     all that lie level in print meet in one point, and
                                    so do all that stand upright
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.readers.scan.picture import A4_LONG, BLOCK, WHITE, Grey, Picture, in_grey, ink_of

Lines = NDArray[np.float64]
"""Lines as a, b, c of ax + by + c = 0, where a² + b² is 1."""

LOOKED_AT = 1_200
"""Dots of the longer side at which lines are looked for."""
PAPER_AT = 500
"""Dots of the longer side at which the paper is looked for."""
LEAST_PAPER, MOST_PAPER = 0.2, 0.97
"""A sheet fills so much of a picture, where something else is around it."""
FULL = 0.95
"""A shape fills its four corners at least so, if they are a sheet's."""
FRAME = 0.008
"""What lies within this share of the longer side from the end of a picture is cut off by it."""
SAME = 0.99
"""Shapes of at least this share of the largest are one sheet, whose edge is not sharp."""
EDGE = 0.02
"""The share of the way to its middle within which a sheet's edge is left out."""
DARKER = 40
"""By how much, of 255, what lies around a sheet is darker than paper."""
MOST_INK = 0.01
"""Where more is printed around a sheet, it is no sheet but a box on a page."""
LEVELS = range(60, 240, 12)
"""Light, of 255, that paper may have and what lies around it lacks."""
CLOSED = 15
"""Shrunken dots that print takes away of a sheet, and less."""
CORNER = 0.02
"""Of the way around a shape, how far its sides may stray from straight ones."""
SHORTEST = 0.02
"""A stroke that is shorter than this share of the longer side may be of a character."""
FEWEST = 3
"""So many strokes of a direction say where it leads."""
STEEPEST = 25.0
"""Degrees by which a line of a page may lean."""
OFF, AROUND = 0.004, 2.0
"""A stroke counts that misses where others lead by this, or by so many times what is usual."""
ROUNDS: Final = 5
STRAIGHT = 0.003
"""A page is rectangular whose corners would move by less than this share of its longer side."""
FARTHEST = 0.2
"""No corner moves by more than this share: what wants that was no page's ruling."""


def paper(picture: Picture) -> Picture:
    """The sheet of paper alone, where a darker ground is seen around it; also in colour."""
    corners = _sheet(picture)
    if corners is None:
        return picture
    top, right, bottom, left = (
        float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4)
    )
    wide, high = (top + bottom) / 2, (left + right) / 2
    grow = max(1.0, A4_LONG / max(wide, high))
    wide, high = round(wide * grow), round(high * grow)
    onto = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, onto)
    return _warped(picture, matrix, (wide, high))


def rectangular(grey: Grey) -> Grey:
    """The page with its ruled lines level and upright; as it is where it has too few."""
    height, width = grey.shape
    longer = max(height, width)
    level, upright = _strokes(grey)
    right, down = _leading_to(level), _leading_to(upright)
    if right is None or down is None:
        return grey
    middle = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, longer / 2]])
    matrix = np.linalg.inv(middle) @ _straightening(right, down) @ middle
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    moved = cv2.perspectiveTransform(corners[None], matrix)[0]
    far = float(np.abs(moved - corners).max()) / longer
    if not STRAIGHT < far < FARTHEST:
        return grey
    return _warped(grey, matrix, (width, height))


def _warped(picture: Picture, matrix: NDArray[Any], size: tuple[int, int]) -> Picture:
    made = cv2.warpPerspective(
        picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT,
        borderValue=(WHITE, WHITE, WHITE),
    )  # fmt: skip
    return np.asarray(made, np.uint8)


def _sheet(picture: Picture) -> NDArray[np.float32] | None:
    """The corners of a sheet from the upper left one on, with the clock."""
    scale = min(1.0, PAPER_AT / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = in_grey(np.asarray(small, np.uint8))
    if small.max() - small.min() < DARKER:
        return None
    soft = cv2.medianBlur(small, 7)
    found = (_corners(np.asarray(soft > level, np.uint8)) for level in LEVELS)
    sheets = [corners for corners in found if corners is not None and _is_sheet(small, corners)]
    if not sheets:
        return None
    largest = max(map(cv2.contourArea, sheets))
    same = (corners for corners in sheets if cv2.contourArea(corners) >= SAME * largest)
    inmost = min(same, key=cv2.contourArea)
    corners = _from_upper_left(inmost.astype(np.float32)) / np.float32(scale)
    return np.asarray(corners + EDGE * (corners.mean(axis=0) - corners), np.float32)


def _corners(light: Grey) -> NDArray[np.int32] | None:
    """The four corners of the largest light shape; None where it has others."""
    whole = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((CLOSED, CLOSED), np.uint8))
    shapes, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not shapes:
        return None
    shape = max(shapes, key=cv2.contourArea)
    corners = cv2.approxPolyDP(shape, CORNER * cv2.arcLength(shape, closed=True), closed=True)
    if len(corners) != 4 or not cv2.isContourConvex(corners):
        return None
    area = cv2.contourArea(corners)
    is_full = LEAST_PAPER < area / light.size < MOST_PAPER
    if not is_full or cv2.contourArea(shape) < FULL * area:
        return None
    return np.asarray(corners[:, 0], np.int32)


def _is_sheet(grey: Grey, corners: NDArray[np.int32]) -> bool:
    """Whether darker ground lies around four corners, on which nothing is printed.

    A corner at the edge of the picture is the picture's: the sheet goes on beyond it.
    """
    near = FRAME * max(grey.shape)
    height, width = grey.shape
    if (corners < near).any() or (corners > (width - near, height - near)).any():
        return False
    inside = np.zeros_like(grey)
    cv2.fillConvexPoly(inside, corners, 255)
    around = cv2.dilate(inside, np.ones((5, 5), np.uint8)) == 0
    if not around.any() or np.median(grey[inside > 0]) - np.median(grey[around]) < DARKER:
        return False
    far = cv2.dilate(inside, np.ones((BLOCK, BLOCK), np.uint8)) == 0
    printed = np.count_nonzero(ink_of(grey)[far])
    return bool(printed <= MOST_INK * np.count_nonzero(far))


def _from_upper_left(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    around = corners[np.argsort(angles)]
    first = int(np.argmin(around.sum(axis=1)))
    return np.asarray(np.roll(around, -first, axis=0), np.float32)


def _strokes(grey: Grey) -> tuple[Lines, Lines]:
    """The level and the upright strokes of a page.

    They are in halves of its longer side from its middle; the longer ones count for more.
    """
    scale = min(1.0, LOOKED_AT / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector().detect(small)[0]
    if found is None:
        return np.empty((0, 3)), np.empty((0, 3))
    ends = found.reshape(-1, 2, 2).astype(np.float64)
    height, width = small.shape
    ends = (ends - (width / 2, height / 2)) / (max(small.shape) / 2)
    along = ends[:, 1] - ends[:, 0]
    long = np.hypot(along[:, 0], along[:, 1])
    is_long = long >= 2 * SHORTEST
    ends, along, long = ends[is_long], along[is_long], long[is_long]
    lean = np.degrees(np.arctan2(np.abs(along[:, 1]), np.abs(along[:, 0])))
    whole = np.concatenate([ends, np.ones((len(ends), 2, 1))], axis=2)
    lines = np.cross(whole[:, 0], whole[:, 1])
    lines *= (long / np.hypot(lines[:, 0], lines[:, 1]))[:, None] if len(lines) else 1.0
    return lines[lean <= STEEPEST], lines[lean >= 90 - STEEPEST]


def _leading_to(lines: Lines) -> NDArray[np.float64] | None:
    """The point in which lines meet, far off the page; None where too few say so."""
    kept = lines
    point = None
    for _ in range(ROUNDS):
        if len(kept) < FEWEST:
            return None
        point = np.linalg.svd(kept, full_matrices=False)[2][-1]
        point = point / np.linalg.norm(point)
        near = max(OFF, AROUND * float(np.median(_off(kept, point))))
        kept = lines[_off(lines, point) <= near]
    return point


def _off(lines: Lines, point: NDArray[Any]) -> NDArray[np.float64]:
    """By how much each line misses a point that is far off."""
    return np.asarray(np.abs(lines @ point) / np.hypot(lines[:, 0], lines[:, 1]))


def _straightening(level: NDArray[Any], upright: NDArray[Any]) -> NDArray[np.float64]:
    """What takes where level and upright lines lead to infinity, right and down.

    The middle of the page stays where it is, and its surroundings as large.
    """
    horizon = np.cross(level, upright)
    horizon = horizon / horizon[2]
    flat = np.array([[1, 0, 0], [0, 1, 0], horizon])
    right, down = (flat @ point for point in (level, upright))
    right, down = right[:2] / np.hypot(*right[:2]), down[:2] / np.hypot(*down[:2])
    right, down = right * np.sign(right[0]), down * np.sign(down[1])
    turned = np.linalg.inv(np.array([[right[0], down[0]], [right[1], down[1]]]))
    whole = np.eye(3)
    whole[:2, :2] = turned
    return np.asarray(whole @ flat, np.float64)

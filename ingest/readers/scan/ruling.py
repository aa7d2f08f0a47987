"""The ink of a page → its ruled lines, and the ink without them."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.readers.pdf.drawn_lines import Rule
from ingest.readers.scan.picture import POINT, Grey

LEAST_LENGTH = 70
"""A stroke shorter than this, in dots, may belong to a character."""
LEAST_ALONE = 210
"""A level line shorter than this, in dots, ends at upright ones."""
LONGEST_TEXT, BESIDE = 600, 0.2
"""What ends at none and is longer is a line; else it is none where beside it, to one side, so
large a share is ink."""
LEAST_SHORT = 28
"""An upright stroke between two level lines that is so long, in dots, is a line."""
TOUCH = 5
"""Dots by which the ends of such a stroke may miss the lines."""
OVERHANG = 36
"""An upright line that goes on for less, in dots, beyond the last level one ends there."""
THICKEST = 14
"""What is thicker than this, in dots, is a picture or a dark area."""
THICK, THICKER = 8.0, 2.5
"""What is thicker than this, in dots, and than so many times the usual line, is of a seal."""
GAP = 3
"""Dots that a line may be broken by."""
HIDDEN = 200
"""Dots of a line that something may hide."""
STRAY = 3
"""By how many dots a line strays from its course."""
STRAIGHT = 8
"""A line that takes up no more dots than this across its direction is straight."""


class _Stroke(NamedTuple):
    """Dots that hang together: their box, and how many they are."""

    x: int
    y: int
    width: int
    height: int
    area: int

    def in_(self, picture: NDArray[Any]) -> NDArray[Any]:
        """The part of a picture that the box holds."""
        return picture[self.y : self.y + self.height, self.x : self.x + self.width]


class Lines(NamedTuple):
    """The ruled lines of a page, in points."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


def ruled(ink: Grey, hidden: NDArray[np.bool_] | None = None) -> tuple[Lines, Grey]:
    """The ruled lines of a page, and the ink that is none.

    Args:
        ink: what is printed.
        hidden: where a seal lay over it, under which lines go on.
    """
    level, upright = _strokes(ink), _turned(_strokes(_turned(ink)))
    if hidden is not None:
        level = _going_on(level, hidden)
        upright = _turned(_going_on(_turned(upright), hidden.T))
    short = _short(ink, _ended(level, upright, ink), upright)
    if hidden is not None:
        short = _away_from(hidden, short)
    upright = cv2.bitwise_or(upright, short)
    level = _ended(level, upright, ink)
    upright = _without_overhang(upright, level)
    lines = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))
    rest = cv2.bitwise_and(ink, cv2.bitwise_not(lines))
    found = Lines(tuple(_rules_of(level)), tuple(_rules_of(_turned(upright))))
    return found, np.asarray(rest, np.uint8)


def long_lines(ink: Grey) -> Grey:
    """Where long strokes are, level and upright."""
    return np.asarray(cv2.bitwise_or(_strokes(ink), _turned(_strokes(_turned(ink)))), np.uint8)


def _strokes(ink: Grey) -> Grey:
    """Where long level strokes are."""
    thick = cv2.dilate(ink, np.ones((STRAY, 1), np.uint8))
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, GAP), np.uint8))
    mask = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, LEAST_LENGTH), np.uint8))
    thick = [stroke.area / stroke.width for stroke, _ in _strokes_of(mask)]
    most = min(THICKEST, max(THICK, THICKER * median(thick))) if thick else 0
    return _of(mask, lambda stroke: stroke.area <= most * stroke.width)


def _going_on(mask: Grey, hidden: NDArray[np.bool_]) -> Grey:
    """Long level strokes, going on where something hides what lies between two of a line."""
    thick = cv2.dilate(mask, np.ones((STRAY, 1), np.uint8))
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, HIDDEN), np.uint8))
    return np.asarray(cv2.bitwise_or(mask, np.where(hidden, whole, np.uint8(0))), np.uint8)


def _short(ink: Grey, level: Grey, known: Grey) -> Grey:
    """The upright lines of a single row, which stand between two level ones and touch both.

    Only of lines that are some without them: 0000000001, printed close together, draws one
    stroke along its upper end, one along its lower end, and the 1 between both.
    """
    rest = cv2.bitwise_and(ink, cv2.bitwise_not(cv2.dilate(known, np.ones((1, 9), np.uint8))))
    mask = cv2.morphologyEx(rest, cv2.MORPH_OPEN, np.ones((LEAST_SHORT, 1), np.uint8))

    def is_line(stroke: _Stroke) -> bool:
        across = slice(stroke.x, stroke.x + stroke.width)
        ends = (stroke.y, stroke.y + stroke.height)
        return (
            stroke.width <= STRAIGHT
            and stroke.height <= 2 * LEAST_LENGTH
            and all(level[max(end - TOUCH, 0) : end + TOUCH, across].any() for end in ends)
        )

    return _of(mask, is_line)


def _away_from(hidden: NDArray[np.bool_], short: Grey) -> Grey:
    """The short lines that are no rests of a seal."""
    near = cv2.dilate(hidden.astype(np.uint8), np.ones((LEAST_SHORT, LEAST_SHORT), np.uint8))
    return _of(short, lambda stroke: not stroke.in_(near).any())


def _ended(level: Grey, upright: Grey, ink: Grey) -> Grey:
    """The level lines that are long, or end at upright ones: strokes of a text do not.

    基本支出 printed close together may draw one stroke over four characters, 53000022200000001
    one along its upper and one along its lower end. Beside such a stroke there is ink.
    """

    def is_line(stroke: _Stroke) -> bool:
        along = slice(stroke.y, stroke.y + stroke.height)
        ends = (stroke.x, stroke.x + stroke.width)
        if all(upright[along, max(end - TOUCH, 0) : end + TOUCH].any() for end in ends):
            return True
        is_long = stroke.width >= LEAST_ALONE
        return is_long and (stroke.width > LONGEST_TEXT or not _is_of_text(stroke, ink))

    return _of(level, is_line)


def _is_of_text(stroke: _Stroke, ink: Grey) -> bool:
    """Whether there is ink along one side of a level stroke."""
    across = slice(stroke.x, stroke.x + stroke.width)
    end = stroke.y + stroke.height
    sides = (
        ink[max(stroke.y - 2 * STRAY, 0) : max(stroke.y - STRAY, 0), across],
        ink[end + STRAY : end + 2 * STRAY, across],
    )
    return any(np.count_nonzero(side) >= BESIDE * side.size > 0 for side in sides)


def _without_overhang(upright: Grey, level: Grey) -> Grey:
    """The upright lines as far as level ones hold them: a character below is none of a line.

    │    │
    └────┴────
    示例局      the stroke of a 例 right below the line of a table seems to go on with it
    """
    kept = upright.copy()
    for stroke, here in _strokes_of(upright):
        around = slice(max(stroke.x - TOUCH, 0), stroke.x + stroke.width + TOUCH)
        crossed = np.flatnonzero(level[stroke.y : stroke.y + stroke.height, around].any(axis=1))
        if not len(crossed) or crossed[-1] - crossed[0] < LEAST_SHORT:
            continue
        first, last = int(crossed[0]), int(crossed[-1]) + 1
        held = stroke.in_(kept)
        if first < OVERHANG:
            held[:first][here[:first]] = 0
        if stroke.height - last < OVERHANG:
            held[last:][here[last:]] = 0
    return kept


def _of(mask: Grey, is_line: Callable[[_Stroke], bool]) -> Grey:
    """The strokes of a mask that are lines."""
    kept = np.zeros_like(mask)
    for stroke, here in _strokes_of(mask):
        if is_line(stroke):
            stroke.in_(kept)[here] = 255
    return kept


def _strokes_of(mask: Grey) -> Iterator[tuple[_Stroke, NDArray[np.bool_]]]:
    """The strokes of a mask, and the dots of each within its box."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for number in range(1, count):
        stroke = _Stroke(*(int(value) for value in stats[number]))
        yield stroke, stroke.in_(labels) == number


def _rules_of(level: Grey) -> Iterator[Rule]:
    for stroke, here in _strokes_of(level):
        yield from _rules(here, stroke.x, stroke.y)


def _rules(line: NDArray[np.bool_], x: int, y: int) -> Iterator[Rule]:
    """A line as one rule, one that is bent as several that follow each other."""
    height, width = line.shape
    pieces = 1 if height <= STRAIGHT else max(1, width // (2 * LEAST_LENGTH))
    ends = [round(width * i / pieces) for i in range(pieces + 1)]
    for start, end in pairwise(ends):
        rows = np.nonzero(line[:, start:end])[0]
        if len(rows):
            at = y + float(rows.mean()) + 0.5
            yield Rule(at * POINT, (x + start) * POINT, (x + end) * POINT)


def _turned(ink: Grey) -> Grey:
    return np.ascontiguousarray(ink.T)

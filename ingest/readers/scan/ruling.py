"""The ink of a page → its ruled lines, and the ink without them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.readers.pdf.drawn_lines import Rule
from ingest.readers.scan.picture import POINT, Grey

LEAST_LENGTH = 70
"""A stroke shorter than this, in dots, may belong to a character."""
LEAST_SHORT = 28
"""An upright stroke between two level lines that is so long, in dots, is a line."""
TOUCH = 5
"""Dots by which the ends of such a stroke may miss the lines."""
THICKEST = 14
"""What is thicker than this, in dots, is a picture or a dark area."""
GAP = 3
"""Dots that a line may be broken by."""
STRAY = 3
"""By how many dots a line strays from its course."""
STRAIGHT = 8
"""A line that takes up no more dots than this across its direction is straight."""


class Lines(NamedTuple):
    """The ruled lines of a page, in points."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


def ruled(ink: Grey) -> tuple[Lines, Grey]:
    """The ruled lines of a page, and the ink that is none."""
    level, level_mask = _lines(ink, upright=False)
    upright, upright_mask = _lines(ink, upright=True)
    short, short_mask = _short(ink, level_mask, upright_mask)
    upright += short
    upright_mask = cv2.bitwise_or(upright_mask, short_mask)
    lines = cv2.bitwise_or(level_mask, upright_mask)
    lines = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    rest = cv2.bitwise_and(ink, cv2.bitwise_not(lines))
    return Lines(level, upright), np.asarray(rest, np.uint8)


def _lines(ink: Grey, *, upright: bool) -> tuple[tuple[Rule, ...], Grey]:
    """The lines of one direction, and where they are."""
    if upright:
        level, mask = _lines(_turned(ink), upright=False)
        return level, _turned(mask)
    thick = cv2.dilate(ink, np.ones((STRAY, 1), np.uint8))
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, GAP), np.uint8))
    mask = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, LEAST_LENGTH), np.uint8))
    rules: list[Rule] = []
    kept = np.zeros_like(ink)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for number in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[number])
        if area > THICKEST * width:
            continue
        here = labels[y : y + height, x : x + width] == number
        kept[y : y + height, x : x + width][here] = 255
        rules += _rules(here, x, y)
    return tuple(rules), kept


def _short(ink: Grey, level: Grey, known: Grey) -> tuple[tuple[Rule, ...], Grey]:
    """The upright lines of a single row, which stand between two level ones and touch both."""
    rest = cv2.bitwise_and(ink, cv2.bitwise_not(cv2.dilate(known, np.ones((1, 9), np.uint8))))
    mask = cv2.morphologyEx(rest, cv2.MORPH_OPEN, np.ones((LEAST_SHORT, 1), np.uint8))
    kept = np.zeros_like(ink)
    rules: list[Rule] = []
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for number in range(1, count):
        x, y, width, height, _ = (int(value) for value in stats[number])
        if width > STRAIGHT or height > 2 * LEAST_LENGTH:
            continue
        ends = (y, y + height)
        if all(level[max(end - TOUCH, 0) : end + TOUCH, x : x + width].any() for end in ends):
            here = labels[y : y + height, x : x + width] == number
            kept[y : y + height, x : x + width][here] = 255
            at = (x + width / 2) * POINT
            rules.append(Rule(at, y * POINT, (y + height) * POINT))
    return tuple(rules), kept


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

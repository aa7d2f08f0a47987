"""The ink of a page → the places of its texts: a line of a cell, or words of a line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.readers.pdf.ruled_tables import Box, Frame
from ingest.readers.scan.picture import POINT, Grey

TALLEST = 160
"""What is higher, in dots, is a picture or a seal."""
LEAST, MOST = 12, 80
"""Texts between these heights say how high those of the page usually are."""
USUAL = 30
"""The height of a text where a page does not show one."""
TOGETHER = 1.3
"""Strokes above each other are one line where they are together no higher than this."""
LOW = 0.12
"""Lines that touch are parted in a row with a smaller share of the ink of the others."""
IN_CELL, OUTSIDE = 2.0, 0.9
"""Words stand in places of their own where a gap is wider than this share of the height."""
LONGEST = 24
"""A text longer than this many times its height is read in parts."""
SPECK = 3
"""Less ink than this from side to side is dirt."""

Stretch = tuple[int, int]
Ink = NDArray[np.bool_]


class Piece(NamedTuple):
    """Where a text stands, in dots: its left and upper, right and lower end."""

    x0: int
    y0: int
    x1: int
    y1: int


class Pieces(NamedTuple):
    """The places of the texts of a page in the cells of its tables, and of those outside.

    `high` is what is outside and no text: higher than any, as the edge of a sheet is that was
    photographed. Texts that it crosses are lost. Of each, where most of it is from side to
    side, and its upper end.
    """

    in_cells: list[Piece]
    outside: list[Piece]
    high: list[tuple[int, int]]


def pieces(ink: Grey, tables: Sequence[Frame]) -> Pieces:
    """The places of all texts of a page."""
    printed = ink > 0
    areas = [_dots(box, printed) for table in tables for box in table.boxes]
    rest = printed.copy()
    for x0, y0, x1, y1 in areas:
        rest[y0:y1, x0:x1] = False
    rest, high = _without_high(rest)
    whole = Piece(0, 0, rest.shape[1], rest.shape[0])
    held = [(printed, area, IN_CELL) for area in areas] + [(rest, whole, OUTSIDE)]
    runs = [_runs(_rows(page[area.y0 : area.y1, area.x0 : area.x1])) for page, area, _ in held]
    heights = [b - a for own in runs for a, b in own if LEAST <= b - a <= MOST]
    usual = int(median(heights)) if heights else USUAL
    texts = [
        list(_texts(page, area, _lines(page, area, own, usual), gap, usual))
        for (page, area, gap), own in zip(held, runs, strict=True)
    ]
    return Pieces([piece for own in texts[:-1] for piece in own], texts[-1], high)


def _without_high(ink: Ink) -> tuple[Ink, list[tuple[int, int]]]:
    """Ink without what hangs together over more rows than a text has, and where that was."""
    _, labels, stats, middles = cv2.connectedComponentsWithStats(
        ink.astype(np.uint8), connectivity=8
    )
    is_high = stats[:, cv2.CC_STAT_HEIGHT] > TALLEST
    is_high[0] = False
    tops = stats[is_high][:, cv2.CC_STAT_TOP]
    high = [(int(x), int(y)) for (x, _), y in zip(middles[is_high], tops, strict=True)]
    return (ink & ~is_high[labels] if high else ink), high


def _dots(box: Box, page: Ink) -> Piece:
    height, width = page.shape
    x0, y0, x1, y1 = (round(edge / POINT) for edge in box)
    return Piece(max(x0, 0), max(y0, 0), min(x1, width), min(y1, height))


def _rows(held: Ink) -> NDArray[np.intp]:
    return np.asarray(np.count_nonzero(held, axis=1), np.intp)


def _runs(counts: NDArray[np.intp], least: int = SPECK - 1) -> list[Stretch]:
    """From where to where there is ink without a break."""
    inked = np.concatenate(([False], counts >= least, [False]))
    turns = np.flatnonzero(inked[1:] != inked[:-1])
    return [(int(a), int(b)) for a, b in zip(turns[::2], turns[1::2], strict=True)]


def _lines(page: Ink, area: Piece, runs: Sequence[Stretch], usual: int) -> list[Stretch]:
    """The lines of text of an area: strokes of one together, lines that touch parted."""
    together: list[Stretch] = []
    for start, end in runs:
        if together and end - together[-1][0] <= TOGETHER * usual:
            together[-1] = (together[-1][0], end)
        else:
            together.append((start, end))
    counts = _rows(page[area.y0 : area.y1, area.x0 : area.x1])
    return [line for run in together for line in _parted(counts, run, usual)]


def _parted(counts: NDArray[np.intp], run: Stretch, usual: int) -> list[Stretch]:
    """A run of rows cut in two, and so on, where its ink is lowest between two lines."""
    start, end = run
    if end - start < 1.8 * usual:
        return [run]
    near = slice(start + round(0.6 * usual), end - round(0.6 * usual))
    at = near.start + int(np.argmin(counts[near]))
    if counts[at] > LOW * np.median(counts[start:end]):
        return [run]
    return [*_parted(counts, (start, at), usual), *_parted(counts, (at, end), usual)]


def _texts(
    page: Ink, area: Piece, lines: Sequence[Stretch], gap: float, usual: int
) -> Iterator[Piece]:
    """The texts of an area line by line, those of a line from the left."""
    for top, bottom in lines:
        height = min(bottom - top, 2 * usual)
        if bottom - top > TALLEST:
            continue
        held = page[area.y0 + top : area.y0 + bottom, area.x0 : area.x1]
        columns = np.count_nonzero(held, axis=0)
        for word in _words(columns, gap * height):
            left, right = word[0][0], word[-1][1]
            inner = _runs(_rows(held[:, left:right]), 1)
            y0, y1 = area.y0 + top + inner[0][0], area.y0 + top + inner[-1][1]
            if np.count_nonzero(held[:, left:right]) >= SPECK**2:
                lacks = max(0, usual - (y1 - y0)) // 2
                y0, y1 = max(y0 - lacks, area.y0), min(y1 + lacks, area.y1)
                for x0, x1 in _cut(word, LONGEST * height):
                    yield Piece(area.x0 + x0, y0, area.x0 + x1, y1)


def _words(columns: NDArray[np.intp], gap: float) -> Iterator[Sequence[Stretch]]:
    """The stretches of ink of each text that stands apart."""
    inked = _runs(columns, 1)
    start = 0
    for position, (_, end) in enumerate(inked, start=1):
        if position == len(inked) or inked[position][0] - end > gap:
            yield inked[start:position]
            start = position


def _cut(inked: Sequence[Stretch], longest: float) -> Iterator[Stretch]:
    """A text, cut in its widest gaps where it is too long; the parts touch."""
    left, right = inked[0][0], inked[-1][1]
    if right - left <= longest:
        yield left, right
        return
    gaps = [
        (b - a, (a + b) // 2)
        for (_, a), (b, _) in pairwise(inked)
        if left + longest / 2 <= (a + b) / 2 <= left + longest
    ]
    if not gaps:
        yield left, right
        return
    at = max(gaps)[1]
    rest = [(max(a, at), b) for a, b in inked if b > at]
    yield left, at
    yield from ((at if a == rest[0][0] else a, b) for a, b in _cut(rest, longest))

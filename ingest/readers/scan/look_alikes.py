"""Signs that look alike → what an account prints: digits for letters, strokes for digits.

A round sign in a cell of its own may be a zero or a letter, and nothing around it says which;
but no account prints such a letter among figures or alone in a cell.
"""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.readers.scan.recogniser import Sign, Signs

DIGIT_OF: Final = dict.fromkeys("OoQ\uff2f\u3007\u25cb\u041e\u043e\u039f", "0") | dict.fromkeys(
    "lI|\u4e28\uff49\uff29", "1"
)
"""What digits are taken for."""
ONE, AFTER_ONE, DASH = "\u4e00", ("\u4e8c", "\u4e09"), "\u2014"
"""The numeral one, those that follow it, and the dash that it looks like."""
THIN = 0.3
"""A stroke is no higher than this share of what texts usually are."""
WIDE = 1.5
"""A level stroke is at least so many times as wide as its ink is high on the whole: a hyphen is
about twice, with soft edges less."""
FULL, DIRT = 0.6, 0.12
"""A stroke has a row of dots inked along so much of it; a row with less than this is empty."""
LEAST_POINTS, APART = 3, 1.5
"""Points in a line say that there is nothing from so many on; their gaps, and their widths,
differ by no more than so many times, or by a dot."""
SLASH = "/"
SLANT, STRAIGHT = 0.25, 0.95
"""An oblique stroke leans right by so much of its height, and is so straight; a one, even
in italics, does not."""
LEAST_HIGH = 6
"""Dots that a stroke is high, for its lean to be told."""
OBLIQUE = 0.7
"""An oblique stroke is nowhere as wide as this share of its box: a one has a foot or a flag."""
SURE = 0.9
"""A numeral counts lines that is at least so sure."""
_OF_FIGURES: Final = re.compile(r"[-\u2212+(（]?[\d.,，%]+[)）]?")


def figures(signs: Signs) -> Signs:
    """The characters of a text, with digits for what looks like them where it is a figure."""
    if not signs or not _OF_FIGURES.fullmatch("".join(map(_digit, signs))):
        return signs
    return tuple(map(_as_digit, signs))


def dashes(texts: Sequence[Signs], strokes: Sequence[bool]) -> list[Signs]:
    """The texts of a page, with a dash for what is one level stroke, whatever it was read as.

    In a cell of its own such a stroke, or a line of points, says that there is nothing, unless
    it was read as the numeral one and the page counts its lines so. Its ink says so for sure.

    Args:
        texts: what was recognised, if anything was.
        strokes: by text, whether all that is printed there is one level stroke or points.
    """
    counts = any(
        len(signs) == 1 and signs[0].text in AFTER_ONE and signs[0].confidence >= SURE
        for signs, is_one in zip(texts, strokes, strict=True)
        if not is_one
    )
    return [
        _dash() if (not counts if _printed(signs) == ONE else is_one) else signs
        for signs, is_one in zip(texts, strokes, strict=True)
    ]


def is_stroke(ink: NDArray[np.bool_], usual: int) -> bool:
    """Whether ink is one level stroke.

    Args:
        ink: where a text is printed, by rows and columns of dots.
        usual: how many dots high texts are.
    """
    inked = np.count_nonzero(ink, axis=1) / ink.shape[1]
    rows = np.flatnonzero(inked >= DIRT)
    if not len(rows):
        return False
    is_thin = rows[-1] - rows[0] + 1 <= THIN * usual
    return bool(is_thin and ink.shape[1] >= WIDE * inked.sum() and inked.max() >= FULL)


def are_points(ink: NDArray[np.bool_], usual: int) -> bool:
    """Whether ink is a line of points, all alike: `……`.

    Args:
        ink: where a text is printed, by rows and columns of dots.
        usual: how many dots high texts are.
    """
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows) or rows[-1] - rows[0] + 1 > THIN * usual:
        return False
    inked = np.concatenate(([False], ink.any(axis=0), [False]))
    turns = np.flatnonzero(inked[1:] != inked[:-1])
    widths, gaps = turns[1::2] - turns[::2], turns[2::2] - turns[1:-1:2]
    return bool(
        len(widths) >= LEAST_POINTS
        and widths.max() <= max(APART * widths.min(), widths.min() + 1, 2)
        and widths.max() <= WIDE * (rows[-1] - rows[0] + 1)
        and gaps.max() <= max(APART * gaps.min(), gaps.min() + 2)
    )


def slashes(texts: Sequence[Signs], oblique: Sequence[bool]) -> list[Signs]:
    """The texts of a page, with a slash for what is one oblique stroke, read as a one mostly.

    It says that there is nothing.

    Args:
        texts: what was recognised.
        oblique: by text, whether all that is printed there is one oblique stroke.
    """
    return [
        (Sign(SLASH, 0.5, 1.0),) if signs and is_one else signs
        for signs, is_one in zip(texts, oblique, strict=True)
    ]


def is_oblique(ink: NDArray[np.bool_]) -> bool:
    """Whether ink is one straight stroke that leans to the right, as a slash does.

    Args:
        ink: where a text is printed, by rows and columns of dots.
    """
    rows, columns = np.nonzero(ink)
    if not len(rows):
        return False
    box = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    widths = np.count_nonzero(box, axis=1)
    high, wide = box.shape
    if high < LEAST_HIGH or wide > high or not widths.all():
        return False
    middles = box @ np.arange(wide) / widths
    heights = np.arange(high)
    lean = -np.polyfit(heights, middles, 1)[0]
    straight = -np.corrcoef(heights, middles)[0, 1] if np.ptp(middles) else 0.0
    return bool(lean >= SLANT and straight >= STRAIGHT and widths.max() <= OBLIQUE * wide)


def _dash() -> Signs:
    return (Sign(DASH, 0.5, 1.0),)


def _printed(signs: Signs) -> str:
    return "".join(sign.text for sign in signs)


def _digit(sign: Sign) -> str:
    """The digit that a character is, or may be for all that the model says."""
    digit = DIGIT_OF.get(sign.text)
    may_be = digit is not None and digit in dict(sign.likely)
    return str(digit) if may_be else sign.text


def _as_digit(sign: Sign) -> Sign:
    """A digit as sure as itself and all that looks like it, since it cannot be a letter."""
    digit = _digit(sign)
    alike = [odds for text, odds in sign.others if DIGIT_OF.get(text) == digit or text == digit]
    others = tuple(o for o in sign.others if DIGIT_OF.get(o[0]) != digit and o[0] != digit)
    return Sign(digit, sign.at, min(sign.confidence + sum(alike), 1.0), others)

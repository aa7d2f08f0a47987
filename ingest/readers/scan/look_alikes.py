"""Signs that look alike → what an account prints: digits for letters, dashes for strokes.

A round sign in a cell of its own may be a zero or a letter, and nothing around it says which;
but no account prints such a letter among figures or alone in a cell.
"""

import re
from collections.abc import Sequence
from typing import Final

from ingest.readers.scan.recogniser import Sign, Signs

DIGIT_OF: Final = dict.fromkeys("OoQ\uff2f\u3007\u25cb\u041e\u043e\u039f", "0") | dict.fromkeys(
    "lI|\u4e28\uff49\uff29", "1"
)
"""What digits are taken for."""
ONE, AFTER_ONE, DASH = "\u4e00", ("\u4e8c", "\u4e09"), "\u2014"
"""The numeral one, those that follow it, and the dash that it looks like."""
_OF_FIGURES: Final = re.compile(r"[-\u2212+(（]?[\d.,，%]+[)）]?")


def figures(signs: Signs) -> Signs:
    """The characters of a text, with digits for what looks like them where it is a figure."""
    if not signs or not _OF_FIGURES.fullmatch("".join(map(_digit, signs))):
        return signs
    return tuple(map(_as_digit, signs))


def dashes(texts: Sequence[Signs]) -> list[Signs]:
    """The texts of a page, with a dash for a numeral one that stands alone and may be one.

    In a cell of its own a level stroke says that there is nothing, unless the page counts
    its lines so.
    """
    alone = {signs[0].text for signs in texts if len(signs) == 1}
    if ONE not in alone or not alone.isdisjoint(AFTER_ONE):
        return list(texts)
    return [
        (Sign(DASH, signs[0].at, signs[0].confidence),)
        if len(signs) == 1 and signs[0].text == ONE
        else signs
        for signs in texts
    ]


def _digit(sign: Sign) -> str:
    """The digit that a character is, or may be for all that the model says."""
    digit = DIGIT_OF.get(sign.text)
    may_be = digit is not None and digit in dict(sign.others)
    return str(digit) if may_be else sign.text


def _as_digit(sign: Sign) -> Sign:
    """A digit as sure as itself and all that looks like it, since it cannot be a letter."""
    digit = _digit(sign)
    alike = [odds for text, odds in sign.others if DIGIT_OF.get(text) == digit or text == digit]
    others = tuple(o for o in sign.others if DIGIT_OF.get(o[0]) != digit and o[0] != digit)
    return Sign(digit, sign.at, min(sign.confidence + sum(alike), 1.0), others)

"""Raised and lowered text → characters that say so, so that a note mark is no digit."""

import re
from typing import Final

_ABOVE: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BELOW: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NUMBERS = re.compile(r"[\d,，、\s]+")
_LETTER = re.compile(r"[a-z]|附?注\d{0,2}")


def raised(text: str, *, is_below: bool = False) -> str:
    """A raised (or lowered) text: numbers in raised (lowered) digits, a letter in brackets.

    A mark that has brackets or is a sign of its own says already what it is.
    """
    plain = text.strip()
    if _LETTER.fullmatch(plain):
        return f"[{plain}]"
    if not _NUMBERS.fullmatch(text):
        return text
    return text.translate(_BELOW if is_below else _ABOVE)

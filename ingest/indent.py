"""How far a text is set in by the white space before it: 　　增值税 stands below 税收收入."""

from collections.abc import Sequence

_WIDE = "　\t"
"""Spaces as wide as a letter of Chinese, which is as wide as two others."""


def set_in(text: str) -> float:
    """How far white space sets a text in, in narrow spaces; line ends before it are none."""
    width = 0.0
    for letter in text.lstrip("\r\n"):
        if not letter.isspace() or letter in "\r\n":
            break
        width += 2.0 if letter in _WIDE else 1.0
    return width if text.strip() else 0.0


def set_in_by(texts: Sequence[str]) -> dict[int, float]:
    """How far texts are set in, by position; those that are not are left out."""
    return {i: set_in(text) for i, text in enumerate(texts) if text[:1].isspace()}

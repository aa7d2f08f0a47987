"""The characters of a page → characters in their boxes, turned to stand upright.

Places are in points, rightwards and downwards from a corner of the page; a page that is
printed on its side is turned back.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

ABOVE, BELOW = 0.88, 0.12
"""How far a Chinese character reaches above and below its baseline, as a share of its size."""
FARTHEST = 20_000.0
"""No page reaches further, in points; what lies beyond is not on it."""
_HYPHEN = "\x02"
"""What the library gives for a hyphen that ends a line."""
_new = tuple.__new__
"""Makes a named tuple of a tuple, in half of the time: a page has thousands of characters."""
_UNREADABLE = frozenset({"\0", "\ufffd"})

Point = tuple[float, float]


class Char(NamedTuple):
    """A character and its box; a word on its side, as in a narrow cell, counts as one."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def x(self) -> float:
        """Its middle from side to side."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Its middle from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top


class Glyph(NamedTuple):
    """A character as it is printed: two corners of its box, y upwards, its angle clockwise."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    angle: float


def upright(glyphs: Sequence[Glyph], turn: int) -> tuple[tuple[Char, ...], tuple[str, ...]]:
    """The characters on the upright page, and the words that stand at another angle."""
    if not turn and not any(glyph.angle for glyph in glyphs):  # as on nearly every page
        level = [_new(Char, (g[0], g[1], -g[4], g[3], -g[2])) for g in glyphs]
        return tuple(level), ()
    chars = [Char(g.text, *_box(g, turn)) for g in glyphs if _quarter(g) == turn]
    words = list(_words([glyph for glyph in glyphs if _quarter(glyph) != turn]))
    on_side = [word for word in words if _quarter(word) is not None]
    chars += [Char(word.text, *_box(word, turn)) for word in on_side]
    return tuple(chars), tuple(word.text for word in words if _quarter(word) is None)


def readable(text: str) -> str:
    """A text with its hyphens, its characters whole."""
    if _HYPHEN in text:
        text = text.replace(_HYPHEN, "-")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def glyphs_of(page: pdfium.FPDF_TEXTPAGE) -> list[Glyph]:
    """The characters that print, and the spaces that the text has, in the file's order.

    A font may not say how high its characters are, so boxes stand on the baseline.
    """
    made: list[Glyph] = []
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    loose, own = ctypes.byref(box), ctypes.byref(matrix)
    x, y = ctypes.c_double(), ctypes.c_double()
    origin = ctypes.byref(x), ctypes.byref(y)
    for i in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, i)
        if code in (10, 13) or (code == 32 and pdfium.FPDFText_IsGenerated(page, i) == 1):
            continue
        if not (
            pdfium.FPDFText_GetLooseCharBox(page, i, loose)
            and pdfium.FPDFText_GetCharOrigin(page, i, *origin)
            and pdfium.FPDFText_GetMatrix(page, i, own)
        ):
            continue
        text = "-" if code == 2 else chr(code)
        size = pdfium.FPDFText_GetFontSize(page, i) * math.hypot(matrix.c, matrix.d)
        head, foot = ABOVE * size, BELOW * size
        is_level = matrix.b == 0 and matrix.a > 0  # as nearly all: to ask is a call
        angle = 0.0 if is_level else max(pdfium.FPDFText_GetCharAngle(page, i), 0.0)
        bottom, top = (box.bottom, box.top) if angle else (y.value - foot, y.value + head)
        left, right = box.left, box.right
        if (
            -FARTHEST < left < FARTHEST
            and -FARTHEST < right < FARTHEST
            and -FARTHEST < bottom < FARTHEST
            and -FARTHEST < top < FARTHEST
        ):
            made.append(_new(Glyph, (text, left, bottom, right, top, angle)))
    return made


def unreadable(glyphs: Sequence[Glyph]) -> int:
    """How many characters do not say what they are."""
    return sum(glyph.text in _UNREADABLE for glyph in glyphs)


def _quarter(glyph: Glyph) -> int | None:
    """By how many quarters a character is turned; None where it stands at another angle."""
    if not glyph.angle:
        return 0
    quarters = glyph.angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else None


def turn_of(glyphs: Sequence[Glyph]) -> int:
    """By how many quarters most of the text is turned."""
    if not any(glyph.angle for glyph in glyphs):
        return 0
    quarters = Counter(map(_quarter, glyphs))
    del quarters[None]
    return quarters.most_common(1)[0][0] or 0 if quarters else 0


def _words(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Glyphs of one angle that follow each other closely, each such run as one glyph."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield _whole(run)
            run = []
        run.append(glyph)
    if run:
        yield _whole(run)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    across = max(last.left, glyph.left) - min(last.right, glyph.right)
    up = max(last.bottom, glyph.bottom) - min(last.top, glyph.top)
    size = max(glyph.top - glyph.bottom, glyph.right - glyph.left)
    return glyph.angle == last.angle and max(across, up) < size


def _whole(run: Sequence[Glyph]) -> Glyph:
    return Glyph(
        readable("".join(glyph.text for glyph in run)),
        min(glyph.left for glyph in run),
        min(glyph.bottom for glyph in run),
        max(glyph.right for glyph in run),
        max(glyph.top for glyph in run),
        run[0].angle,
    )


def point(x: float, y: float, turn: int) -> Point:
    """Rightwards and downwards on the upright page, from rightwards and upwards."""
    if not turn:
        return x, -y
    return ((-y, -x), (-x, y), (y, x))[turn - 1]


def _box(glyph: Glyph, turn: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom on the upright page."""
    if not turn:
        return glyph.left, -glyph.top, glyph.right, -glyph.bottom
    first = point(glyph.left, glyph.bottom, turn)
    second = point(glyph.right, glyph.top, turn)
    (x0, x1), (top, bottom) = (sorted(ends) for ends in zip(first, second, strict=True))
    return x0, top, x1, bottom

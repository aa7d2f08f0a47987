"""Characters in their boxes → lines of text, words in their order; pure geometry.

基 本 支 出      1,900.00    characters of one height: a line
└───┬─────┘      └──┬───┘
  a word            a word: white space wider than a gap between
"""

import re
from collections.abc import Sequence
from operator import attrgetter

from ingest.readers.pdf.characters import Char, readable

SAME_LINE = 0.5
"""Characters stand in one line where their middles differ by less than this share of their
height: digits of another font stand some points lower than the words around them."""
WORD_GAP = 0.25
"""A gap wider than this share of the height is white space."""
OVERPRINT = 0.15
"""A character printed again, less than this share of its height away, only makes it bold."""
_WORD_BREAK = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")


def lines_of(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters line by line, from the top, each line from the left."""
    lines: list[list[Char]] = []
    line: list[Char] = []
    total = first = 0.0
    ys = [char.y for char in chars]
    for i in sorted(range(len(ys)), key=ys.__getitem__):
        char, y = chars[i], ys[i]
        if line:
            height = max(min(char.bottom - char.top, first), 1.0)
            if y - total / len(line) < SAME_LINE * height:
                line.append(char)
                total += y
                continue
        line = [char]
        lines.append(line)
        total, first = y, char.bottom - char.top
    for line in lines:
        line.sort(key=_left)
    return lines


_left = attrgetter("x0")


def words_of(line: Sequence[Char], gap: float = WORD_GAP) -> list[list[Char]]:
    """The characters of a line in words, parted where white space is wider than a gap.

    Args:
        line: characters from the left, spaces among them.
        gap: the least white space between two words, as a share of the height.
    """
    words: list[list[Char]] = []
    for char in line:
        if char.text.isspace():
            continue
        last = words[-1][-1] if words else None
        if last is None or char.x0 - last.x1 > gap * min(char.height, last.height):
            words.append([char])
        elif char.text != last.text or char.x0 - last.x0 > OVERPRINT * char.height:
            words[-1].append(char)
    return words


def text_of(line: Sequence[Char]) -> str:
    """The text of a line, its words parted by a space."""
    pieces: list[str] = []
    last: Char | None = None
    spaced = False
    for char in line:
        if char.text.isspace():
            spaced = True
            continue
        if last is not None:
            if char.text == last.text and char.x0 - last.x0 <= OVERPRINT * char.height:
                continue
            if spaced or char.x0 - last.x1 > WORD_GAP * min(char.height, last.height):
                pieces.append(" ")
        pieces.append(char.text)
        last, spaced = char, False
    return readable("".join(pieces))


def unwrapped(text: str) -> str:
    """A cell's text without the line breaks that its width made."""
    return _WORD_BREAK.sub(" ", text).replace("\n", "").strip() if "\n" in text else text

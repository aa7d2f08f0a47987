"""Characters → lines in phrases: the texts of a line that white space parts; pure geometry.

行政单位医疗          14.81   14.81
└─ phrase ─┘          └ two phrases ┘   white space parts them
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.lines_of_text import lines_of, text_of, words_of
from ingest.values import CODE_PARTS, is_blank, number

_YEAR = re.compile(r"(?:19|20)\d\d")
WRAPPED = 1.6
"""Lines of one cell are no further apart than this many times their height."""
LINES = 1.75
"""Where other things tell as well that a text goes on: so many times their height."""
MOST_ABOVE = 4
EVEN = 1.3
SPACED = 3.0
"""Letters of one word are no further apart than this many times their height."""
BLANK_APART = 2.0
"""A sign for no amount is further from the word before it than this many times its height."""
_ITEM = re.compile(r"项目(?:[(（]|$)")
PHRASE_GAP = 0.45
"""White space wider than this share of the height parts two texts of a line."""


class Phrase(NamedTuple):
    """A text of a line that white space parts from the others; `is_figure`: or a dash."""

    text: str
    x0: float
    x1: float
    y: float
    is_figure: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its middle from the top, its height, its phrases and characters."""

    y: float
    height: float
    phrases: tuple[Phrase, ...]
    chars: tuple[Char, ...]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.phrases[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.phrases[-1].x1

    @property
    def is_row(self) -> bool:
        """Whether it prints figures as a row of a table does."""
        figures = [phrase.text for phrase in self.phrases if phrase.is_figure]
        if self.is_numbering:
            return True
        if all(_YEAR.fullmatch(text) for text in figures):
            return False
        exact = any("." in text or "," in text for text in figures)
        return len(figures) > 1 or (exact and len(self.phrases) > 1) or self.has_blank

    @property
    def has_blank(self) -> bool:
        """Whether a sign for no amount stands apart behind a word."""
        return any(
            not a.is_figure and is_blank(b.text) and b.x0 - a.x1 > BLANK_APART * self.height
            for a, b in pairwise(self.phrases)
        )

    @property
    def is_spaced(self) -> bool:
        """Whether white space stands before most of its figures, as in no sentence."""
        wide = PHRASE_GAP * self.height
        gaps = [b.x0 - a.x1 > wide for a, b in pairwise(self.phrases) if b.is_figure]
        return 2 * sum(gaps) > len(gaps)

    @property
    def is_numbering(self) -> bool:
        """Whether it numbers or names the columns: 1, 2, 3 …, each in the middle of its own."""
        texts = {phrase.text for phrase in self.phrases}
        numbers = [int(p.text) for p in self.phrases if p.text.isdecimal()]
        counts = len(numbers) > 2 and all(b - a == 1 for a, b in pairwise(numbers))
        words = {text for text in texts.difference(CODE_PARTS) if not text.isdecimal()}
        codes = texts.issuperset(CODE_PARTS) and len(words) <= 1
        return counts or codes or (len(texts) > 1 and texts.issubset(CODE_PARTS))


def text_lines(chars: Sequence[Char]) -> list[TextLine]:
    """Lines of characters, from the top, in phrases."""
    made: list[TextLine] = []
    for line in lines_of(chars):
        phrases = list(_phrases(line))
        if phrases:
            y = sum(char.y for char in line) / len(line)
            height = median(char.height for char in line)
            near = [other for other in made[-MOST_ABOVE:] if y - other.y < WRAPPED * height]
            above = [phrase for other in near for phrase in other.phrases]
            spaced = tuple(_spaced(phrases, above, SPACED * height))
            made.append(TextLine(y, height, spaced, tuple(line)))
    return made


def _phrases(line: Sequence[Char]) -> Iterator[Phrase]:
    """A figure is a phrase by itself; other words need wide white space to be parted.

    Spaces that the text itself has do not part it.
    """
    spaces = [char for char in line if char.text.isspace()]
    run: list[Char] = []
    was_figure = False
    for word in words_of(line):
        is_figure = _is_figure(text_of(word))
        if run:
            x0, x1 = run[-1].x1, word[0].x0
            printed = sum(c.x1 - c.x0 for c in spaces if x0 <= c.x <= x1)
            gap = (x1 - x0 - printed) / max(word[0].height, 1.0)
            if gap > PHRASE_GAP or is_figure or was_figure:
                yield _phrase(run)
                run = []
        run += word
        was_figure = is_figure
    if run:
        yield _phrase(run)


def _spaced(
    phrases: Sequence[Phrase], above: Sequence[Phrase], most: float
) -> Iterator[Phrase]:
    """The phrases of a line, words with their letters spaced out (`项 目`) as one each.

    The letters of a word are no further apart than it is from the words beside it. A letter
    under a text of the line right above is the rest of that.
    """
    gaps = [b.x0 - a.x1 for a, b in pairwise(phrases)]
    run: list[Phrase] = []
    for i, phrase in enumerate(phrases):
        if run:
            beside = [gaps[j] for j in (i - 2, i) if 0 <= j < len(gaps)]
            near = gaps[i - 1] < min(most, *(EVEN * gap for gap in beside), most)
            is_item = _ITEM.match(run[-1].text + phrase.text) and len(run[-1].text) == 1
            letters = _is_letter(run[-1], above) and _is_letter(phrase, above)
            if not (near and (letters or is_item)):
                yield _joined(run)
                run = []
        run.append(phrase)
    if run:
        yield _joined(run)


def _is_letter(phrase: Phrase, above: Sequence[Phrase]) -> bool:
    return (
        len(phrase.text) == 1
        and not phrase.is_figure
        and phrase.text not in CODE_PARTS
        and not any(phrase.x0 < other.x1 and phrase.x1 > other.x0 for other in above)
    )


def _joined(run: Sequence[Phrase]) -> Phrase:
    first, *_, last = run[0], run[-1]
    text = "".join(phrase.text for phrase in run)
    return Phrase(text, first.x0, last.x1, first.y, first.is_figure)


def _phrase(chars: Sequence[Char]) -> Phrase:
    text = text_of(chars)
    y = sum(char.y for char in chars) / len(chars)
    return Phrase(text, chars[0].x0, chars[-1].x1, y, _is_figure(text))


def _is_figure(text: str) -> bool:
    return is_blank(text) or number(text) is not None

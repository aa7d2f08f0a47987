"""Filled boxes: the cells of a table, or the shading of some of its rows; pure geometry.

▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒     ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
▒教育支出▒▒▒▒ 8.34     ▒教育支出▒▒▒▒ 8.34
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒      卫生支出     1.20   a row of figures between two boxes:
▒卫生支出▒▒▒▒ 1.20     ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒   shading, which rules nothing
boxes rule a table     ▒合计▒▒▒▒▒▒▒▒ 9.54
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from ingest.readers.assemble import is_title
from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.drawn_lines import Rule
from ingest.readers.pdf.phrases import Phrase, TextLine, text_lines
from ingest.readers.pdf.ruled_tables import Box
from ingest.readers.pdf.white_space_columns import is_above_header, is_note

BESIDE = 1.5
"""How far above the first box and below the last, in heights of one, its table may go on."""
APART = 3.0
"""Boxes further apart than so many of them are high are of two tables."""
LEAST_FIGURES = 2
_FIGURE = re.compile(r"\d[.,]\d+")

Sides = tuple[Sequence[Rule], Sequence[Rule]]
"""The level and the upright sides of a box."""


def box_of(sides: Sides) -> Box:
    """The rectangle of a box's sides."""
    across, down = sides
    xs, ys = [rule.at for rule in down], [rule.at for rule in across]
    return Box(min(xs), min(ys), max(xs), max(ys))


def grounds(boxes: Sequence[Box], chars: Sequence[Char], uprights: Sequence[Rule]) -> list[Box]:
    """The filled boxes that rule nothing: rows of their table stand between or beside them.

    One as high as half the page is a ground where others are. Where drawn lines part the
    columns as well, only figures tell: words stand in the cells that those rule.

    Args:
        boxes: the filled boxes of a page.
        chars: what it prints.
        uprights: the upright lines that it draws.
    """
    if not boxes or not chars:
        return []
    page = max(char.y for char in chars) - min(char.y for char in chars)
    high = [box for box in boxes if box.bottom - box.top >= page / 2]
    low = [box for box in boxes if box.bottom - box.top < page / 2] or high
    lines = text_lines(chars)
    shading = [
        box
        for group in groups(low, lines)
        if _shades(group, lines, _are_ruled(group, uprights))
        for box in group
    ]
    return [*shading, *(high if low != high else [])] if shading else []


def groups(boxes: Sequence[Box], lines: Sequence[TextLine]) -> Iterator[list[Box]]:
    """The boxes of one table each: no title, label or wide blank stands between them."""
    group: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.top):
        if group:
            bottom = max(other.bottom for other in group)
            room = APART * median(other.bottom - other.top for other in group)
            between = [line for line in lines if bottom < line.y < box.top]
            if box.top - bottom > room or any(map(is_outside, between)):
                yield group
                group = []
        group.append(box)
    if group:
        yield group


def is_outside(line: TextLine) -> bool:
    """Whether a line is a title, a label or a note."""
    text = line.phrases[0].text
    is_lone = len(line.phrases) == 1 and (is_title(text) or is_note(text))
    return is_lone or is_above_header(line)


def _are_ruled(group: Sequence[Box], uprights: Sequence[Rule]) -> bool:
    """Whether drawn lines part the columns of a table."""
    x0, x1 = min(box.x0 for box in group), max(box.x1 for box in group)
    head, foot = min(box.top for box in group), max(box.bottom for box in group)
    crossing = (r for r in uprights if x0 < r.at < x1 and r.start < foot and r.end > head)
    return len({round(rule.at) for rule in crossing}) > 1


def _shades(group: Sequence[Box], lines: Sequence[TextLine], is_ruled: bool) -> bool:
    """Whether texts stand between the boxes of a table or above, or figures right below."""
    x0, x1 = min(box.x0 for box in group), max(box.x1 for box in group)
    head, foot = min(box.top for box in group), max(box.bottom for box in group)
    room = BESIDE * median(box.bottom - box.top for box in group)
    for line in lines:
        if not head - room < line.y < foot + room or is_outside(line):
            continue
        bare = [phrase for phrase in line.phrases if x0 < _middle(phrase) < x1]
        if is_ruled and any(box.top <= line.y <= box.bottom for box in group):
            continue
        bare = [phrase for phrase in bare if not any(_holds(box, phrase) for box in group)]
        figures = sum(len(_FIGURE.findall(phrase.text)) for phrase in bare)
        is_row = line.y < foot and len(bare) > 1 and not is_ruled
        if figures >= LEAST_FIGURES or is_row:
            return True
    return False


def _holds(box: Box, phrase: Phrase) -> bool:
    return box.x0 <= _middle(phrase) <= box.x1 and box.top <= phrase.y <= box.bottom


def _middle(phrase: Phrase) -> float:
    return (phrase.x0 + phrase.x1) / 2

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

from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.drawn_lines import Rule
from ingest.readers.pdf.lines_of_text import lines_of, text_of

TOUCHING = 3.0
"""Boxes no further apart than this, in points, stand on each other."""
BESIDE = 1.5
"""How far above the first box and below the last, in heights of one, its table may go on."""
LEAST_FIGURES = 2
_FIGURE = re.compile(r"\d[.,]\d+")

Sides = tuple[Sequence[Rule], Sequence[Rule]]
"""The level and the upright sides of a box."""
_Stretch = tuple[float, float]


def are_cells(boxes: Sequence[Sides], chars: Sequence[Char]) -> bool:
    """Whether filled boxes rule a table: no row of figures stands between or beside them."""
    reaches = [_reach(sides) for sides in boxes if all(sides)]
    if not reaches or not chars:
        return True
    page = max(char.y for char in chars) - min(char.y for char in chars)
    boxed = [(x, y) for x, y in reaches if y[1] - y[0] < page / 2] or reaches
    x0, x1 = min(x[0] for x, _ in boxed), max(x[1] for x, _ in boxed)
    stacks = list(_stacks([y for _, y in boxed]))
    room = BESIDE * median(bottom - top for _, (top, bottom) in boxed)
    head, foot = stacks[0][0] - room, stacks[-1][1] + room
    between = [
        char
        for char in chars
        if x0 <= char.x <= x1
        and head < char.y < foot
        and not any(top <= char.y <= bottom for top, bottom in stacks)
    ]
    return not any(
        len(_FIGURE.findall(text_of(line))) >= LEAST_FIGURES for line in lines_of(between)
    )


def _reach(sides: Sides) -> tuple[_Stretch, _Stretch]:
    """From where to where a box reaches, from side to side and from the top."""
    across, down = sides
    xs, ys = [rule.at for rule in down], [rule.at for rule in across]
    return (min(xs), max(xs)), (min(ys), max(ys))


def _stacks(stretches: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """Stretches that touch, as one."""
    top, bottom = min(stretches)
    for start, end in sorted(stretches):
        if start > bottom + TOUCHING:
            yield top, bottom
            top, bottom = start, end
        bottom = max(bottom, end)
    yield top, bottom

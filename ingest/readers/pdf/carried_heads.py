"""A head that a page's end cuts off from its rows → above them, on the next page.

Nothing rules it, so that its words alone do not show columns; above the rows they do.

    page 1   支出决算表                       page 2   科目名称   本年支出
             单位：万元                                教育支出       8.34
             科目名称   本年支出
    ─────────────────────────────────
    page 2   教育支出       8.34
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.filled_boxes import is_outside
from ingest.readers.pdf.flush_columns import ALIKE
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.phrases import TextLine, text_lines
from ingest.readers.pdf.unruled_rows import EXACT

LEAST_HEADS = 3
"""A head has a line of so many texts."""
MOST_LINES = 6
MOST_ABOVE = 2
"""So many lines without figures may stand above the first of a page's rows."""
LEAST_BEGUN = 2
NEAR = 2.5
"""Lines of a head are no further apart than this many times their height."""
APART = 1.9
"""How far above the first row the head is put, in heights: no line of one cell with it."""


def with_whole_heads(looks: Iterable[Look]) -> Iterator[Look]:
    """The pages, each head where its rows are."""
    last: Look | None = None
    for look in looks:
        now = look
        if last is not None:
            last, now = _carried(last, look)
            yield last
        last = now
    if last is not None:
        yield last


def _carried(above: Look, below: Look) -> tuple[Look, Look]:
    """Two pages, a head at the end of the first put at the top of the second."""
    if above.verticals or below.verticals or not above.chars or not below.chars:
        return above, below
    head = _head_at_end(text_lines(above.chars))
    if not head:
        return above, below
    lines = text_lines(below.chars)
    first = lines[0]
    if is_outside(first) or not (_is_followed(lines) or _begins_as(first, head)):
        return above, below
    moved = {char for line in head for char in line.chars}
    down = first.y - APART * first.height - head[-1].y
    put = (_lower(char, down) for line in head for char in line.chars)
    kept = tuple(char for char in above.chars if char not in moved)
    return replace(above, chars=kept), replace(below, chars=(*put, *below.chars))


def _is_followed(lines: Sequence[TextLine]) -> bool:
    """Whether a page begins with a row, above whose figures may stand the rest of a head.

    So does the first line of a name that is cut to its column.
    """
    above = list(takewhile(lambda line: not _is_row(line), lines))
    return len(above) <= MOST_ABOVE and not any(map(is_outside, above))


def _is_row(line: TextLine) -> bool:
    return line.is_row and any(phrase.is_figure for phrase in line.phrases)


def _begins_as(line: TextLine, head: list[TextLine]) -> bool:
    """Whether several texts of a line begin where some of a head do."""
    begins = [phrase.x0 for other in head for phrase in other.phrases]
    alike = (any(abs(phrase.x0 - x0) < ALIKE for x0 in begins) for phrase in line.phrases)
    return sum(alike) >= LEAST_BEGUN


def _head_at_end(lines: list[TextLine]) -> list[TextLine]:
    """The lines of a head that end a page, right below a title or a label; else none."""
    if lines and len(lines[-1].phrases) == 1 and lines[-1].phrases[0].is_figure:
        lines = lines[:-1]  # the page's number
    head: list[TextLine] = []
    for line in reversed(lines):
        if is_outside(line) or len(head) > MOST_LINES:
            break
        if head and head[0].y - line.y > NEAR * line.height:
            break
        if (line.is_row and not line.is_numbering) or EXACT.search(line.phrases[0].text):
            return []
        head.insert(0, line)
    is_head = all(len(line.phrases) > 1 for line in head) or any(
        len(line.phrases) >= LEAST_HEADS for line in head
    )
    return head if is_head and len(head) <= MOST_LINES else []


def _lower(char: Char, down: float) -> Char:
    return char._replace(top=char.top + down, bottom=char.bottom + down)

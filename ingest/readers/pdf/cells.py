"""The characters of a page → the cells of its ruled tables.

│ 教育支 │   8.34 │   characters by the cell they stand in; its lines are one text
│ 出     │        │
├────────┼────────┤
  单位：万元            in no cell: left over, as text
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.lines_of_text import lines_of, text_of, unwrapped
from ingest.readers.pdf.phrases import WRAPPED, Phrase, TextLine, text_lines
from ingest.readers.pdf.ruled_tables import Frame
from ingest.readers.pdf.stacked_tables import stacked
from ingest.readers.pdf.unruled_rows import EXACT, are_wrapped, by_distance, by_names

CLOSE = 0.1
"""Characters of one word are no further apart than this share of their height."""
LEAST_COLUMNS = 2
LEAST_APART = 3
"""So many whole figures under each other, wide apart, are of so many rows."""
PADDING = 12.0
"""What word processors keep clear on both sides of a cell, in points, and a little more."""
ROOM = 2
"""A character that could stand in a line begins the next with a mark that must not begin it."""
LINE = 1.6
"""A line with the space around it, as a share of the height of its characters."""
_FIGURES = re.compile(r"[-−—\d.,%]{2,}")

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A ruled table: its frame, its rows' cells, and the text that covers each position.

    `full`: by column, the row in which the last cell begins, if its text leaves no room for
    more: none in its last line, and where it spans rows none below it. `is_ruled`: lines part
    its cells, not the edges of grounds alone. `indents`: by row and column, how far a text
    begins from the left edge of its cell, in points.
    """

    frame: Frame
    cells: tuple[Texts, ...]
    covered: tuple[Texts, ...]
    full: tuple[int | None, ...] = ()
    is_ruled: bool = True
    indents: tuple[dict[int, float], ...] = ()


def filled(frame: Frame, chars: Sequence[Char]) -> tuple[list[Filled], list[Char]]:
    """The tables of a frame with their texts, and the characters that stand in no cell.

    A word that is wider than its cell belongs whole to the cell that holds most of it.
    """
    owners = {
        (row, column): i
        for i, span in enumerate(frame.spans)
        for row in range(span.row, span.row_end)
        for column in range(span.column, span.column_end)
    }
    inside: list[list[Char]] = [[] for _ in frame.spans]
    outside: list[Char] = []
    xs, ys = frame.xs, frame.ys
    for word in _words(chars):
        places = [
            owners.get((bisect_right(ys, c.y) - 1, bisect_right(xs, c.x) - 1)) for c in word
        ]
        owner = max(dict.fromkeys(places), key=places.count)
        (outside if owner is None else inside[owner]).extend(word)
    texts = [_text(held) for held in inside]
    tables = [
        _parted(part, [texts[i] for i in own], [inside[i] for i in own])
        for part, own in stacked(frame, texts)
    ]
    return tables, outside


def holds_rows(frame: Frame, chars: Sequence[Char]) -> bool:
    """Whether a frame of one column, or one row, holds several rows of a table, head and all.

    Lines part either its rows or its columns, and white space does the others.
    """
    is_column, is_row = len(frame.xs) == LEAST_COLUMNS, len(frame.ys) == LEAST_COLUMNS
    if not is_column and not is_row:
        return False
    left, right, top, bottom = frame.xs[0], frame.xs[-1], frame.ys[0], frame.ys[-1]
    held = [char for char in chars if left < char.x < right and top < char.y < bottom]
    lines = text_lines(held)
    if sum(line.is_row for line in lines) <= 1:
        return False
    return is_column or sum(_are_figures(frame, lines)) < LEAST_COLUMNS


def _are_figures(frame: Frame, lines: Sequence[TextLine]) -> Iterator[bool]:
    """Column by column whether figures alone stand in it, several exact ones."""
    for phrases in _by_column(frame, lines):
        exact = sum(EXACT.search(phrase.text) is not None for phrase in phrases)
        yield exact > 1 and all(phrase.is_figure for phrase in phrases)


def _words(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters that follow each other in the file and on the page, together."""
    word: list[Char] = []
    end = foot = last_height = 0.0
    for char in chars:
        _, x0, top, x1, bottom = char
        height = bottom - top
        if word:
            close = CLOSE * max(height, last_height)
            if abs(x0 - end) > close or abs(bottom - foot) > close:
                yield word
                word = []
        word.append(char)
        end, foot, last_height = x1, bottom, height
    if word:
        yield word


def _text(chars: Sequence[Char]) -> str:
    if not chars:
        return ""
    return unwrapped("\n".join(filter(None, map(text_of, lines_of(chars)))))


def _on_grid(frame: Frame, cells: Sequence[str]) -> Filled:
    """The texts on the table's grid; merged cells cover what they span."""
    width, height = len(frame.xs) - 1, len(frame.ys) - 1
    texts = [[""] * width for _ in range(height)]
    covered = [[""] * width for _ in range(height)]
    for (top, left, bottom, right), text in zip(frame.spans, cells, strict=True):
        texts[top][left] = text
        for row in covered[top:bottom]:
            row[left:right] = [text] * (right - left)
    return Filled(frame, tuple(map(tuple, texts)), tuple(map(tuple, covered)))


def _parted(frame: Frame, printed: Sequence[str], inside: Sequence[Sequence[Char]]) -> Filled:
    """A table with its texts; where several rows stand between two lines, each by itself."""
    whole = _on_grid(frame, printed)
    cells: list[Texts] = []
    covered: list[Texts] = []
    indents: list[dict[int, float]] = []
    edges = _left_edges(frame, inside)
    made: list[int | None] = []
    stacks = {
        span.row
        for span, text, chars in zip(frame.spans, printed, inside, strict=True)
        if _is_stack(text, chars)
    }
    for row_no, (texts, cover) in enumerate(zip(whole.cells, whole.covered, strict=True)):
        rows = _rows_between(frame, row_no, inside) if row_no in stacks else []
        rows = rows or _row_over_columns(frame, row_no, inside)
        made.append(None if len(rows) > 1 else len(cells))
        cells += rows or [texts]
        covered += rows or [cover]
        indents += [{} for _ in rows] or [edges.get(row_no, {})]
    full = tuple(None if row is None else made[row] for row in _full(frame, inside))
    return Filled(frame, tuple(cells), tuple(covered), full, indents=tuple(indents))


def _left_edges(frame: Frame, inside: Sequence[Sequence[Char]]) -> dict[int, dict[int, float]]:
    """How far the texts of cells begin from their left edges, by row and column.

    Of a text over several lines the first says it.
    """
    edges: dict[int, dict[int, float]] = {}
    for span, box, chars in zip(frame.spans, frame.boxes, inside, strict=True):
        printed = [char for char in chars if not char.text.isspace()]
        if printed:
            top = min(char.y for char in printed)
            first = min(c.x0 for c in printed if c.y - top < c.height / 2)
            edges.setdefault(span.row, {})[span.column] = first - box.x0
    return edges


def _full(frame: Frame, inside: Sequence[Sequence[Char]]) -> tuple[int | None, ...]:
    """The rows in which the cells begin that reach the last row and have no room for more."""
    full: list[int | None] = [None] * (len(frame.xs) - 1)
    for span, box, chars in zip(frame.spans, frame.boxes, inside, strict=True):
        printed = [char for char in chars if not char.text.isspace()]
        if printed and span.row_end == len(frame.ys) - 1:
            line = lines_of(printed)[-1]
            beside = (box.x1 - box.x0) - (line[-1].x1 - line[0].x0)
            height = max(char.bottom for char in printed) - min(char.top for char in printed)
            below = 0.0 if span.row_end - span.row == 1 else (box.bottom - box.top) - height
            if beside < PADDING + ROOM * line[-1].height and below < LINE * line[-1].height:
                for column in range(span.column, span.column_end):
                    full[column] = span.row
    return tuple(full)


def _is_stack(text: str, chars: Sequence[Char]) -> bool:
    """Whether a text of digits alone stands on several lines: figures, or one that wraps."""
    if _FIGURES.fullmatch(text) is None:
        return False
    ys = [char.y for char in chars if not char.text.isspace()]
    return max(ys) - min(ys) > chars[0].height / 2


def _rows_between(frame: Frame, row_no: int, inside: Sequence[Sequence[Char]]) -> list[Texts]:
    """The rows that stand between two lines; none where it is one.

    They are several where lines of figures stand under each other in two columns or more,
    exact ones, or further apart than what a cell wraps: one cell never prints two such.
    """
    own = [i for i, span in enumerate(frame.spans) if span.row <= row_no < span.row_end]
    if any(frame.spans[i].row_end - frame.spans[i].row > 1 for i in own):
        return []
    lines = text_lines([char for i in own for char in inside[i]])
    stacks = sum(_are_several(figures, lines[0].height) for figures in _by_column(frame, lines))
    if stacks < LEAST_COLUMNS or are_wrapped(lines):
        return []
    return [_row(frame, group) for group in by_names(lines) or by_distance(lines)]


def _row(frame: Frame, lines: Sequence[TextLine]) -> Texts:
    """The texts of lines that are one row."""
    columns = _by_column(frame, lines)
    return tuple(unwrapped("\n".join(p.text for p in phrases)) for phrases in columns)


def _by_column(frame: Frame, lines: Sequence[TextLine]) -> list[list[Phrase]]:
    """The phrases of lines by the column in which they stand, from the top."""
    printed: list[list[Phrase]] = [[] for _ in frame.xs[1:]]
    for line in lines:
        for phrase in line.phrases:
            printed[_column(frame, phrase)].append(phrase)
    return printed


def _are_several(phrases: Sequence[Phrase], height: float) -> bool:
    """Whether figures under each other are none that a cell wraps: exact, or wide apart."""
    figures = [phrase for phrase in phrases if phrase.is_figure]
    if sum(EXACT.search(figure.text) is not None for figure in figures) > 1:
        return True
    apart = all(below.y - figure.y > WRAPPED * height for figure, below in pairwise(figures))
    return apart and len(figures) >= LEAST_APART


def _row_over_columns(
    frame: Frame, row_no: int, inside: Sequence[Sequence[Char]]
) -> list[Texts]:
    """The rows that one cell over all columns holds, where nothing is drawn to part them.

    Word processors rule every second row of a table, or its head alone: exact figures that
    stand apart are of columns that other rows of the table show, and so are the words of a
    head over most of them.
    """
    own = [i for i, span in enumerate(frame.spans) if span.row <= row_no < span.row_end]
    if len(own) != 1 or frame.spans[own[0]].row_end - frame.spans[own[0]].row > 1:
        return []
    lines = text_lines(inside[own[0]])
    exact = [p for line in lines for p in line.phrases if p.is_figure and EXACT.search(p.text)]
    columns = {_column(frame, phrase) for line in lines for phrase in line.phrases}
    is_head = len(columns) > LEAST_COLUMNS and 2 * len(columns) >= len(frame.xs)
    if len({_column(frame, phrase) for phrase in exact}) < LEAST_COLUMNS and not is_head:
        return []
    if rows := _rows_between(frame, row_no, inside):
        return rows
    return [_row(frame, lines)]


def _column(frame: Frame, phrase: Phrase) -> int:
    """The column in which the middle of a phrase stands."""
    return (
        min(max(bisect_right(frame.xs, (phrase.x0 + phrase.x1) / 2), 1), len(frame.xs) - 1) - 1
    )

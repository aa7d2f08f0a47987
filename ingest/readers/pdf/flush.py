"""Lines of text → tables whose heads begin where their columns begin; pure geometry.

No line rules them. A head over several columns stands at the left of the first, as in a text
with runs of spaces, so that nothing says how far it reaches: it is given in its first column
alone, and what covers a column is not known (`Row.covered` is empty). Lines nearer than two
rows can be are of one row. Where two texts of a row stand in one column, or a text in two,
nothing is cut.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.assemble import is_title
from ingest.readers.pdf.aligned import FAR, is_above_header, is_note, merged
from ingest.readers.pdf.cells import Texts
from ingest.readers.pdf.heads import Band, Head, head_cells, head_rows
from ingest.readers.pdf.lines import unwrapped
from ingest.readers.pdf.phrases import WRAPPED, Phrase, TextLine

LEAST_COLUMNS = 3
LEAST_ROWS = 2
DEEPEST_HEAD = 14
"""So many lines a head has at most."""
ALIKE = 1.5
"""Texts begin at one place where they begin within so many points."""
WIDE = 0.6
"""A line of one text that takes more than this share of the page is a sentence."""
HALFWAY = 0.75
"""A head nearer than this share of a row to the heads above it reaches down from them."""
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|(?:产出|效益|满意度|成本|绩效)指标$|(?:产出|效益|满意度|成本)$"
)
"""What the first row of an account, or of indicators, begins with."""
_OF_INDICATORS = re.compile(r"指标|目标值|完成值")


@dataclass(frozen=True, slots=True)
class Flush:
    """A table, the positions of its first line and of the one after its last."""

    first: int
    end: int
    bands: tuple[Band, ...]
    cells: tuple[Texts, ...]


def tables(lines: Sequence[TextLine]) -> Iterator[Flush]:
    """The tables of a page; the first may go on with one of the page before, without a head."""
    for first, end in _stretches(lines):
        made = _table(lines, first, end)
        if made is not None:
            yield made


def _stretches(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """The lines below the page's top, a title or a label, as far as a table can reach."""
    first = 0
    for position, line in enumerate(lines):
        is_far = position > first and line.y - lines[position - 1].y > FAR * line.height
        if is_far or _is_outside(line, lines):
            if position > first:
                yield first, position
            first = position if is_far and not _is_outside(line, lines) else position + 1
    if first < len(lines):
        yield first, len(lines)


def _is_outside(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether a line is a title, a label, a note or a sentence."""
    if is_above_header(line):
        return True
    text = line.phrases[0].text
    room = max(other.x1 for other in lines) - min(other.x0 for other in lines)
    is_wide = line.x1 - line.x0 > WIDE * room
    return len(line.phrases) == 1 and (is_title(text) or is_note(text) or is_wide)


def _table(lines: Sequence[TextLine], first: int, end: int) -> Flush | None:
    """The table of a stretch of lines; None where it is none, or is not clear."""
    body = next((i for i in range(first, end) if _is_body(lines[i])), end)
    if body - first > DEEPEST_HEAD or (body == first and first > 0):
        return None
    heads = head_cells(lines[first:body])
    if body > first and not _are_flush(heads):
        return None
    rows = list(_rows(lines[body:end]))
    bands = _bands(heads, rows)
    end_row = next((i for i, row in enumerate(rows) if _is_apart(row, bands)), len(rows))
    if end_row < len(rows):
        rows = rows[:end_row]
        bands = _bands(heads, rows)
    if len(bands) < LEAST_COLUMNS or len(rows) < LEAST_ROWS - bool(heads):
        return None
    placed = [_placed(row, bands) for row in rows]
    if any(texts is None for texts in placed):
        return None
    last = body + sum(map(len, rows))
    cells = [*_head_rows(heads, bands), *(texts for texts in placed if texts is not None)]
    return Flush(first, last, tuple(bands), tuple(cells))


def _is_body(line: TextLine) -> bool:
    """Whether a line is the first of a table's rows: it prints a figure, or begins a list."""
    figures = [p for p in line.phrases if p.is_figure]
    names = any(_BEGINS.match(phrase.text) for phrase in line.phrases)
    return names or (bool(figures) and not line.is_numbering) or any(
        "." in p.text or "," in p.text for p in figures
    )


def _are_flush(heads: Sequence[Head]) -> bool:
    """Whether heads that stand under each other begin at one place, or name indicators."""
    stacked = [
        (upper, lower)
        for upper in heads
        for lower in heads
        if lower.y - upper.y > upper.height / 2 and upper.x0 < lower.x1 and lower.x0 < upper.x1
    ]
    alike = [abs(upper.x0 - lower.x0) < ALIKE for upper, lower in stacked]
    of_indicators = sum(_OF_INDICATORS.search(head.text) is not None for head in heads)
    first = all(
        abs(u.x0 - lo.x0) < ALIKE for u, lo in stacked if not _has_left(lo, u, heads)
    )
    return first and (any(alike) or (not stacked and of_indicators >= LEAST_COLUMNS))


def _has_left(lower: Head, upper: Head, heads: Sequence[Head]) -> bool:
    """Whether an upper head stands over another one to the left of a lower one."""
    return any(
        other.x0 < lower.x0 and other.x1 > upper.x0 - ALIKE and abs(other.y - lower.y) < 1
        for other in heads
        if other is not lower
    )


def _rows(body: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    row: list[TextLine] = []
    for line in body:
        if row and line.y - row[-1].y >= WRAPPED * line.height:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _is_alone(row: Sequence[TextLine]) -> bool:
    return len(row) == 1 and len(row[0].phrases) == 1


def _is_apart(row: Sequence[TextLine], bands: Sequence[Band]) -> bool:
    """Whether a row of one text stands in no column or in several: a note or a sentence."""
    return _is_alone(row) and len(_over(row[0].phrases[0], bands)) != 1


def _bands(heads: Sequence[Head], rows: Sequence[Sequence[TextLine]]) -> list[Band]:
    """The columns that rows and heads show, from the lowest head up."""
    phrases = [p for row in rows if not _is_alone(row) for line in row for p in line.phrases]
    bands = merged([Band(p.x0, p.x1) for p in phrases])
    for head in sorted(heads, key=lambda head: -head.y):
        if not _over(head, bands):
            bands = sorted([*bands, Band(head.x0, head.x1)])
    return bands


def _over(text: Phrase | Head, bands: Sequence[Band]) -> list[int]:
    return [i for i, band in enumerate(bands) if text.x0 < band.x1 and text.x1 > band.x0]


def _placed(row: Sequence[TextLine], bands: Sequence[Band]) -> Texts | None:
    """The texts of a row by column; None where two of one line, or two figures, share one."""
    pieces: list[list[Phrase]] = [[] for _ in bands]
    for line in row:
        for phrase in line.phrases:
            over = _over(phrase, bands)
            if len(over) != 1:
                return None
            pieces[over[0]].append(phrase)
    for piece in pieces:
        figures = sum(phrase.is_figure for phrase in piece)
        if figures > 1 or any(b.y - a.y < a_line(row) for a, b in pairwise(piece)):
            return None
    return tuple(unwrapped("\n".join(phrase.text for phrase in piece)) for piece in pieces)


def a_line(row: Sequence[TextLine]) -> float:
    """How far apart two lines of one cell are at least."""
    return row[0].height / 2


def _head_rows(heads: Sequence[Head], bands: Sequence[Band]) -> Iterator[Texts]:
    """The heads by row, each in its first column; one that reaches down stands in its upper row."""
    rows = list(head_rows(heads)) if heads else []
    at = 0
    while at < len(rows):
        row = list(rows[at])
        while at + 1 < len(rows) and _reach_down(row, rows[at + 1], bands):
            at += 1
            row += rows[at]
        texts = [""] * len(bands)
        for head in row:
            texts[_over(head, bands)[0]] += head.text
        yield tuple(texts)
        at += 1


def _reach_down(row: Sequence[Head], below: Sequence[Head], bands: Sequence[Band]) -> bool:
    near = below[0].y - row[0].y < HALFWAY * 2 * row[0].height
    mine = {_over(head, bands)[0] for head in row}
    return near and not mine & {_over(head, bands)[0] for head in below}

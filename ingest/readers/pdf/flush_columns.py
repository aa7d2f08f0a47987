"""Lines of text → tables whose heads begin where their columns begin; pure geometry.

No line rules them. A head over several columns stands at the left of the first, as in a text
with runs of spaces, so that nothing says how far it reaches: it is given in its first column
alone, and what covers a column is not known (`Row.covered` is empty). Lines nearer than two
rows can be are of one row. Where two texts of a row stand in one column, or a text in two,
nothing is cut.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

from ingest.readers.assemble import is_title
from ingest.readers.pdf.cells import PADDING, ROOM, Texts
from ingest.readers.pdf.lines_of_text import unwrapped
from ingest.readers.pdf.phrases import WRAPPED, Phrase, TextLine
from ingest.readers.pdf.unruled_heads import (
    NONE_KNOWN,
    Band,
    Head,
    Known,
    head_cells,
    head_rows,
)
from ingest.readers.pdf.unruled_rows import EXACT
from ingest.readers.pdf.white_space_columns import FAR, is_above_header, is_note, merged
from ingest.values import CODE_PARTS

LEAST_ROWS = 3
"""So many lines of cells without a head, below others, go on with a table."""
LEAST_COLUMNS = 3
FEW = 2
"""A row of so many texts, below all others, says something of the table."""
DEEPEST_HEAD = 14
"""So many lines a head has at most."""
ALIKE = 1.5
"""Texts begin at one place where they begin within so many points."""
OVER = 6.0
"""A text reaches over the edge of its column by fewer points than this."""
WIDE = 0.6
"""A line of one text that takes more than this share of the page is a sentence."""
HALFWAY = 0.75
"""A head nearer than this share of a row to the heads above it reaches down from them."""
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]\D"
    r"|(?:产出|效益|满意度|成本|绩效)(?:指标)?$"
)
"""What a row of an account, or of indicators, begins with."""
_TOTAL = re.compile(r".{0,8}[合总小]计")


@dataclass(frozen=True, slots=True)
class Flush:
    """A table, the positions of its first line, of its first row's, and of the one after all.

    `head` are the first rows of its `cells`, where it has a head.
    """

    first: int
    body: int
    end: int
    bands: tuple[Band, ...]
    cells: tuple[Texts, ...]
    head: tuple[Texts, ...] = ()


class _Rows:
    """The lines of a stretch: those of its head, and those below it by row.

    `again` are the lines that print the head once more; they are of no row.
    """

    def __init__(
        self, lines: Sequence[TextLine], first: int, body: int, end: int, known: Known
    ) -> None:
        self.first, self.body, self._end = first, body, end
        self.heads = head_cells(lines[first:body])
        own = [phrase.text for line in lines[first:body] for phrase in line.phrases]
        texts = own or [cell for row in known.head for cell in row if cell]
        self._again = {body + i for i in _head_again(texts, lines[body:end])}
        self._kept = [i for i in range(body, end) if i not in self._again]
        self.rows = list(_rows(_within([lines[i] for i in self._kept], self.heads)))

    def end_of(self, rows: int) -> int:
        """The position behind the last line of so many rows."""
        last = self._kept[sum(map(len, self.rows[:rows])) - 1] + 1
        return last + sum(
            1 for _ in takewhile(self._again.__contains__, range(last, self._end))
        )


def tables(lines: Sequence[TextLine], known: Known = NONE_KNOWN) -> Iterator[Flush]:
    """The tables of a page; the first may go on with one of the page before, without a head.

    Args:
        lines: those of the page.
        known: the table that ends the page before.
    """
    for first, end in _stretches(lines):
        whole = _table(lines, first, end, known)
        parts = (_table(lines, *part, known) for part in _at_heads(lines, first, end))
        for made in [whole] if whole else parts:
            if made is not None:
                known = Known(made.bands, made.head or known.head)
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


def _at_heads(lines: Sequence[TextLine], first: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch, cut where its head stands once more over other columns."""
    body = _first_row(lines, first, end)
    head = {phrase.text: phrase.x0 for line in lines[first:body] for phrase in line.phrases}
    if head:
        again = sorted(_head_again([*head], lines[body:end]))
        for position in (body + i for i in again if i - 1 not in again):
            moves = [
                phrase.x0 - head.get(phrase.text, phrase.x0)
                for phrase in lines[position].phrases
            ]
            if all(abs(move) > ALIKE for move in moves):
                yield first, position
                first = position
    yield first, end


def _is_outside(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether a line is a title, a label, a note or a sentence."""
    if is_above_header(line):
        return True
    text = line.phrases[0].text
    room = max(other.x1 for other in lines) - min(other.x0 for other in lines)
    is_wide = line.x1 - line.x0 > WIDE * room
    return len(line.phrases) == 1 and (is_title(text) or is_note(text) or is_wide)


def _table(lines: Sequence[TextLine], first: int, end: int, known: Known) -> Flush | None:
    """The table of a stretch of lines; None where it is none, or is not clear."""
    several = [line.x0 for line in lines[first:end] if len(line.phrases) > 1]
    while several and len(lines[first].phrases) == 1 and lines[first].x0 < min(several) - OVER:
        first += 1
    body = _first_row(lines, first, end)
    printed = [line for line in lines[body:end] if len(line.phrases) > 1]
    if body - first > DEEPEST_HEAD or not printed:
        return None
    rows = _Rows(lines, first, body, end, known)
    if body > first:
        made = _under_own_head(rows)
        if made is None and known.is_headed_by(lines[first:body]):
            return _on(rows, known.columns, known.head)
        return made
    is_top = all(len(line.phrases) == 1 for line in lines[:first])  # what runs along the top
    if not is_top or not _are_rows(printed) or (first and len(printed) < LEAST_ROWS):
        return None
    return _on(rows, _shown(rows.rows)) or _on(rows, known.columns)


def _under_own_head(rows: _Rows) -> Flush | None:
    if not rows.rows or not _are_flush(rows.heads):
        return None
    columns = _headed(rows.heads, rows.rows)
    return _on(rows, columns, tuple(_head_rows(rows.heads, columns)))


def _first_row(lines: Sequence[TextLine], first: int, end: int) -> int:
    """The first line below a head: below the numbers of the columns, where it prints them."""
    body = next((i for i in range(first, end) if _is_body(lines[i])), end)
    numbered = [i for i in range(first, body) if lines[i].is_numbering]
    if numbered:
        return numbered[-1] + 1
    while first < body < end and _is_of_one_row(lines[body - 1], lines[body]):
        body -= 1
    return body


def _is_of_one_row(line: TextLine, below: TextLine) -> bool:
    return below.y - line.y < WRAPPED * below.height


def _on(rows: _Rows, columns: Sequence[Band], head: tuple[Texts, ...] = ()) -> Flush | None:
    """A table on some columns; None where it has too few, or a row of it is not clear."""
    made = _cells(rows.rows, columns) if len(columns) >= LEAST_COLUMNS else None
    if not made:
        return None
    end = rows.end_of(len(made))
    return Flush(rows.first, rows.body, end, tuple(columns), (*head, *made), head)


def _head_again(heads: Sequence[str], body: Sequence[TextLine]) -> set[int]:
    """The lines of a body that print its head once more, as at the top of a printed page.

    The end of the page may leave its first line alone.
    """
    found: set[int] = set()
    for is_of_head, group in groupby(enumerate(body), lambda pair: _is_of(heads, pair[1])):
        lines = list(group)
        said = {phrase.text for _, line in lines for phrase in line.phrases}
        is_most = 2 * len(said) > len(set(heads)) or lines[-1][0] == len(body) - 1
        if is_of_head and len(said) >= LEAST_COLUMNS and is_most:
            found.update(i for i, _ in lines)
    return found


def _is_of(heads: Sequence[str], line: TextLine) -> bool:
    """Whether a line prints texts of a head, or pieces of such, and no amounts."""
    has_amounts = not line.is_numbering and any(phrase.is_figure for phrase in line.phrases)
    return not has_amounts and all(
        any(phrase.text in head for head in heads) for phrase in line.phrases
    )


def _cells(rows: Sequence[list[TextLine]], columns: Sequence[Band]) -> list[Texts] | None:
    """The texts of rows down to what stands in no column; None where one is not clear.

    Below the last row of several texts some words may reach over what is blank behind them.
    """
    made: list[Texts] = []
    full = [i for i, row in enumerate(rows) if sum(len(line.phrases) for line in row) > FEW]
    below = full[-1] if full else len(rows)
    for i, row in enumerate(rows):
        if _is_apart(row, columns):
            return made
        texts = _placed(row, columns, i > below)
        if texts is None:
            return None
        made.append(texts)
    return made


def _are_rows(lines: Sequence[TextLine]) -> bool:
    """Whether lines without a head are rows of a table: figures beside each other, or lists."""
    wide = [line for line in lines if len(line.phrases) >= LEAST_COLUMNS]
    return any(line.is_row for line in wide) or sum(map(_is_body, wide)) > 1


def _is_body(line: TextLine) -> bool:
    """Whether a line is the first of a table's rows: it prints a figure, or begins a list."""
    figures = [phrase for phrase in line.phrases if phrase.is_figure]
    is_exact = any(EXACT.search(phrase.text) for phrase in figures)
    names = any(_BEGINS.match(phrase.text) for phrase in line.phrases)
    return names or is_exact or (bool(figures) and not line.is_numbering)


def _within(body: Sequence[TextLine], heads: Sequence[Head]) -> Iterator[TextLine]:
    """The lines down to the first of one text that begins to the left of all columns."""
    several = [line.x0 for line in body if len(line.phrases) > 1]
    left = min([head.x0 for head in heads] or several)
    for line in body:
        if len(line.phrases) == 1 and line.x0 < left - OVER:
            return
        yield line


def _rows(body: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    row: list[TextLine] = []
    for line in body:
        if row and line.y - row[-1].y >= WRAPPED * line.height:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _are_flush(heads: Sequence[Head]) -> bool:
    """Whether each head that stands over others begins where one of them does."""
    for head in heads:
        under = [o for o in heads if o.y > head.y and head.x0 < o.x1 and o.x0 < head.x1]
        if under and not any(abs(head.x0 - other.x0) < ALIKE for other in under):
            return False
    return True


def _headed(heads: Sequence[Head], rows: Sequence[Sequence[TextLine]]) -> list[Band]:
    """The columns: each from where a head begins to where the next one does.

    The heads of the columns of codes may stand in the first row, beside the total.
    """
    first = [
        phrase.x0
        for line in rows[0]
        for phrase in line.phrases
        if line.is_numbering or phrase.text in CODE_PARTS
    ]
    starts: list[float] = []
    for x0 in sorted([*(head.x0 for head in heads), *first]):
        if not starts or x0 - starts[-1] > ALIKE:
            starts.append(x0)
    end = max(*(head.x1 for head in heads), *(line.x1 for row in rows for line in row))
    edges = [*(start - OVER for start in starts), max(end, starts[-1]) + ALIKE]
    lines = [line for row in rows for line in row]
    unnamed = (_without_head(left, right, lines) for left, right in pairwise(edges))
    edges = sorted([*edges, *(edge for edge in unnamed if edge is not None)])
    return [Band(*sides) for sides in pairwise(edges)]


def _without_head(left: float, right: float, lines: Sequence[TextLine]) -> float | None:
    """Where a column begins that no head names, beside one that has its own; None for none.

    It shows where lines print two texts between two heads, one of them a figure, and no text
    reaches from the one to the other:

    类   款   项            科目名称
    205  01   01  行政运行  3,862.00      the head over the names stands over the amounts
    """
    inside = [[p for p in line.phrases if left < p.x0 < right] for line in lines]
    pairs = [line for line in inside if len(line) == 2 and any(p.is_figure for p in line)]
    if not pairs:
        return None
    before, after = max(line[0].x1 for line in pairs), min(line[1].x0 for line in pairs)
    between = (before + after) / 2
    is_crossed = any(p.x0 < between < p.x1 for line in inside for p in line)
    return None if before >= after or is_crossed else between


def _shown(rows: Sequence[Sequence[TextLine]]) -> list[Band]:
    """The columns that rows without a head show by themselves."""
    phrases = [p for row in rows if not _is_alone(row) for line in row for p in line.phrases]
    bands = merged([Band(p.x0, p.x1) for p in phrases if not _TOTAL.fullmatch(p.text)])
    totals = merged([Band(p.x0, p.x1) for p in phrases if _TOTAL.fullmatch(p.text)])
    bands = sorted([*bands, *(total for total in totals if not _over(total, bands))])
    alone = (Band(row[0].x0, row[0].x1) for row in rows if _is_alone(row))
    return merged([*bands, *(text for text in alone if len(_over(text, bands)) == 1)])


def _over(text: Band, bands: Sequence[Band]) -> list[Band]:
    return [band for band in bands if text.x0 < band.x1 and band.x0 < text.x1]


def _is_alone(row: Sequence[TextLine]) -> bool:
    return len(row) == 1 and len(row[0].phrases) == 1


def _is_apart(row: Sequence[TextLine], columns: Sequence[Band]) -> bool:
    """Whether a row of one text stands in no column: a note, or a sentence."""
    return _is_alone(row) and _column(row[0].phrases[0], columns) is None


def _column(phrase: Phrase, columns: Sequence[Band]) -> int | None:
    """The column that holds a text; a total reaches over others from the one it begins in.

    A text that is wider than its column's room stands over its edge by a letter at most.
    """
    if _TOTAL.fullmatch(phrase.text):
        return max(
            (i for i, c in enumerate(columns) if c.x0 <= phrase.x0 + ALIKE), default=None
        )
    shared = [min(phrase.x1, c.x1) - max(phrase.x0, c.x0) for c in columns]
    best = max(range(len(columns)), key=shared.__getitem__)
    column = columns[best]
    is_inside = column.x0 <= phrase.x0 + ALIKE and phrase.x1 <= column.x1 + OVER
    return best if is_inside and shared[best] > 0 else None


def _begun(phrase: Phrase, columns: Sequence[Band]) -> int | None:
    """The column at whose left edge words begin that reach over what is blank behind it."""
    begun = (i for i, c in enumerate(columns) if abs(phrase.x0 - c.x0 - OVER) < ALIKE)
    return None if phrase.is_figure else next(begun, None)


def _placed(
    row: Sequence[TextLine], columns: Sequence[Band], is_below: bool = False
) -> Texts | None:
    """The texts of a row by column; None where two of one line, or two figures, share one."""
    pieces: list[list[Phrase]] = [[] for _ in columns]
    for line in row:
        for phrase in line.phrases:
            column = _column(phrase, columns)
            if column is None and is_below and phrase is line.phrases[-1]:
                column = _begun(phrase, columns)
            if column is None:
                return None
            pieces[column].append(phrase)
    if _are_rows_of_words(pieces, columns, row[0].height):
        return None
    for piece in pieces:
        beside = any(b.y - a.y < row[0].height / 2 for a, b in pairwise(piece))
        if beside or sum(phrase.is_figure for phrase in piece) > 1:
            return None
    return tuple(unwrapped("\n".join(phrase.text for phrase in piece)) for piece in pieces)


def _are_rows_of_words(
    pieces: Sequence[Sequence[Phrase]], columns: Sequence[Band], height: float
) -> bool:
    """Whether near lines print words in the same columns, most of them, with room in one."""
    stacked = [(piece, c) for piece, c in zip(pieces, columns, strict=True) if len(piece) > 1]
    roomy = (c.x1 - piece[0].x1 > PADDING + ROOM * height for piece, c in stacked)
    most = 2 * len(stacked) >= sum(map(bool, pieces))
    return len(stacked) > 1 and most and any(roomy)


def _head_rows(heads: Sequence[Head], bands: Sequence[Band]) -> Iterator[Texts]:
    """The heads by row, each in its first column; what reaches down is of its upper row."""
    rows = list(head_rows(heads)) if heads else []
    at = 0
    while at < len(rows):
        row = list(rows[at])
        while at + 1 < len(rows) and _reach_down(row, rows[at + 1], bands):
            at += 1
            row += rows[at]
        texts = [""] * len(bands)
        for head in row:
            texts[_first(head, bands)] += head.text
        yield tuple(texts)
        at += 1


def _reach_down(row: Sequence[Head], below: Sequence[Head], bands: Sequence[Band]) -> bool:
    """Whether heads stand between two rows, over other columns than the upper ones."""
    near = below[0].y - row[0].y < HALFWAY * WRAPPED * row[0].height
    mine = {_first(head, bands) for head in row}
    return near and not mine & {_first(head, bands) for head in below}


def _first(head: Head, bands: Sequence[Band]) -> int:
    """The column in which a head begins."""
    return max(i for i, band in enumerate(bands) if band.x0 <= head.x0)

"""Lines of text → tables that no ruled lines part, by how their words stand; pure geometry.

Lines of figures that stand under each other are the rows of a table; the words over its
columns are its header. Columns are parted where white space runs down through all rows.
Where it does not, or where the cells are texts that run over many lines, the table is left
as text, and said to be one.

    项目         基本支出   项目支出     the header: words over the columns
    教育支出     1,900.00     500.00     rows: lines of figures under each other
    卫生支出       100.00       8.34
             │          │               white space down through all rows parts columns
"""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ingest.readers.pdf.phrases import LINES, WRAPPED, Phrase, TextLine
from ingest.readers.pdf.unruled_heads import Band, Head
from ingest.readers.pdf.unruled_rows import EXACT, are_wrapped

FAR = 4.0
"""Lines further apart than this many times their height are not of one table."""
NEAR_HEADER = 3.0
OFF_MIDDLE = 0.1
"""A line of one text nearer than this to a header, and so far off its middle, is its part."""
LEAST_COLUMNS = 2
MAX_BETWEEN = 4
"""How many lines without figures, parts of wrapped names, may stand between two rows."""
MAX_HEADER = 10
ALIGNED = 2.0
"""Texts of one cell stand as far left, or right, or in the middle, within so many points."""
INTERLEAVED = 1.0
"""Lines nearer than this many times their height are parts of one row, side by side."""
_NOTE = re.compile(r"[(（]?(?:附?注|备注|说明)(?:\d*[:：]|\d*[^\s\d:：])")
_ABOVE_HEADER = re.compile(r"(?:单位|部门|编制|日期|填报)[^，。]{0,8}[:：]|\d+(?:-\d+)?\s*表")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}、")
_CLAUSE = re.compile(r"[\u4e00-\u9fff%％][，；。]$|^[，；。][\u4e00-\u9fff]|。")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines, by their positions on the page, that look like a table: its header, its rows.

    `is_cut`: right below stand lines that may belong to its last row.
    """

    header: int
    first: int
    end: int
    is_cut: bool = False


def runs(lines: Sequence[TextLine]) -> list[Run]:
    """Where lines of figures stand under each other, with the header above them."""
    found: list[Run] = []
    position = 0
    while position < len(lines):
        if not lines[position].is_row:
            position += 1
            continue
        position = _first(lines, position, found[-1].end if found else 0)
        end = _end(lines, position)
        while end < len(lines) and _goes_on_in(lines, position, end) is _Rest.WHOLE:
            end += 1
        floor = found[-1].end if found else 0
        is_cut = end < len(lines) and _goes_on_in(lines, position, end) is _Rest.UNCLEAR
        found.append(Run(header_of(lines, position, end, floor), position, end, is_cut))
        position = end
    return [run for run in found if _is_table(lines, run)]


def _first(lines: Sequence[TextLine], position: int, floor: int) -> int:
    """The position of a run's first row: above its first figures stand items without any."""
    while position > floor and _is_item(lines[position - 1], lines[position]):
        position -= 1
    return position


def _is_item(line: TextLine, beside: TextLine) -> bool:
    """Whether a line is an item of a list without figures, right by another of its column."""
    begins = {round(phrase.x0) for phrase in beside.phrases}
    near = abs(beside.y - line.y) < 2 * WRAPPED * line.height
    return near and all(
        _ITEM.match(phrase.text) and round(phrase.x0) in begins for phrase in line.phrases
    )


class _Rest(Enum):
    """Whether a line is the rest of the cells above it."""

    NONE = 0
    UNCLEAR = 1
    WHOLE = 2


def _goes_on_in(lines: Sequence[TextLine], first: int, position: int) -> _Rest:
    """Whether a line right below a run of rows is the rest of what its last row prints.

    Each of its texts stands then under a name that leaves no room for more in its column,
    as far left or right, or in its middle. A note below a table stands elsewhere.
    """
    line, above = lines[position], lines[position - 1]
    if line.is_row or line.y - above.y >= LINES * line.height:
        return _Rest.NONE
    rest = _Rest.WHOLE
    last = [p for other in lines[max(first, position - 2) : position] for p in other.phrases]
    for phrase in line.phrases:
        column = [
            p
            for other in lines[first:position]
            for p in other.phrases
            if p.x0 < phrase.x1 and p.x1 > phrase.x0
        ]
        begin, end = (
            min((p.x0 for p in column), default=0.0),
            max((p.x1 for p in column), default=0.0),
        )
        upper = [
            p
            for p in last
            if p.is_figure == phrase.is_figure
            and (_is_under(phrase, p) or (p in column and abs(phrase.x0 - begin) < ALIGNED))
        ]
        if not upper or _NOTE.match(phrase.text):
            return _Rest.NONE
        widest = max(p.x1 - p.x0 for p in column)
        is_wide = upper[-1].x1 - upper[-1].x0 > widest - line.height
        is_full = is_wide or upper[-1].x1 > end - line.height
        if phrase.is_figure or not is_full or phrase.x1 - phrase.x0 > widest + line.height:
            rest = _Rest.UNCLEAR
    return rest


def _is_under(phrase: Phrase, upper: Phrase) -> bool:
    """Whether a text begins, ends or has its middle where another does."""
    begins, ends = phrase.x0 - upper.x0, phrase.x1 - upper.x1
    return min(abs(begins), abs(ends), abs(begins + ends) / 2) < ALIGNED


def _is_table(lines: Sequence[TextLine], run: Run) -> bool:
    """Two rows, or one under a header, or at the top of a page; sentences are none."""
    rows = [line for line in lines[run.first : run.end] if line.is_row]
    if 2 * sum(map(_is_sentence, rows)) > len(rows):
        return False
    heads = max((len(line.phrases) for line in lines[run.header : run.first]), default=0)
    if len(rows) == 1 and not heads:
        amounts = sum(EXACT.search(phrase.text) is not None for phrase in rows[0].phrases)
        return run.first == 0 and amounts >= LEAST_COLUMNS and rows[0].is_spaced
    return len(rows) > 1 or (len(rows[0].phrases) >= LEAST_COLUMNS < heads)


def _is_sentence(line: TextLine) -> bool:
    """Whether a line breaks off, or goes on, as sentences do."""
    return any(_CLAUSE.search(phrase.text) for phrase in line.phrases)


def _end(lines: Sequence[TextLine], first: int) -> int:
    """The position after the last line of figures of a run."""
    end = first + 1
    between = 0
    for position in range(first + 1, len(lines)):
        above, line = lines[position - 1], lines[position]
        if line.y - above.y > FAR * line.height:
            break
        if line.is_row:
            end = position + 1
            between = 0
            continue
        between += not _is_item(line, above)
        room = max(x.x1 for x in lines[first:end]) - min(x.x0 for x in lines[first:end])
        longest = max(phrase.x1 - phrase.x0 for phrase in line.phrases)
        is_wide = longest > room * 0.6 and not lines[end - 1].is_numbering
        if between > MAX_BETWEEN or len(line.phrases) > 2 or is_wide:
            break
    return end


def header_of(lines: Sequence[TextLine], first: int, end: int, floor: int = 0) -> int:
    """The position of the header's first line, `first` where there is none.

    A line of one text is part of it where it goes on in the next one, or stands over some
    of the columns: a title stands in the middle, a note or a unit at the side.
    """
    x0 = min(line.x0 for line in lines[first:end])
    x1 = max(line.x1 for line in lines[first:end])
    top = first
    for position in range(first - 1, max(floor, first - MAX_HEADER) - 1, -1):
        line, below = lines[position], lines[position + 1]
        gap = (below.y - line.y) / line.height
        if gap > FAR or is_above_header(line):
            break
        under_unit = position > floor and is_above_header(lines[position - 1])
        middle = ((line.x0 + line.x1) / 2 - x0) / (x1 - x0)
        inner = line.x0 > x0 + line.height and line.x1 < x1 - line.height
        aside = inner and (under_unit or abs(middle - 0.5) > OFF_MIDDLE)
        if len(line.phrases) > 1 or gap < INTERLEAVED or (gap < NEAR_HEADER and aside):
            top = position
        elif gap > NEAR_HEADER:
            break
    return top


def is_above_header(line: TextLine) -> bool:
    """Whether a line is one of those that stand between title and header: unit, publisher."""
    return any(_ABOVE_HEADER.search(phrase.text) for phrase in line.phrases)


def is_note(text: str) -> bool:
    """Whether a text is a note of a table; the word by itself heads a column of notes."""
    return _NOTE.match(text) is not None


def body_bands(rows: Sequence[TextLine]) -> list[Band]:
    """The columns that the rows show: of figures, and of names where no figure stands."""
    phrases = [phrase for line in rows if not line.is_numbering for phrase in line.phrases]
    bands = merged([Band(p.x0, p.x1) for p in phrases if p.is_figure])
    names = [p for p in phrases if not p.is_figure and not _over(p, bands)]
    return sorted([*bands, *merged([Band(p.x0, p.x1) for p in names])])


def bands_of(
    header: Sequence[Sequence[Head]], rows: Sequence[TextLine]
) -> tuple[Band, ...] | None:
    """The columns of a table; None where white space does not part them.

    A head with none under it that stands over nothing heads what stands beside it, or a
    blank column.
    """
    lowest = [head for level in header for head in level if not head.below]
    body = [line for line in rows if line.is_row and not line.is_numbering]
    bands = _with_heads(body_bands(rows), lowest)
    for head in lowest:
        shared = _over(head, bands)
        if len(shared) > 1 and not _only_codes(body, shared):
            if any(len(_standing(line, shared)) > 1 for line in body):
                return None
            bands = sorted(
                [*(b for b in bands if b not in shared), Band(shared[0].x0, shared[-1].x1)]
            )
    narrow = len(bands) < LEAST_COLUMNS or len(bands) == LEAST_COLUMNS > len(lowest)
    if narrow or any(crowded(line, bands) for line in body):
        return None
    if are_wrapped(rows):
        return None
    return tuple(bands)


def _only_codes(rows: Sequence[TextLine], bands: Sequence[Band]) -> bool:
    """Whether no figures but codes stand in columns: digits without a point."""
    standing = [phrase for line in rows for phrase in _standing(line, bands)]
    return all(phrase.text.isdecimal() for phrase in standing if phrase.is_figure)


def _standing(line: TextLine, bands: Sequence[Band]) -> list[Phrase]:
    """What a line prints in some columns."""
    return [phrase for phrase in line.phrases if _over(phrase, bands)]


def _with_heads(bands: Sequence[Band], heads: Sequence[Head]) -> list[Band]:
    """The columns as wide as their heads, and those of heads that stand over nothing."""
    whole = list(bands)
    headed = {over[0] for head in heads if len(over := _over(head, bands)) == 1}
    lone = merged([Band(p.x0, p.x1) for p in heads if not _over(p, bands)])
    free = [band for band in bands if band not in headed]
    while lone:
        head = min(lone, key=lambda head: min((_gap(head, band) for band in free), default=0.0))
        lone.remove(head)
        after = bisect(bands, head)
        beside = [band for band in bands[max(after - 1, 0) : after + 1] if band in free]
        if beside:
            band = min(beside, key=lambda band: _gap(head, band))
            free.remove(band)
            whole[whole.index(band)] = _both(head, band)
        else:
            whole.append(head)
    return sorted(whole)


def _gap(first: Band, second: Band) -> float:
    return max(second.x0 - first.x1, first.x0 - second.x1)


def _both(first: Band, second: Band) -> Band:
    return Band(min(first.x0, second.x0), max(first.x1, second.x1))


def merged(bands: Sequence[Band]) -> list[Band]:
    """Bands that overlap, as one."""
    merged: list[Band] = []
    for band in sorted(bands):
        if merged and band.x0 < merged[-1].x1:
            merged[-1] = _both(merged[-1], band)
        else:
            merged.append(band)
    return merged


def _over(phrase: Phrase | Head, bands: Sequence[Band]) -> list[Band]:
    """The columns that a phrase stands over."""
    return [band for band in bands if phrase.x0 < band.x1 and phrase.x1 > band.x0]


def crowded(line: TextLine, bands: Sequence[Band]) -> bool:
    """Whether two figures of a row stand in one column."""
    columns = [column_of(phrase, bands) for phrase in line.phrases if phrase.is_figure]
    return len(columns) > len(set(columns))


def column_of(phrase: Phrase, bands: Sequence[Band]) -> int:
    """The column in which a phrase stands: that which it overlaps most, else the nearest.

    A name that reaches over the next column belongs where it begins.
    """
    if not phrase.is_figure:
        begun = [i for i, b in enumerate(bands) if b.x0 <= phrase.x0 + 1 and phrase.x0 < b.x1]
        if begun:
            return begun[-1]
    return max(
        range(len(bands)),
        key=lambda i: min(phrase.x1, bands[i].x1) - max(phrase.x0, bands[i].x0),
    )

"""Lines of text → tables of words whose cells all begin at the left; pure geometry.

A form of indicators prints words in every column, and not the same columns in every row: its
name, its funds, its goals, its indicators. What they share are the places at which texts begin.
A figure may stand at the right of its column, and a text reach over columns that are blank in
its row. Where anything stands elsewhere, nothing is cut.

    项目名称             水质监测
    项目资金                         年初预算数   全年预算数
                         年度总额         8.34        8.34
    年度目标   按期完成水质监测，保障群众用水
    一级指标   二级指标  三级指标    指标值       完成值
    │          │         │           │            │      texts begin here
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import inf

from ingest.readers.assemble import is_title
from ingest.readers.pdf.cells import PADDING, ROOM
from ingest.readers.pdf.centred_labels import LEVELS, Cells, in_first_rows
from ingest.readers.pdf.flush_columns import ALIKE, OVER, Flush
from ingest.readers.pdf.lines_of_text import unwrapped
from ingest.readers.pdf.phrases import WRAPPED, Phrase, TextLine
from ingest.readers.pdf.unruled_heads import NONE_KNOWN, Band, Known
from ingest.readers.pdf.white_space_columns import FAR, is_above_header, is_note
from ingest.values import is_blank

LEAST_COLUMNS = 4
LEAST_ROWS = 4
LEAST_WORDS = 3
"""So many words, or figures, make a column one of them."""
LEAST_BEGUN = 2
"""So many texts begin at the place of a column."""
INDENT = 4.0
"""A text is set in from its column's place by no more than this many times its height."""
NEAR = 5.0
"""A text at the right of its column begins no more points before it than this."""
CLOSE = 2.5
"""A line further below a row than this many times its height is of another."""
SIDE_BY_SIDE = 0.9
"""Lines nearer than this many times their height are of one row."""


def tables_at_right(lines: Sequence[TextLine], known: Known = NONE_KNOWN) -> Iterator[Flush]:
    """The tables of a page whose words stand at the right of their columns, their heads do not.

    A line is of the row above where it stands nearer than two rows do. Where texts may stand
    in two columns, or a row prints two figures in one, nothing is cut. What has no columns of
    its own has those of the table that ends the page before.
    """
    above = known.columns
    for first, end in _stretches(lines):
        made = _table(lines, first, end, (), at_right=True)
        if not made and above:
            made = _table(lines, first, end, above, at_right=True)
        if made:
            above = made.bands
            yield made


def tables(lines: Sequence[TextLine], known: Known = NONE_KNOWN) -> Iterator[Flush]:
    """The tables of words on a page; what is too short has the columns of that above it.

    Args:
        lines: those of the page.
        known: the table that ends the page before.
    """
    above = known.columns
    for first, end in _stretches(lines):
        made = _table(lines, first, end, ()) or (above and _table(lines, first, end, above))
        if made:
            above = made.bands
            yield made


def _stretches(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """The lines between titles, notes and wide blanks."""
    first = 0
    for position, line in enumerate(lines):
        is_far = position > first and line.y - lines[position - 1].y > FAR * line.height
        text = line.phrases[0].text
        is_text = len(line.phrases) == 1 and (is_title(text) or is_note(text))
        is_outside = is_text or is_above_header(line)
        if is_far or is_outside:
            yield first, position
            first = position + 1 if is_outside else position
    yield first, len(lines)


def _table(
    lines: Sequence[TextLine],
    first: int,
    end: int,
    known: tuple[Band, ...],
    at_right: bool = False,
) -> Flush | None:
    """The table of a stretch of lines; None where it is none, or is not clear.

    Args:
        lines: those of the page.
        first: the position of the stretch's first line.
        end: the position of the one after its last line.
        known: its columns; none where it has to show them.
        at_right: whether its words may stand at the right of its columns.
    """
    several = [i for i in range(first, end) if len(lines[i].phrases) > 1]
    if len(several) < (LEAST_BEGUN if known else LEAST_ROWS):
        return None
    first = several[0]
    left = min(lines[i].x0 for i in several) - OVER
    end = next((i for i in range(first, end) if lines[i].x0 < left), end)  # a footnote
    body = lines[first:end]
    columns = _as_wide_as(body, known) if known else _columns(body, at_right)
    if len(columns) < LEAST_COLUMNS:
        return None
    rows = _near_rows(body, columns) if at_right else _rows(body, columns)
    wholes = in_first_rows(rows) if rows else None
    if wholes is None or (not known and not _are_words(wholes)):
        return None
    cells = tuple(
        tuple(unwrapped("\n".join(phrase.text for phrase in cell)) for cell in row)
        for row in wholes
    )
    return Flush(first, first, end, columns, cells)


def _rows(body: Sequence[TextLine], columns: Sequence[Band]) -> list[Cells] | None:
    """The texts of each row by column; None where one stands in none."""
    rows: list[list[Cells]] = []
    above: TextLine | None = None
    close = WRAPPED if _is_tight(body) else CLOSE
    for line in body:
        placed = _placed(line, columns)
        if placed is None:
            return None
        step = inf if above is None else (line.y - above.y) / line.height
        follows = step < close and _goes_on(_whole(rows[-1]), placed, columns, line.height)
        if step < SIDE_BY_SIDE or follows:
            rows[-1:] = _with_line(rows[-1], placed)
        else:
            rows.append([placed])
        above = line
    return [_whole(row) for row in rows]


def _is_tight(body: Sequence[TextLine]) -> bool:
    """Whether some lines stand nearer to each other than rows do: those of one cell."""
    return any(b.y - a.y < WRAPPED * b.height for a, b in pairwise(body))


def _near_rows(body: Sequence[TextLine], columns: Sequence[Band]) -> Sequence[Cells] | None:
    """The texts of each row by column, its words at either side; None where not clear."""
    rows: list[list[list[Phrase]]] = []
    above, was_label = -inf, False
    for line in body:
        placed = _placed(line, columns, at_right=True)
        if placed is None:
            return None
        is_label = not any(placed[LEVELS:])
        most = SIDE_BY_SIDE if is_label or was_label else WRAPPED
        if line.y - above < most * line.height:
            rows[-1] = [up + down for up, down in zip(rows[-1], placed, strict=True)]
        else:
            rows.append(placed)
        above, was_label = line.y, is_label
    figures = ([sum(p.is_figure for p in cell) for cell in row] for row in rows)
    return None if any(max(counts) > 1 for counts in figures) else rows


def _whole(row: Sequence[Cells]) -> list[list[Phrase]]:
    """The texts of a row by its columns, its lines together."""
    return [[phrase for cell in cells for phrase in cell] for cells in zip(*row, strict=True)]


def _with_line(row: list[Cells], line: Cells) -> list[list[Cells]]:
    """A row with one more line of it; two, where a cell of it printed a figure already.

    The lines of words below those figures are the first of the second row's names:

    2101103  公务员医疗补助     30.00
             其他行政事业单
    2101199  位医疗支出          4.16
    """
    figured = [i for i, above in enumerate(row) if _figures(above) & _figures(line)]
    if not figured:
        return [[*row, line]]
    return [row[: figured[-1] + 1], [*row[figured[-1] + 1 :], line]]


def _figures(line: Cells) -> set[int]:
    """The columns in which a line prints a figure."""
    return {i for i, cell in enumerate(line) if any(phrase.is_figure for phrase in cell)}


def _as_wide_as(body: Sequence[TextLine], known: tuple[Band, ...]) -> tuple[Band, ...]:
    """Known columns, the last as far to the right as lines print something in it."""
    right = max(line.x1 for line in body) + PADDING
    return (*known[:-1], Band(known[-1].x0, max(known[-1].x1, right)))


def _columns(body: Sequence[TextLine], at_right: bool = False) -> tuple[Band, ...]:
    """The columns that lines show: from where texts begin to where the next do."""
    phrases = [phrase for line in body for phrase in line.phrases]
    starts = _starts(phrases, body[0].height, _ends(phrases) if at_right else [])
    right = max(line.x1 for line in body) + PADDING
    return tuple(Band(x0, x1) for x0, x1 in pairwise((*starts, right)))


def _starts(phrases: Sequence[Phrase], height: float, ends: Sequence[float]) -> list[float]:
    """Where columns begin: where several texts do, but for those set in, or at an end.

    Texts beside which nothing stands in the column before are set in, or at its right.
    """
    places = [place for place in _alike(phrases, lambda p: p.x0) if not _is_ended(place, ends)]
    often = [place for place in places if _is_begun(place, phrases)]
    begun = [place for place in places if place in often or _are_heads(place, often, ends)]
    pairs = list(pairwise(begun))
    if any(_end_together(*pair) or _stands_over(*pair) for pair in pairs):
        return []
    starts: list[float] = []
    last: list[Phrase] = []
    for place in begun:
        x0 = place[0].x0
        is_near = last and (x0 - starts[-1] < INDENT * height or _is_at_right(place))
        if is_near and not _share_lines(last, place):
            continue
        starts.append(x0)
        last = place
    return starts


def _is_at_right(place: Sequence[Phrase]) -> bool:
    """Whether words of a place end alike, as those at the right of a column before it do."""
    return _end_alike(place) and not any(phrase.is_figure for phrase in place)


def _ends(phrases: Sequence[Phrase]) -> list[float]:
    """Where columns end that print their words at the right: several do, begun elsewhere.

    A text that begins where others do that end elsewhere stands at the left of its column.
    """
    left = {
        id(phrase)
        for place in _alike(phrases, lambda p: p.x0)
        if not _end_alike(place)
        for phrase in place
    }
    others = [phrase for phrase in phrases if id(phrase) not in left]
    return [some[0].x1 for some in _alike(others, lambda p: p.x1) if _are_ended(some)]


def _end_alike(place: Sequence[Phrase]) -> bool:
    ends = [phrase.x1 for phrase in place]
    return max(ends) - min(ends) <= ALIKE


def _alike(phrases: Sequence[Phrase], side: Callable[[Phrase], float]) -> list[list[Phrase]]:
    """The texts that share a side, from the left: where they begin, or where they end."""
    found: list[list[Phrase]] = []
    for phrase in sorted(phrases, key=side):
        if found and side(phrase) - side(found[-1][0]) <= ALIKE:
            found[-1].append(phrase)
        else:
            found.append([phrase])
    return found


def _are_ended(some: Sequence[Phrase]) -> bool:
    begun = {round(phrase.x0 / ALIKE) for phrase in some}
    has_words = not all(phrase.is_figure for phrase in some)
    return has_words and len(some) >= LEAST_WORDS and len(begun) >= LEAST_BEGUN


def _is_ended(place: Sequence[Phrase], ends: Sequence[float]) -> bool:
    """Whether all texts of a place stand at the right of a column."""
    return all(any(0 <= phrase.x1 - end <= ALIKE for end in ends) for phrase in place)


def _is_begun(place: Sequence[Phrase], phrases: Sequence[Phrase]) -> bool:
    """Whether several texts begin at a place: words, or figures that do not end together.

    Signs for no amount end together anyway: there, where no amount ends.
    """
    if not all(phrase.is_figure for phrase in place):
        return len(place) >= LEAST_BEGUN
    if len(place) <= LEAST_BEGUN:
        return False
    if not _end_alike(place):
        return True
    if not all(is_blank(phrase.text) for phrase in place):
        return False
    others = (phrase for phrase in phrases if phrase.is_figure and phrase not in place)
    return not any(abs(other.x1 - place[0].x1) <= ALIKE for other in others)


def _are_heads(
    place: Sequence[Phrase], often: Sequence[Sequence[Phrase]], ends: Sequence[float]
) -> bool:
    """Whether a text of a place is a head; one word again and again may stand at the right."""
    if ends and len(place) > 1:
        return False
    return any(_is_beside(phrase, often) for phrase in place)


def _is_beside(phrase: Phrase, often: Sequence[Sequence[Phrase]]) -> bool:
    """Whether a word, and no sign, stands in a line with several that begin where others do."""
    beside = sum(any(abs(other.y - phrase.y) < 1.0 for other in place) for place in often)
    is_word = not phrase.is_figure and any(map(str.isalpha, phrase.text))
    return is_word and beside >= LEAST_WORDS


def _end_together(first: Sequence[Phrase], second: Sequence[Phrase]) -> bool:
    """Whether words of two places stand at the right of one column: 产出指标, 满意度指标."""
    words = [phrase for phrase in (*first, *second) if not phrase.is_figure]
    ends = [phrase.x1 for phrase in words]
    few = min(len(first), len(second)) < LEAST_BEGUN
    if few or len(words) < len(first) + len(second) or max(ends) - min(ends) > ALIKE:
        return False
    return not _share_lines(first, second)


def _stands_over(head: Sequence[Phrase], words: Sequence[Phrase]) -> bool:
    """Whether a text alone heads words further to the right, which nothing else heads."""
    is_above = len(head) == 1 and all(word.y > head[0].y for word in words)
    return is_above and not all(word.is_figure for word in words) and not _is_at_right(words)


def _share_lines(first: Sequence[Phrase], second: Sequence[Phrase]) -> bool:
    """Whether texts of two places stand in one line."""
    return any(abs(a.y - b.y) < 1.0 for a in first for b in second)


def _placed(
    line: TextLine, columns: Sequence[Band], at_right: bool = False
) -> list[list[Phrase]] | None:
    """The texts of a line by column; None where one stands in none, or two in one.

    A figure that stands alone in its line may do so in the middle of several columns.
    """
    is_lone = sum(phrase.is_figure for phrase in line.phrases) == 1
    starts = [column.x0 for column in columns]
    row: list[list[Phrase]] = [[] for _ in columns]
    for phrase in line.phrases:
        at = bisect_right(starts, phrase.x0 + (NEAR if at_right else ALIKE)) - 1
        if at < 0 or row[at]:
            return None
        column = columns[at]
        begins = phrase.x0 - column.x0 < INDENT * line.height
        ends = phrase.is_figure and (phrase.x1 <= column.x1 + OVER or is_lone)
        is_inside = at_right and phrase.x1 <= column.x1
        if not (begins or ends or is_inside):
            return None
        row[at].append(phrase)
    return row


def _are_words(rows: Sequence[Sequence[Sequence[Phrase]]]) -> bool:
    """Whether words stand in several columns, and in as many of them as figures."""
    columns = [
        [phrase for cell in column for phrase in cell] for column in zip(*rows, strict=True)
    ]
    words = [sum(not phrase.is_figure for phrase in column) for column in columns]
    figures = [
        sum(phrase.is_figure and not is_blank(phrase.text) for phrase in column)
        for column in columns
    ]
    wordy = sum(n >= LEAST_WORDS for n in words)
    return wordy >= LEAST_WORDS and wordy >= sum(n >= LEAST_WORDS for n in figures)


def _goes_on(
    above: Sequence[Sequence[Phrase]],
    below: Sequence[Sequence[Phrase]],
    columns: Sequence[Band],
    height: float,
) -> bool:
    """Whether a line is the rest of a row: each text below one that has no room for more."""
    edges = [column.x1 for column in columns]
    for upper, lower, column in zip(above, below, columns, strict=True):
        if not lower:
            continue
        if not upper or lower[0].is_figure or upper[-1].is_figure:
            return False
        last = upper[-1]
        edge = edges[min(bisect_right(edges, last.x1), len(edges) - 1)]
        has_room = edge - last.x1 > ROOM * height + PADDING
        if has_room or abs(lower[0].x0 - column.x0) > ALIKE:
            return False
    return any(below)

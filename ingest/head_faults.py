"""Heads with a cell too many or too few: what they say of the columns is not certain.

A merged head covers as many places as stand under it. Where a cell was lost or added, the
heads behind it stand over the wrong columns, and sums seldom tell:

    合计 | 基本支出                         合计 | 基本支出 |          |          | 项目支出
         | 小计 | 公用经费 |         or          | 小计     | 人员经费 | 公用经费 |
    9.00 | 6.00 | 5.00     | 1.00            9.00 | 6.00     | 5.00     | 1.00     | 3.00

Left, a place under 基本支出 has no head though its neighbours have: 5.00 may be anything.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from ingest.alignment import Figure
from ingest.documents import Row
from ingest.form import Column
from ingest.headers import cell_at, is_number_line

SAME_WIDTH = 0.8
"""The share of a table's rows that must have as many cells as each other to tell its width."""
MAX_READINGS = 60
"""Ways to give the places under a faulty head to the form's columns that are tried."""
_SUM = re.compile("[小合总]计")
_NOTES = re.compile(".{0,8}(?:备注|说明|原因|备考)(?:说明|分析|情况)?|附?注")
"""What heads a column that may be blank in every row, though all others are full."""
_NAMES = re.compile(r".{0,10}(?:名称|编码|代码)")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the body of a table prints its figures, zeros and dashes.

    Attributes:
        printed: the columns in which some row prints one.
        usual: those in which at least half of the rows do, or one prints money.
        often: those in which two rows print money, as one row that slipped does not.
        is_full: whether every row prints one in every column between the first and the last,
            so that zeros or dashes stand where there is nothing to say.
        width: how many cells nearly every row has, 0 where they differ.
        foreign: the columns of figures under heads that the form does not know, which are
            none of those above.
    """

    printed: frozenset[int]
    usual: frozenset[int]
    often: frozenset[int]
    is_full: bool
    width: int
    foreign: frozenset[int]


def places_of(
    rows: Sequence[Sequence[Figure]], widths: Sequence[int], foreign: Collection[int]
) -> Places:
    """The places of the figures of a table's rows, which have so many cells each.

    `foreign` are the columns under heads that the form does not know; their figures are not
    among those of `rows`.
    """
    counts = Counter(figure.column_no for row in rows for figure in row)
    filled = sum(1 for row in rows if row)
    money = Counter(figure.column_no for row in rows for figure in row if figure.value)
    usual = {column for column, count in counts.items() if 2 * count >= filled} | set(money)
    often = {column for column, count in money.items() if count > 1}
    width = max(counts, default=0) + 1 - min(counts, default=0)
    says_nothing = any(not figure.value for row in rows for figure in row)
    is_full = says_nothing and all(len(row) == width for row in rows if row)
    return Places(
        frozenset(counts),
        frozenset(usual),
        frozenset(often),
        is_full,
        _usual_width(widths),
        frozenset(foreign),
    )


def _usual_width(widths: Sequence[int]) -> int:
    cells, share = Counter(widths).most_common(1)[0] if widths else (0, 0)
    return cells if share >= SAME_WIDTH * len(widths) else 0


def width_of(row: Row) -> int:
    """How many cells a row has, those that a cell above reaches into among them."""
    covered, places = row.covered or row.cells, row.places
    known = range(min(len(covered), len(places)), 0, -1)
    return next((i for i in known if places[i - 1] or covered[i - 1]), 0)


def _wrong_width(rows: Sequence[Row], width: int) -> int | None:
    """The cells of a head row that has more or fewer than the rows below, as others have."""
    widths = [width_of(row) for row in rows]
    wrong = [found for found in widths if found != width]
    is_known = width in widths or len(rows) == 1 or all(found > width for found in widths)
    return wrong[0] if width and wrong and is_known else None


def is_as_wide(head: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether the head rows of a table have as many cells as nearly all rows below them."""
    width = _usual_width([width_of(row) for row in body])
    return _wrong_width(_heads(head), width) is None


def last_place(head: Sequence[Row], places: Places, merges_known: bool) -> int:
    """The last column of a table: of its uppermost head, or of its figures if they reach on.

    Args:
        head: the header rows.
        places: where body rows print figures.
        merges_known: whether the rows state which cell covers a position.
    """
    rows = _heads(head)
    top = (rows[0].covered if merges_known else rows[0].cells) if rows else ()
    return max([*places.usual, *(c for c, text in enumerate(top) if text.strip())], default=0)


def fault(
    head: Sequence[Row], places: Places, first: int, last: int, merges_known: bool
) -> str | None:
    """What is wrong with the places under a head, or None where each has its own head.

    Args:
        head: the header rows.
        places: where body rows print figures.
        first: the first column in which body rows print figures.
        last: the last column of the table.
        merges_known: whether the rows state which cell covers a position.
    """
    rows = _heads(head)
    if not rows:
        return None
    width = max(len(row.cells) for row in rows)
    end = max(places.printed | places.foreign, default=last) if places.is_full else last
    is_end_known = places.is_full or merges_known
    for column in range(end + 1, width if is_end_known else end):
        if (text := _own(rows, column)) and not _NOTES.fullmatch(text):
            return f"a head stands beyond the columns: {text}"
    if (wide := _wrong_width(rows, places.width)) is not None:
        return f"a head of {wide} cells over {places.width} columns"
    if (said := _over_figures(rows, places, first)) is not None:
        return said
    return _under_merged(rows, first, last, merges_known)


def _over_figures(rows: Sequence[Row], places: Places, first: int) -> str | None:
    """What is wrong with the heads right over figures: none, or one of names."""
    for column in sorted(places.usual):
        head = _own(rows, column)
        if first <= column and not head:
            return f"a column of figures has no head: the {column + 1}th"
        if first <= column and column in places.often and is_of_names(head):
            return f"a head of names stands over figures: {head}"
    return None


def _under_merged(rows: Sequence[Row], first: int, last: int, merges_known: bool) -> str | None:
    """What is wrong with the places under a merged head: one has none, or two are its sum."""
    for at, (upper, lower) in enumerate(pairwise(rows)):
        for start, stop in _spans(upper, first, last, merges_known):
            heads = [cell_at(lower, c) for c in range(start, stop + 1)]
            if any(heads.count(text) > 1 for text in filter(_SUM.fullmatch, heads)):
                return f"two sums under {cell_at(upper, start)}"
            under = any(heads)
            bare = not all(_own(rows, c) for c in range(start + 1, stop + 1))
            if merges_known and start < stop:
                bare = bare or not _own(rows[at + 1 :], start)
            if under and bare:
                return f"not one head to each place under {cell_at(upper, start)}"
    return None


def is_of_names(head: str) -> bool:
    """Whether a head is of names or codes: figures below it stand in another's place."""
    return _NAMES.fullmatch(head) is not None


def _heads(head: Sequence[Row]) -> list[Row]:
    """The rows that head columns: neither the line of their numbers nor a title alone."""
    return [
        row
        for row in head
        if not is_number_line(row)
        and sum(bool(cell_at(row, c)) for c in range(len(row.cells))) > 1
    ]


def _own(rows: Sequence[Row], column: int) -> str:
    """The lowest head that begins in a column; '' where none does."""
    return next((text for row in reversed(rows) if (text := cell_at(row, column))), "")


def _spans(row: Row, first: int, last: int, merges_known: bool) -> Iterator[tuple[int, int]]:
    """The first and the last place that each head of a row covers."""
    starts = [c for c in range(first, last + 1) if cell_at(row, c)]
    for start, after in pairwise([*starts, last + 1]):
        end = after - 1
        if merges_known:
            covered = row.covered
            end = start
            while end + 1 < min(after, len(covered)) and covered[end + 1] == covered[start]:
                end += 1
        yield start, end


def readings(
    columns: Sequence[Column], named: Mapping[str, int], first: int, last: int
) -> Iterator[dict[str, int]]:
    """The ways in which the places under a faulty head can be the form's columns.

    Each place is one column, in the form's order, and what the head names is among them.

    Args:
        columns: the form's columns in printed order.
        named: the columns that the head names, wherever it has them.
        first: the first place.
        last: the last place.
    """
    every = [column.measure for column in columns]
    rest = [measure for measure in every if measure not in named]
    lacking = last + 1 - first - len(named)
    if lacking < 0:
        return
    for added in islice(combinations(rest, lacking), MAX_READINGS):
        chosen = [m for m in every if m in named or m in added]
        yield dict(zip(chosen, range(first, last + 1), strict=True))


def fillings(
    columns: Sequence[Column],
    named: Mapping[str, int],
    head: Sequence[Row],
    first: int,
    last: int,
    merges_known: bool,
) -> Iterator[dict[str, int]]:
    """The ways in which a merged head with one head too few can have lost any of them.

    Where its heads stand in the form's order, they did so with the one that was lost.

    单位资金                                   any of the form's other columns stands before
    小计 | 经营收入 | 上级补助 |               any of these, which then stand one place
    9.00 | 6.00     | 3.00     |               further to the right; behind an empty place
                                               in their midst, further to the left

    Args:
        columns: the form's columns.
        named: the columns that the head names, wherever it has them.
        head: the header rows.
        first: the first place.
        last: the last place.
        merges_known: whether the rows state which cell covers a position.
    """
    rows = _heads(head)
    spans = [
        (stop - start, start, stop, bare[0])
        for upper in rows[:-1]
        for start, stop in _spans(upper, first, last, merges_known)
        if len(bare := [c for c in range(start, stop + 1) if not _own(rows, c)]) == 1
    ]
    if not spans:
        return
    _, start, stop, hole = min(spans)
    every = [column.measure for column in columns]
    is_ordered = _in_order(every, named, start, stop)
    for measure in every:
        for at in range(start, stop + 1) if measure not in named else ():
            moved = {m: c + (at <= c < hole) - (hole < c <= at) for m, c in named.items()}
            found = moved | {measure: at}
            if not is_ordered or _in_order(every, found, start, stop):
                yield found


def _in_order(every: Sequence[str], found: Mapping[str, int], start: int, end: int) -> bool:
    """Whether the columns from a place to another stand in the form's order."""
    within = sorted((c, every.index(m)) for m, c in found.items() if start <= c <= end)
    return all(before < after for (_, before), (_, after) in pairwise(within))

"""Lines of a header that nothing rules → its cells, and which of them stand under which.

Pure geometry. Words of one cell stand close under each other; a cell stands over the middle
of those that it heads. From the foot up, the cells of each line share out those below among
them. A header is clear where in the end no cell of its foot is left alone under others.

                  本年支出               stands over the middle of both
             基本支出  项目支出    合计   the foot: no cell of it is left alone under others
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.readers.pdf.phrases import LINES, Phrase, TextLine

SAME_LINE = 0.45
"""Cells whose middles differ by less than this share of their height stand side by side."""
TOUCHES = 2.0
"""A text that reaches into a column by no more than this, in points, stands beside it."""
UNDER = 0.3
EVEN = 0.75
"""Rows of a header stand equally far apart where the nearest do by this share of the rest."""
OFF_MIDDLE = 0.12
"""How far off the middle of the cells below a head may stand, as a share of their width."""

LEAST_HEADS = 3
"""So many texts of a head are its own."""
FAR_OFF = 8.0
"""A table begins no further to the right of its first column's edge than this, in points."""


class Band(NamedTuple):
    """A column: from where to where its texts stand."""

    x0: float
    x1: float


class Known(NamedTuple):
    """A table that may go on below, or on the next page: its columns, the rows of its head."""

    columns: tuple[Band, ...] = ()
    head: tuple[tuple[str, ...], ...] = ()

    def is_headed_by(self, lines: Sequence[TextLine]) -> bool:
        """Whether lines print its head again, or pieces of its texts, wherever they stand.

        They begin where it does.
        """
        phrases = [phrase for line in lines for phrase in line.phrases]
        if len(phrases) < LEAST_HEADS or not self.columns:
            return False
        off = min(phrase.x0 for phrase in phrases) - self.columns[0].x0
        heads = [_unspaced(cell) for row in self.head for cell in row]
        texts = [_unspaced(phrase.text) for phrase in phrases]
        return 0 <= off < FAR_OFF and all(any(text in head for head in heads) for text in texts)


NONE_KNOWN: Final = Known()


def _unspaced(text: str) -> str:
    return "".join(text.split())


@dataclass(slots=True, eq=False)
class Head:
    """A header cell: its text and extent, its middle from the top, the cells under it."""

    text: str
    x0: float
    x1: float
    y: float
    height: float
    below: Sequence["Head"] = field(default=())

    @property
    def middle(self) -> float:
        """Its middle from side to side."""
        return (self.x0 + self.x1) / 2

    @property
    def leaves(self) -> list["Head"]:
        """The heads of single columns under it; itself where there are none."""
        return [leaf for head in self.below for leaf in head.leaves] if self.below else [self]


def heads(lines: Sequence[TextLine], bands: Sequence[Band]) -> list[list[Head]] | None:
    """The cells of a header by level, each from the left; None where they are not clear.

    Args:
        lines: the header.
        bands: the columns that the rows below show.
    """
    cells = head_cells(lines)
    if not cells:
        return []
    rows = list(head_rows(cells))
    is_even = _are_even([row[0].y for row in rows])
    roots = rows.pop()
    foot = set(roots)
    while rows:
        row = rows.pop()
        due = foot | _in_rows(roots) if is_even else foot
        stretches = _shared_out(row, roots, due, bands)
        for head, stretch in zip(row, stretches, strict=True):
            head.below = stretch
        adopted = {head for stretch in stretches for head in stretch}
        roots = sorted({*roots, *row} - adopted, key=lambda head: head.leaves[0].middle)
    clear = len(foot) == len(cells) or not foot & set(roots)
    if clear and all(map(_side_by_side, _families(roots))):
        return list(_levels(roots))
    if any(_overlap(a, b) for i, a in enumerate(cells) for b in cells[i + 1 :]):
        return None
    return [[replace(head, below=()) for head in sorted(cells, key=lambda head: head.x0)]]


def head_levels(
    header: Sequence[Sequence[Head]], bands: Sequence[Band]
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """The rows of a header on columns: each text where it begins, and what covers each."""
    cells: list[tuple[str, ...]] = []
    covered: list[tuple[str, ...]] = []
    for level in header:
        texts, cover = [""] * len(bands), [""] * len(bands)
        for head in level:
            first, last = _columns(head, bands)
            texts[first] = head.text
            cover[first : last + 1] = [head.text] * (last + 1 - first)
        cells.append(tuple(texts))
        covered.append(tuple(cover))
    return tuple(cells), tuple(covered)


def _columns(head: Head, bands: Sequence[Band]) -> tuple[int, int]:
    """The first and last column that a head stands over, with those under it."""
    over = [
        i
        for i, band in enumerate(bands)
        if head.x0 < band.x1 - TOUCHES and head.x1 > band.x0 + TOUCHES
    ] or [i for i, band in enumerate(bands) if _overlap(head, band)]
    for below in head.below:
        over += _columns(below, bands)
    if not over:
        nearest = min(
            range(len(bands)),
            key=lambda i: max(bands[i].x0 - head.x1, head.x0 - bands[i].x1),
        )
        return nearest, nearest
    return min(over), max(over)


def _are_even(places: Sequence[float]) -> bool:
    """Whether rows stand equally far apart: no text reaches halfway from one to the next."""
    steps = [below - above for above, below in pairwise(places)]
    return len(steps) > 1 and min(steps) > EVEN * max(steps)


def _in_rows(roots: Sequence[Head]) -> set[Head]:
    """The cells that stand beside one with others below it: they are of its row."""
    return {
        root
        for root in roots
        if any(o.below and abs(o.y - root.y) <= SAME_LINE * root.height for o in roots)
    }


def head_rows(cells: Sequence[Head]) -> Iterator[list[Head]]:
    """The cells that stand side by side, from the top, each row from the left."""
    row: list[Head] = []
    for head in sorted(cells, key=lambda head: head.y):
        if row and head.y - row[0].y > SAME_LINE * head.height:
            yield sorted(row, key=lambda head: head.x0)
            row = []
        row.append(head)
    yield sorted(row, key=lambda head: head.x0)


def _levels(roots: Sequence[Head]) -> Iterator[list[Head]]:
    level = list(roots)
    while level:
        yield level
        level = [below for head in level for below in head.below]


def _families(row: Sequence[Head]) -> Iterator[Sequence[Head]]:
    """The cells of the first line, then those under each cell."""
    if row:
        yield row
    for head in row:
        yield from _families(head.below)


def _side_by_side(family: Sequence[Head]) -> bool:
    """Whether cells have each their own width, and those with none below reach as deep.

    The text of a cell that reaches from its line to the foot stands above the foot's.
    """
    apart = not any(
        _reach(head)[0] < other.x1 and _reach(head)[1] > other.x0
        for head in family
        for other in family
        if other is not head
    )
    deepest = max(
        (leaf.y for head in family if head.below for leaf in head.leaves), default=None
    )
    return apart and (
        deepest is None
        or all(head.below or head.y < deepest - SAME_LINE * head.height for head in family)
    )


def _reach(head: Head) -> tuple[float, float]:
    """From where to where a cell and those under it reach."""
    leaves = head.leaves
    return min(head.x0, leaves[0].x0), max(head.x1, leaves[-1].x1)


Shares = tuple[Sequence[Head], ...]


def _shared_out(
    row: Sequence[Head], roots: Sequence[Head], due: set[Head], bands: Sequence[Band]
) -> Shares:
    """The cells below shared out among those of a row.

    As many of those that are due as can be find their place, with the least slant.

    Args:
        row: the cells above.
        roots: the cells below that have none above them yet.
        due: those below that have one above: of the last line, and of rows that are known.
        bands: the columns that the rows below show.
    """

    @cache
    def best(position: int, first: int) -> tuple[int, float, Shares]:
        """Cells that are due left alone, slant, and shares, from a cell and a root on."""
        if position == len(row):
            return sum(root in due for root in roots[first:]), 0.0, ()
        head = row[position]
        found = None
        for start in range(first, len(roots) + 1):
            for end in range(start + 1, len(roots) + 1) if start < len(roots) else (start,):
                some = roots[start:end]
                slant = _slant(head, some, row, roots, due, bands)
                if slant is None:
                    continue
                left, slants, shares = best(position + 1, end if some else first)
                left += sum(root in due for root in roots[first:start]) if some else 0
                made = left, slants + slant, (some, *shares)
                if found is None or made[:2] < found[:2]:
                    found = made
        return found or (len(roots), 0.0, ((),) * (len(row) - position))

    return best(0, 0)[2]


def _slant(
    head: Head,
    some: Sequence[Head],
    row: Sequence[Head],
    roots: Sequence[Head],
    due: set[Head],
    bands: Sequence[Band],
) -> float | None:
    """How far a head is from the middle of some cells, as a share of their width.

    None where they cannot be the ones that it heads.
    """
    own = [root for root in roots if any(_overlap(head, leaf) for leaf in (root, *root.leaves))]
    if not some:
        return None if own or _is_over_heads(head, roots, bands) else 0.0
    first, last = some[0].leaves[0], some[-1].leaves[-1]
    least = _least(head, roots)
    if any(not root.below and root.y < least and root not in due for root in some):
        return None
    parted = any(first.x0 < other.middle < last.x1 for other in row if other is not head)
    if parted or not set(own) <= set(some):
        return None
    left, right = _column(first, bands)[0], _column(last, bands)[1]
    middles = (first.x0 + last.x1) / 2, (first.middle + last.middle) / 2, (left + right) / 2
    off = min(abs(middle - head.middle) for middle in middles) / (right - left)
    return off if off <= OFF_MIDDLE else None


def _is_over_heads(head: Head, roots: Sequence[Head], bands: Sequence[Band]) -> bool:
    """Whether each column that a head stands over has another head: it cannot be its own."""
    leaves = [leaf for root in roots for leaf in root.leaves]
    over = [band for band in bands if _overlap(head, band)]
    return bool(over) and all(any(_overlap(leaf, band) for leaf in leaves) for band in over)


def _least(head: Head, roots: Sequence[Head]) -> float:
    """How far down the middle of a cell stands at least that is under a head.

    A cell that reaches from the head's own line to the foot stands halfway between them.
    """
    foot = max(leaf.y for root in roots for leaf in root.leaves)
    return (head.y + foot) / 2 + UNDER * head.height


def _column(head: Head, bands: Sequence[Band]) -> tuple[float, float]:
    """From where to where the column of a head reaches: halfway to the columns beside it."""
    over = [i for i, band in enumerate(bands) if _overlap(head, band)]
    if not over:
        return head.x0, head.x1
    first, last = over[0], over[-1]
    x0, x1 = min(head.x0, bands[first].x0), max(head.x1, bands[last].x1)
    left = (bands[first - 1].x1 + x0) / 2 if first else x0
    right = (bands[last + 1].x0 + x1) / 2 if last + 1 < len(bands) else x1
    return min(left, x0), max(right, x1)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A phrase of a header with its line's height."""

    phrase: Phrase
    height: float


def head_cells(lines: Sequence[TextLine]) -> list[Head]:
    """The phrases of the lines, those that go on in the line below put together."""
    pieces = [_Piece(phrase, line.height) for line in lines for phrase in line.phrases]
    follows = {id(piece): _next(piece, pieces) for piece in pieces}
    rest = {id(piece) for piece in follows.values() if piece is not None}
    made = []
    for piece in pieces:
        if id(piece) in rest:
            continue
        whole = [piece]
        while (following := follows[id(whole[-1])]) is not None:
            whole.append(following)
        made.append(
            Head(
                "".join(part.phrase.text for part in whole),
                min(part.phrase.x0 for part in whole),
                max(part.phrase.x1 for part in whole),
                (whole[0].phrase.y + whole[-1].phrase.y) / 2,
                piece.height,
            )
        )
    return made


def _next(piece: _Piece, pieces: Sequence[_Piece]) -> _Piece | None:
    """The piece in which a cell goes on: each is the only one close to the other.

    One in the middle of three that stand under nothing else is the head of one column, and
    what stands over it heads all three.
    """
    below = [other for other in pieces if _close(piece, other)]
    if len(below) != 1 or sum(_close(other, below[0]) for other in pieces) != 1:
        return None
    return None if _is_amid(below[0], pieces) else below[0]


def _is_amid(piece: _Piece, pieces: Sequence[_Piece]) -> bool:
    """Whether the pieces at both sides of one have nothing above them."""
    row = [other for other in pieces if abs(other.phrase.y - piece.phrase.y) < 1.0]
    at = row.index(piece)
    beside = row[at - 1 : at] + row[at + 1 : at + 2] if at else []
    return len(beside) > 1 and not any(
        other.phrase.y < side.phrase.y - SAME_LINE * side.height
        and _overlap(other.phrase, side.phrase)
        for side in beside
        for other in pieces
    )


def _close(upper: _Piece, lower: _Piece) -> bool:
    gap = (lower.phrase.y - upper.phrase.y) / lower.height
    a, b = upper.phrase, lower.phrase
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    return SAME_LINE < gap < LINES and 2 * shared > min(a.x1 - a.x0, b.x1 - b.x0)


def _overlap(first: Head | Phrase, second: Head | Phrase | Band) -> bool:
    return first.x0 < second.x1 and first.x1 > second.x0

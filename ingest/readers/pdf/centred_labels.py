"""Labels that stand in the middle of their rows → in the first of them; pure geometry.

A merged cell that nothing rules prints its text halfway down, between two rows or beside one:

    一级指标   三级指标     指标值
               监测断面数   70个
    产出指标                          between its two rows
               数据合格率   95%
               居民知晓率   90%
    效益指标   居民安全意识 提高      beside the second of three
               投诉次数     3次

Each label reaches as far down from its place as up to the rows of the one before. Where all
labels together take all rows, they stand in the middle. Where each stands beside a row, and
one beside the first, they stand in their first rows already; else nobody can tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple

from ingest.readers.pdf.phrases import Phrase, TextLine

Cells = Sequence[Sequence[Phrase]]
"""The texts of a row, or of one line of it, by column."""

LEVELS = 2
"""So many columns, from the left, hold labels of several rows."""
LEAST_HEADS = 4
HALFWAY = 0.75
"""A label between two rows stands nearer to both than this share of their distance."""
EQUAL = 0.1
"""It stands as near to the one as to the other, but for this share of their distance."""
BESIDE = 1.5
"""A label stands beside what is no further up or down than this, in points."""
AT_EDGE = 3.0
"""The rows of a label end where a row does, but for so many points."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A label and its middle from the top."""

    cell: Sequence[Phrase]
    y: float


class _Edge(NamedTuple):
    """Where a row ends and the next begins: apart where rows between them are blank."""

    first: float
    last: float


def in_first_rows(rows: Sequence[Cells]) -> list[Cells] | None:
    """The rows of a table, labels below its head in their first rows; None where not clear."""
    head = next((i for i, row in enumerate(rows) if _is_head(row)), -1)
    between = _between(rows, head)
    if head < 0 and not between:
        return list(rows)
    body = [list(row) for i, row in enumerate(rows) if i > head and i not in between]
    edges = _edges(body)
    groups = [range(len(body))]
    for level in range(LEVELS):
        labels = _labels(rows, head, level)
        parts: list[range] = []
        for group in groups:
            top, foot = edges[group.start].first, edges[group.stop].last
            own = [label for label in labels if top < label.y < foot]
            spans = _put_first(body, edges, level, own, group)
            if spans is None:
                return None
            parts += spans
        groups = parts
    return [*rows[: head + 1], *body]


def has_labels_between(lines: Sequence[TextLine]) -> bool:
    """Whether among lines of rows labels stand halfway between two of them."""
    steps = [
        b.y - a.y for a, b in pairwise(lines) if min(len(a.phrases), len(b.phrases)) > LEVELS
    ]
    if not steps:
        return False
    step = median(steps)
    return any(
        len(label.phrases) <= LEVELS < min(len(above.phrases), len(below.phrases))
        and not any(phrase.is_figure for phrase in label.phrases)
        and abs(label.y - above.y - (below.y - label.y)) < EQUAL * step
        and below.y - label.y < HALFWAY * step
        for above, label, below in zip(lines, lines[1:], lines[2:], strict=False)
    )


def _put_first(
    body: list[list[Sequence[Phrase]]],
    edges: Sequence[_Edge],
    level: int,
    labels: Sequence[_Label],
    group: range,
) -> list[range] | None:
    """The rows of each label of a group, in whose first it stands now; None if not clear."""
    if not labels:
        return [group]
    beside = [row for label in labels for row in group if _is_beside(label, body[row])]
    if len(beside) == len(labels) and beside[0] == group.start:
        return [range(a, b) for a, b in pairwise((*beside, group.stop))]
    spans = _spans([label.y for label in labels], edges, group)
    if spans is None:
        return None
    for label, span in zip(labels, spans, strict=True):
        for row in span:
            body[row][level] = label.cell if row == span.start else ()
    return spans


def _spans(places: Sequence[float], edges: Sequence[_Edge], group: range) -> list[range] | None:
    """The rows in whose middle each label stands; None where these are not all of a group."""
    return _shared(places, edges, group.start, edges[group.start].last, group.stop)


def _shared(
    places: Sequence[float], edges: Sequence[_Edge], start: int, top: float, stop: int
) -> list[range] | None:
    """The rows from one on, the first of which begins at `top`, shared out among labels."""
    if not places:
        return [] if start == stop else None
    foot = 2 * places[0] - top
    for end in range(start + 1, stop + 1):
        if not edges[end].first - AT_EDGE < foot < edges[end].last + AT_EDGE:
            continue
        for below in {foot, edges[end].last}:  # what is blank may be of neither
            rest = _shared(places[1:], edges, end, below, stop)
            if rest is not None:
                return [range(start, end), *rest]
    return None


def _edges(body: Sequence[Cells]) -> list[_Edge]:
    """Where rows begin, from the top, and where the last of them ends."""
    ys = [_ys(row) for row in body]
    gaps = [(max(above), min(below)) for above, below in pairwise(ys)]
    half = min(((below - above) / 2 for above, below in gaps), default=0.0)
    between = [_Edge(above + half, below - half) for above, below in gaps]
    if not ys:
        return [_Edge(0.0, 0.0)]
    top, foot = min(ys[0]) - half, max(ys[-1]) + half
    return [_Edge(top, top), *between, _Edge(foot, foot)]


def _ys(row: Cells) -> list[float]:
    """How far from the top the texts of a row stand, its labels aside."""
    own = [phrase.y for cell in row[LEVELS:] for phrase in cell]
    return own or [phrase.y for cell in row for phrase in cell]


def _is_beside(label: _Label, row: Cells) -> bool:
    """Whether a label stands beside the middle of a row, or beside its first line."""
    ys = _ys(row)
    return any(abs(y - label.y) < BESIDE for y in ((min(ys) + max(ys)) / 2, min(ys)))


def _is_head(row: Cells) -> bool:
    """Whether a row heads the levels and what is told of them: words in the first columns."""
    words = [cell for cell in row if cell and not any(phrase.is_figure for phrase in cell)]
    figures = any(phrase.is_figure for cell in row for phrase in cell)
    return not figures and len(words) >= LEAST_HEADS and all(row[: LEVELS + 1])


def _between(rows: Sequence[Cells], head: int) -> set[int]:
    """The rows of labels alone that stand halfway between the two beside them."""
    ys = [median(_ys(row)) for row in rows]
    full = [i for i in range(head + 1, len(rows)) if any(rows[i][LEVELS:])]
    steps = [ys[b] - ys[a] for a, b in pairwise(full)]
    if not steps:
        return set()
    step = min(steps)
    return {
        i
        for i in range(head + 1, len(rows) - 1)
        if not any(rows[i][LEVELS:])
        and max(ys[i] - ys[i - 1], ys[i + 1] - ys[i]) < HALFWAY * step
    }


def _labels(rows: Sequence[Cells], head: int, level: int) -> list[_Label]:
    """The labels of a level below a head, from the top."""
    found = [
        _Label(rows[i][level], fmean(phrase.y for phrase in rows[i][level]))
        for i in range(head + 1, len(rows))
        if rows[i][level]
    ]
    return sorted(found, key=lambda label: label.y)

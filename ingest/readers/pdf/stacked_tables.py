"""Ruled tables that stand right below each other, in one frame, by the titles in their rows.

Each has columns of its own, so that the frame's are neither's.

    ├──────────┼──────────┤
    │ 房屋     │     8.34 │   rows of the first table
    ├──────────┴──────────┤
    │ 车辆情况表          │   a title, wide and alone in its row: another table
    ├──────┬───────┬──────┤
    │ 轿车 │ 越野车│ 合计 │   which has columns of its own
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.assemble import is_title
from ingest.readers.pdf.ruled_tables import Frame, framed

LEAST_WIDTH = 0.5
"""A title in the rows of a table takes up at least this share of its width."""


def stacked(frame: Frame, texts: Sequence[str]) -> list[tuple[Frame, list[int]]]:
    """The tables of a frame, each with the positions of its cells; mostly it is one.

    Args:
        frame: what the ruled lines hold together.
        texts: the texts of its cells, in their order.
    """
    starts = list(_starts(frame, texts))
    if not starts:
        return [(frame, list(range(len(frame.spans))))]
    ends = [
        y
        for y, is_open in (
            (frame.ys[0], frame.is_open_above),
            (frame.ys[-1], frame.is_open_below),
        )
        if is_open
    ]
    made = []
    for first, last in pairwise([0, *starts, len(frame.ys) - 1]):
        own = [i for i, span in enumerate(frame.spans) if first <= span.row < last]
        part = framed([frame.boxes[i] for i in own], ends)
        held = {box: i for i, box in zip(own, (frame.boxes[i] for i in own), strict=True)}
        made.append((part, [held[box] for box in part.boxes]))
    return made


def _starts(frame: Frame, texts: Sequence[str]) -> Iterator[int]:
    """The rows in which another table begins: a title alone in its row, rows above it."""
    printed: list[list[int]] = [[] for _ in frame.ys[1:]]
    for i, span in enumerate(frame.spans):
        if texts[i]:
            printed[span.row].append(i)
    has_body = False
    for row, own in enumerate(printed):
        if len(own) > 1:
            has_body = True
        elif has_body and own and _is_title(frame, own[0], texts[own[0]]):
            yield row
            has_body = False


def _is_title(frame: Frame, position: int, text: str) -> bool:
    """Whether a cell is wide, or its row's only one, and prints a title.

    No other cell reaches over it.
    """
    box, row = frame.boxes[position], frame.spans[position].row
    is_alone = sum(span.row <= row < span.row_end for span in frame.spans) == 1
    is_wide = is_alone or box.x1 - box.x0 >= LEAST_WIDTH * (frame.xs[-1] - frame.xs[0])
    is_below = not any(span.row < row < span.row_end for span in frame.spans)
    return is_wide and is_below and is_title(text)

"""Tables told as rows of cells with spans (HTML, Word) → rows on a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import Row

MAX_COLUMNS = 200
MAX_SPAN = 1_000
"""A span beyond this is a slip or an attack; it is cut."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the columns and rows that it spans, and its place."""

    text: str
    place: str
    columns: int = 1
    rows: int = 1


def on_grid(table: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """The rows on one grid of columns; a merged cell's text stands where it begins."""
    held: dict[int, tuple[int, str]] = {}
    made: list[tuple[dict[int, Cell], dict[int, str]]] = []
    for cells in table:
        anchors: dict[int, Cell] = {}
        covered = {column: text for column, (_, text) in held.items()}
        held = {column: (left - 1, text) for column, (left, text) in held.items() if left > 1}
        column = 0
        for cell in cells:
            while column in covered:
                column += 1
            anchors[column] = cell
            for spanned in range(column, min(column + max(cell.columns, 1), MAX_COLUMNS)):
                covered[spanned] = cell.text
                if cell.rows > 1:
                    held[spanned] = (min(cell.rows, MAX_SPAN) - 1, cell.text)
            column += max(cell.columns, 1)
        made.append((anchors, covered))
    width = max((max(covered, default=-1) + 1 for _, covered in made), default=0)
    return tuple(
        Row(
            tuple(anchors[i].text if i in anchors else "" for i in range(width)),
            tuple(anchors[i].place if i in anchors else "" for i in range(width)),
            tuple(covered.get(i, "") for i in range(width)),
        )
        for anchors, covered in made
        if any(cell.text for cell in anchors.values())
    )

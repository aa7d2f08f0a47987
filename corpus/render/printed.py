"""What a document prints, before a format: lines of text, and tables with merged cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.documents import Grid, Reading
from ingest.headers import is_number_line


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the columns and rows that it spans.

    `figure` is what the cell states, for those who keep the truth beside the document; no
    format prints it. `struck` is a text struck through before the cell's own, where a format
    can strike; `stored` the number that a workbook keeps where it shows the text.
    """

    text: str
    columns: int = 1
    rows: int = 1
    figure: object | None = None
    struck: str = ""
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many positions each; None where a merged cell covers the position.

    `header` counts the rows at its top that name columns; a workbook hides the rows in
    `hidden`.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    header: int = 0
    hidden: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Beside:
    """Texts of one line, from the left margin to the right: publisher, table number, unit."""

    texts: tuple[str, ...]


Part = str | Beside | Table
"""A line of running text, a line of several texts, or a table."""


def table(rows: Sequence[Sequence[str]], header: int = 0) -> Table:
    """A table of plain texts, the cells of its first `header` rows merged over blanks."""
    width = max(map(len, rows), default=0)
    texts = [[*row, *[""] * (width - len(row))] for row in rows]
    return Table(tuple(merged(texts, range(header))), header)


def parts_of(reading: Reading, headers: Mapping[int, Sequence[int]]) -> list[Part]:
    """The parts of a text document.

    Args:
        reading: the document as its reader gives it.
        headers: the header rows of each block, counted from 1.
    """
    parts: list[Part] = []
    for block in reading.blocks:
        if not isinstance(block, Grid):
            parts += [line.text for line in block.lines if line.text]
            continue
        heads = [i - 1 for i in headers.get(block.block_no, ())]
        width = max(len(row.cells) for row in block.rows)
        texts = [[*row.cells, *[""] * (width - len(row.cells))] for row in block.rows]
        depth = next((i for i in range(len(texts)) if i not in heads), len(texts))
        numbers = {i for i, row in enumerate(block.rows) if is_number_line(row)}
        rows = merged(texts, [i for i in heads if i not in numbers])
        parts.append(Table(tuple(rows), depth))
    return parts


def merged(
    texts: Sequence[Sequence[str]], heads: Sequence[int]
) -> list[tuple[Cell | None, ...]]:
    """The rows with the merges that their header rows show.

    A header cell goes on over the blanks under it where the columns that it spans print
    nothing, and over the blanks on its right as far as the cell above both reaches.
    """
    cells: list[list[Cell | None]] = [[Cell(text) for text in row] for row in texts]
    for _, run in groupby(enumerate(sorted(heads)), key=lambda item: item[1] - item[0]):
        above: list[tuple[int, int, int]] = []
        for _, row in run:
            spans: list[tuple[int, int, int]] = []
            for top, first, last in above or [(row, 0, len(texts[row]))]:
                owner = cells[top][first]
                goes_on = top < row and not any(texts[row][first:last])
                if goes_on and owner is not None and owner.text:
                    cells[top][first] = Cell(owner.text, owner.columns, row - top + 1)
                    cells[row][first:last] = [None] * (last - first)
                    spans.append((top, first, last))
                else:
                    spans += _merged_right(cells[row], row, first, last)
            above = spans
    return [tuple(row) for row in cells]


def _merged_right(
    row: list[Cell | None], row_no: int, first: int, last: int
) -> list[tuple[int, int, int]]:
    printed = [i for i in range(first, last) if (cell := row[i]) and cell.text]
    starts = sorted({first, *printed})
    spans = []
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        owner = row[start]
        if owner is not None and owner.text:
            row[start] = Cell(owner.text, end - start)
            row[start + 1 : end] = [None] * (end - start - 1)
            spans.append((row_no, start, end))
        else:
            spans += [(row_no, i, i + 1) for i in range(start, end)]
    return spans


def anchor_above(part: Table, row_no: int, column: int) -> Cell | None:
    """The cell that begins in this column in a row above and reaches down to this row."""
    for above in range(row_no - 1, -1, -1):
        cell = part.rows[above][column]
        if cell is not None:
            return cell if above + cell.rows > row_no else None
    return None


def plain_lines(part: str | Beside, gap: str = "　　") -> str:
    """A line of text as one string, texts beside each other with a gap between them."""
    return part if isinstance(part, str) else gap.join(part.texts)

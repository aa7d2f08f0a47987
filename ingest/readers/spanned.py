"""Tables told as rows of cells with spans (HTML, Word) → rows on a grid."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.documents import Row
from ingest.errors import DocumentError, Reason

MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
MAX_SPAN = 1_000
"""A span of rows beyond this is a slip or an attack; it is cut."""


class Cell(NamedTuple):
    """A cell with the columns and rows that it spans, its place, how far its text is set in."""

    text: str
    place: str
    columns: int = 1
    rows: int = 1
    indent: float = 0.0


def on_grid(table: Sequence[Sequence[Cell]]) -> list[Row | None]:
    """The rows on one grid of columns; a merged cell's text stands where it begins.

    A row that prints nothing is none.

    Raises:
        DocumentError: the table is wider or larger than any printed one.
    """
    held: dict[int, tuple[int, str]] = {}
    made: list[tuple[list[str], list[str], list[str]] | None] = []
    for cells in table:
        row = _laid_out(cells, held)
        if len(row[0]) > MAX_COLUMNS:
            detail = f"a row of {len(row[0]):,} columns"
            raise DocumentError(Reason.TOO_LARGE, detail, row[1][0])
        made.append(row if any(row[0]) else None)
    printed = [row for row in made if row is not None]
    width = max((len(texts) for texts, _, _ in printed), default=0)
    if width * len(printed) > MAX_CELLS:
        raise DocumentError(Reason.TOO_LARGE, f"{len(printed):,} rows of {width:,} columns")
    for row in printed:
        blanks = [""] * (width - len(row[0]))
        for column in row if blanks else ():
            column += blanks  # noqa: PLW2901  in place
    return [
        row
        and Row(
            tuple(row[0]), tuple(row[1]), tuple(row[2]), indents=_indents(cells, tuple(row[1]))
        )
        for row, cells in zip(made, table, strict=True)
    ]


def _indents(cells: Sequence[Cell], places: Sequence[str]) -> dict[int, float]:
    """How far the texts of a row are set in, by the columns in which their cells begin."""
    return {places.index(cell.place): cell.indent for cell in cells if cell.indent}


def _laid_out(
    cells: Sequence[Cell], held: dict[int, tuple[int, str]]
) -> tuple[list[str], list[str], list[str]]:
    """A row's texts, places and covering texts; `held`: columns that rows above reach into.

    `held` becomes what reaches into the next row.
    """
    texts: list[str] = []
    places: list[str] = []
    covered: list[str] = []
    reaching = dict(held)
    held.clear()
    for column, (left, text) in reaching.items():
        if left > 1:
            held[column] = (left - 1, text)
    for text, place, columns, rows, _ in cells:
        while reaching and len(texts) in reaching:
            covered.append(reaching.pop(len(texts))[1])
            texts.append("")
            places.append("")
        if rows > 1:
            spanned = range(len(texts), min(len(texts) + columns, MAX_COLUMNS))
            held.update(dict.fromkeys(spanned, (min(rows, MAX_SPAN) - 1, text)))
        texts.append(text)
        places.append(place)
        covered.append(text)
        if columns > 1:
            more = max(min(columns, MAX_COLUMNS - len(texts) + 1) - 1, 0)
            texts += [""] * more
            places += [""] * more
            covered += [text] * more
    for column in sorted(reaching):
        while len(texts) <= column:
            covered.append(reaching[column][1] if len(texts) == column else "")
            texts.append("")
            places.append("")
    return texts, places, covered

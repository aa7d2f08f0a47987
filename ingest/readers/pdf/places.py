"""A place on a page, as receipts name it → the box of the figure that is printed there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.documents import Alternative, Sight
from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.lines_of_text import lines_of
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.page_parts import tables_on
from ingest.readers.pdf.ruled_tables import Box
from ingest.readers.pdf.unruled_tables import Unruled

FIGURE = re.compile(r"[-−—+]?\d(?:[\d.,，]*\d)?%?")
"""A figure in a text that is seen on a picture."""
_PAGE = re.compile(r"page (\d+)")
_CELL = re.compile(r"page \d+ table (\d+) row (\d+) cell (\d+)")


class Sighting(NamedTuple):
    """How a text with figures was seen, and where its middle stands on the page, in points.

    Of what could not be read the text is empty.
    """

    x: float
    y: float
    text: str
    sight: Sight


def sights(look: Look, number: int, sightings: Iterable[Sighting]) -> dict[str, Sight]:
    """How each text was seen: by itself, and by the cell in which it stands and itself.

    A cell in which something could not be read is there by its own place, and so is its row;
    a table over which something could not be read, which may be its title, by its own.

    Args:
        look: what the page shows.
        number: of the page, from 1.
        sightings: of its texts; of one that was seen twice, what holds of both.
    """
    ruled = tables_on(look).ruled
    tables = [(t.frame.ys[0], f"page {number} table {i}") for i, t in enumerate(ruled, start=1)]
    cells = [
        (box, f"page {number} table {i} row {span.row + 1} cell {span.column + 1}")
        for i, table in enumerate(ruled, start=1)
        for span, box in zip(table.frame.spans, table.frame.boxes, strict=True)
    ]
    found: dict[str, Sight] = {}
    for x, y, text, sight in sightings:
        inside = [c for box, c in cells if box.x0 < x < box.x1 and box.top < y < box.bottom]
        keys = [key for cell in inside for key in _keys(cell, text)]
        if not text and not inside:
            keys = [table for top, table in tables if y < top][:1]
        for key in [text, *keys] if text else keys:
            found[key] = _of_both(sight, found.get(key, sight))
    return found


def _keys(cell: str, text: str) -> tuple[str, ...]:
    return (f"{cell} {text}",) if text else (cell, row_of(cell))


def row_of(locator: str) -> str:
    """The place of the row of a cell."""
    return locator.rpartition(" cell ")[0]


def _of_both(one: Sight, other: Sight) -> Sight:
    known = {found[:3]: found for found in other.alternatives or ()}
    both = (
        min(found, known[found[:3]], key=_probability)
        for found in one.alternatives or ()
        if found[:3] in known
    )
    return Sight(min(one.confidence, other.confidence), tuple(both))


def _probability(alternative: Alternative) -> Decimal:
    return alternative.probability


def page_of(locator: str) -> int | None:
    """The number of the page that a place is on; None where it is on none."""
    found = _PAGE.match(locator)
    return int(found[1]) if found else None


def box_of(look: Look, locator: str, printed: str) -> Box | None:
    """The box of a figure, in the page's own places; None where it is not known.

    Args:
        look: what the page shows.
        locator: the place of the figure.
        printed: the figure as it is printed.
    """
    cell = _CELL.fullmatch(locator)
    if cell is None:
        return _only(list(_printed(lines_of(look.chars), printed)))
    table, row, column = (int(number) - 1 for number in cell.groups())
    found = tables_on(look)
    if table < len(found.ruled):
        frame = found.ruled[table].frame
        for span, box in zip(frame.spans, frame.boxes, strict=True):
            if span.row <= row < span.row_end and span.column <= column < span.column_end:
                return box
        return None
    others = found.unruled[table - len(found.ruled) :]
    return _in_column(look, others[0], row, column) if others else None


def _in_column(look: Look, table: Unruled, row: int, column: int) -> Box | None:
    """The box of a cell that no lines rule: the like texts of its column are told in turn."""
    if row >= len(table.cells) or column >= len(table.bands):
        return None
    text = table.cells[row][column]
    before = sum(cells[column] == text for cells in table.cells[:row])
    band = table.bands[column]
    chars = [c for c in look.chars if band.x0 <= c.x <= band.x1 and c.bottom > table.top]
    boxes = [_around(line) for line in lines_of(chars) if _text(line) == _tight(text)]
    return boxes[before] if before < len(boxes) else None


def _printed(lines: Sequence[Sequence[Char]], printed: str) -> Iterator[Box]:
    """Where a text stands in lines."""
    wanted = _tight(printed)
    for line in lines:
        chars = [char for char in line if not char.text.isspace()]
        starts = [i for i, char in enumerate(chars) for _ in char.text]
        text = _text(chars)
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            yield _around(chars[starts[at] : starts[at + len(wanted) - 1] + 1])
            at = text.find(wanted, at + 1)


def _only(boxes: Sequence[Box]) -> Box | None:
    return boxes[0] if len(boxes) == 1 else None


def _around(chars: Sequence[Char]) -> Box:
    return Box(
        min(char.x0 for char in chars),
        min(char.top for char in chars),
        max(char.x1 for char in chars),
        max(char.bottom for char in chars),
    )


def _text(chars: Sequence[Char]) -> str:
    return _tight("".join(char.text for char in chars))


def _tight(text: str) -> str:
    return "".join(text.split())

"""Lines of text on a page → tables by how their words stand, and the lines that are left."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf.aligned import bands_of, body_bands, column_of, runs
from ingest.readers.pdf.drawn import Rule
from ingest.readers.pdf.glyphs import Char
from ingest.readers.pdf.heads import Band, Head, heads
from ingest.readers.pdf.lines import unwrapped
from ingest.readers.pdf.phrases import TextLine, text_lines
from ingest.readers.pdf.rows import by_distance, by_rules

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table without ruled lines: where it begins, its columns, the cells of its rows.

    `covered` has for each row the text that covers each column.
    """

    top: float
    bands: tuple[Band, ...]
    cells: tuple[Texts, ...]
    covered: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page's tables, the characters that are left, and where columns are not told apart."""

    tables: tuple[Unruled, ...]
    rest: tuple[Char, ...]
    unclear: tuple[float, ...]


def unruled(chars: Sequence[Char], horizontals: Sequence[Rule]) -> Found:
    """The tables among characters that stand in no ruled table."""
    lines = text_lines(chars)
    tables: list[Unruled] = []
    unclear: list[float] = []
    taken: set[int] = set()
    for run in runs(lines):
        body = lines[run.first : run.end]
        header = heads(lines[run.header : run.first], body_bands(body))
        bands = bands_of(header, body) if header is not None and not run.is_cut else None
        if header is None or bands is None:
            unclear.append(body[0].y)
            continue
        rows = by_rules(body, horizontals) or by_distance(body)
        tables.append(_table(lines[run.header], header, rows, bands))
        taken.update(range(run.header, run.end))
    rest = [char for i, line in enumerate(lines) if i not in taken for char in line.chars]
    return Found(tuple(tables), tuple(rest), tuple(unclear))


def _table(
    top: TextLine,
    header: Sequence[Sequence[Head]],
    rows: Sequence[Sequence[TextLine]],
    bands: tuple[Band, ...],
) -> Unruled:
    cells: list[Texts] = []
    covered: list[Texts] = []
    for level in header:
        texts, cover = [""] * len(bands), [""] * len(bands)
        for head in level:
            first, last = _columns(head, bands)
            texts[first] = head.text
            cover[first : last + 1] = [head.text] * (last + 1 - first)
        cells.append(tuple(texts))
        covered.append(tuple(cover))
    for row in rows:
        pieces: list[list[str]] = [[] for _ in bands]
        for line in row:
            for column, text in _placed(line, bands):
                pieces[column].append(text)
        printed = tuple(unwrapped("\n".join(piece)) for piece in pieces)
        cells.append(printed)
        covered.append(printed)
    return Unruled(top.y - top.height, bands, tuple(cells), tuple(covered))


def _columns(head: Head, bands: Sequence[Band]) -> tuple[int, int]:
    """The first and last column that a head stands over, with those under it."""
    over = [i for i, band in enumerate(bands) if head.x0 < band.x1 and head.x1 > band.x0]
    for below in head.below:
        over += _columns(below, bands)
    if not over:
        nearest = min(
            range(len(bands)),
            key=lambda i: max(bands[i].x0 - head.x1, head.x0 - bands[i].x1),
        )
        return nearest, nearest
    return min(over), max(over)


def _placed(line: TextLine, bands: Sequence[Band]) -> list[tuple[int, str]]:
    """The texts of a line with their columns; a line that numbers them all does so in order."""
    texts = [phrase.text for phrase in line.phrases]
    if line.is_numbering and len(texts) == len(bands):
        return list(enumerate(texts))
    return [(column_of(phrase, bands), phrase.text) for phrase in line.phrases]

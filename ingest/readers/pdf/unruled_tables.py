"""Lines of text on a page → tables by how their words stand, and the lines that are left.

支出决算表                        text
项目         基本支出   项目支出   } a header and rows that stand under it: a table
教育支出     1,900.00     500.00   }
注：本表反映部门支出。            text
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.cells import Filled, Texts
from ingest.readers.pdf.centred_labels import has_labels_between
from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.drawn_lines import Rule
from ingest.readers.pdf.flush_columns import Flush
from ingest.readers.pdf.flush_columns import tables as flush_tables
from ingest.readers.pdf.left_columns import tables as left_tables
from ingest.readers.pdf.left_columns import tables_at_right
from ingest.readers.pdf.lines_of_text import unwrapped
from ingest.readers.pdf.phrases import TextLine, text_lines
from ingest.readers.pdf.ruled_tables import SNAP
from ingest.readers.pdf.unruled_heads import NONE_KNOWN, Band, Head, Known, head_levels, heads
from ingest.readers.pdf.unruled_rows import (
    EXACT,
    are_wrapped,
    by_distance,
    by_rules,
    with_rests,
)
from ingest.readers.pdf.white_space_columns import (
    Run,
    bands_of,
    body_bands,
    column_of,
    crowded,
    runs,
)

_IN_A_SENTENCE = re.compile("(?:[万亿]?元|[%％])[，。；、]")
LEAST_AMOUNTS = 2
LEAST_WORDS, LEAST_ROWS = 5, 4
"""So many lines of so many words apart are rows of a table."""
UNDER_HEAD = 2.5
"""The first row stands no further below a ruled head than this many times its height."""


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
    """A page's tables, the characters that are left, and where columns are not told apart.

    `heads` are the ruled tables that are the heads of some of these.
    """

    tables: tuple[Unruled, ...]
    rest: tuple[Char, ...]
    unclear: tuple[float, ...]
    heads: tuple[Filled, ...] = ()


def unruled(
    chars: Sequence[Char],
    horizontals: Sequence[Rule],
    ruled: Sequence[Filled] = (),
    known: Known = NONE_KNOWN,
) -> Found:
    """The tables among characters that stand in no ruled table; such a one may be a head.

    Args:
        chars: what stands in no ruled table.
        horizontals: the level lines of the page.
        ruled: its ruled tables.
        known: the table that ends the page before.
    """
    lines = text_lines(chars)
    flush = [] if ruled or not lines else list(_flush(lines, known))
    tables = [_of(table, lines) for table in flush]
    lines = _left(lines, [range(table.first, table.end) for table in flush])
    unclear: list[float] = []
    heads_used: list[Filled] = []
    made: list[Placed] = []
    for run in runs(lines):
        body = lines[run.first : run.end]
        head = next((table for table in ruled if _stands_over(table, body)), None)
        is_clear = not run.is_cut and not has_labels_between(body)
        table = _made(lines, run, head, horizontals) if is_clear else None
        if table is not None and is_running_text(table.cells):
            continue
        if table is None:
            if sum(line.is_row and line.is_spaced for line in body) > 1:
                unclear.append(body[0].y)
            continue
        if head is not None:
            heads_used.append(head)
        made.append((range(run.first if head is not None else run.header, run.end), table))
    unclear += _rows_of_words(_left(lines, _places(made)))
    if unclear and not ruled:
        made, unclear = _with_words_at_right(lines, made, unclear, known)
    tables += [table for _, table in made]
    left = _left(lines, _places(made))
    unclear += [line.y for line in left if not unclear and _is_lone_row(line)]
    rest = [char for line in left for char in line.chars]
    return Found(tuple(tables), tuple(rest), tuple(unclear), tuple(heads_used))


Placed = tuple[range, Unruled]
"""A table, and the positions of its lines."""


def _places(made: Sequence[Placed]) -> list[range]:
    return [places for places, _ in made]


def _left(lines: Sequence[TextLine], taken: Sequence[range]) -> list[TextLine]:
    """The lines whose positions no table takes."""
    positions = {position for places in taken for position in places}
    return [line for i, line in enumerate(lines) if i not in positions]


def _rows_of_words(left: Sequence[TextLine]) -> list[float]:
    """Where lines of many words apart stand in no table: such are rows of one."""
    wide = [line for line in left if len(line.phrases) >= LEAST_WORDS and line.is_spaced]
    return [wide[0].y] if len(wide) >= LEAST_ROWS else []


def is_running_text(rows: Sequence[Texts]) -> bool:
    """Whether most rows are pieces of sentences: an amount with its unit, and a comma.

    增值税 517804 万元，为预算的 95.1 %，增加 48320 — stretched to the edge of the page, its
    figures stand in columns of white space.
    """
    texts = ["".join("".join(row).split()) for row in rows if any(row)]
    return 2 * sum(_IN_A_SENTENCE.search(text) is not None for text in texts) >= len(texts) > 0


def _with_words_at_right(
    lines: Sequence[TextLine], made: list[Placed], unclear: list[float], known: Known
) -> tuple[list[Placed], list[float]]:
    """The tables of a page, those of words at the right among them, and what is unclear still.

    Such a one takes the place of what was found in it, where all of that was not clear.
    """
    for flush in _no_sentences(tables_at_right(lines, known)):
        places = range(flush.first, flush.end)
        top, foot = lines[flush.first].y, lines[flush.end - 1].y
        others = [other for other, _ in made if set(other) & set(places)]
        is_whole = all(set(other) <= set(places) for other in others)
        if is_whole and any(top <= y <= foot for y in unclear):
            made = [pair for pair in made if pair[0] not in others]
            made.append((places, _of(flush, lines)))
            unclear = [y for y in unclear if not top <= y <= foot]
    return made, unclear


def _of(flush: Flush, lines: Sequence[TextLine]) -> Unruled:
    top = lines[flush.first]
    return Unruled(top.y - top.height, flush.bands, flush.cells, ())


def _no_sentences(tables: Iterable[Flush]) -> Iterator[Flush]:
    return (table for table in tables if not is_running_text(table.cells))


def _flush(lines: Sequence[TextLine], known: Known) -> Iterator[Flush]:
    """The tables whose texts begin where their columns do; what is part of another is none."""
    others = [
        table
        for table in flush_tables(lines, known)
        if not has_labels_between(lines[table.body : table.end])
    ]
    words = [
        table
        for table in left_tables(lines, known)
        if not any(table.first >= o.first and table.end < o.end for o in others)
    ]
    taken = {position for table in words for position in range(table.first, table.end)}
    others = [table for table in others if not taken & {table.first, table.end - 1}]
    return _no_sentences([*words, *others])


def _is_lone_row(line: TextLine) -> bool:
    """Whether a line by itself prints what only a table does: several amounts apart."""
    amounts = sum(EXACT.search(phrase.text) is not None for phrase in line.phrases)
    return line.is_row and line.is_spaced and amounts >= LEAST_AMOUNTS


def _made(
    lines: Sequence[TextLine], run: Run, head: Filled | None, horizontals: Sequence[Rule]
) -> Unruled | None:
    """The table of a run of rows; None where its columns are not clear."""
    body = lines[run.first : run.end]
    rows = by_rules(body, horizontals) or with_rests(by_distance(body))
    if head is not None:
        return _under_head(head, body, rows)
    header = heads(lines[run.header : run.first], body_bands(body))
    bands = bands_of(header, body) if header is not None else None
    if header is None or bands is None:
        return None
    return _table(lines[run.header], header, rows, bands)


def _stands_over(table: Filled, body: Sequence[TextLine]) -> bool:
    """Whether a ruled table prints no figure and stands right above rows, as wide as they."""
    xs, foot, first = table.frame.xs, table.frame.ys[-1], body[0]
    return (
        0 <= first.y - foot < UNDER_HEAD * first.height
        and all(line.x0 > xs[0] - SNAP and line.x1 < xs[-1] + SNAP for line in body)
        and not any(EXACT.search(cell) for row in table.cells for cell in row)
    )


def _under_head(
    head: Filled, body: Sequence[TextLine], rows: Sequence[Sequence[TextLine]]
) -> Unruled | None:
    """A table whose head alone is ruled: its rows stand in the columns of that."""
    xs = head.frame.xs
    bands = tuple(Band(left, right) for left, right in pairwise(xs))
    figures = [phrase for line in body for phrase in line.phrases if phrase.is_figure]
    beyond = any(
        sum(phrase.x0 < x - SNAP and phrase.x1 > x + SNAP for x in xs) for phrase in figures
    )
    if beyond or any(crowded(line, bands) for line in body) or are_wrapped(body):
        return None
    cells = [_cells_of(row, bands) for row in rows]
    return Unruled(head.frame.ys[0], bands, (*head.cells, *cells), (*head.covered, *cells))


def _cells_of(row: Sequence[TextLine], bands: Sequence[Band]) -> Texts:
    """The texts of a row by its columns."""
    pieces: list[list[str]] = [[] for _ in bands]
    for line in row:
        for column, text in _placed(line, bands):
            pieces[column].append(text)
    return tuple(unwrapped("\n".join(piece)) for piece in pieces)


def _table(
    top: TextLine,
    header: Sequence[Sequence[Head]],
    rows: Sequence[Sequence[TextLine]],
    bands: tuple[Band, ...],
) -> Unruled:
    cells, covered = head_levels(header, bands)
    printed = [_cells_of(row, bands) for row in rows]
    return Unruled(top.y - top.height, bands, (*cells, *printed), (*covered, *printed))


def _placed(line: TextLine, bands: Sequence[Band]) -> list[tuple[int, str]]:
    """The texts of a line with their columns; a line that numbers them all does so in order."""
    texts = [phrase.text for phrase in line.phrases]
    if line.is_numbering and len(texts) == len(bands):
        return list(enumerate(texts))
    return [(column_of(phrase, bands), phrase.text) for phrase in line.phrases]

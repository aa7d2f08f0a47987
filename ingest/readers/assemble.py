"""Parts of a document in their order → numbered blocks, each grid with the text around it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from ingest.documents import Block, Grid, Line, Prose, Row
from ingest.errors import DocumentError, Reason
from ingest.readers.printed_columns import in_tabs
from ingest.values import number, squeeze

Part = tuple[Line, ...] | tuple[Row, ...]
"""Running text, or the rows of one table."""

_TITLE = re.compile(
    r"(?:(?:附|公开|预算|财决)*表?\d{1,2}(?:-\d{1,2})?表?[:：])?"
    r"(?!注|说明|备注)[^。；：:，,]{2,50}表\d*[》】〉」』]?(?:[(（][^()（）]*[)）])?[》】〉」』]?"
)

_PAGE_MARK = re.compile(
    r"[-—–·]*第?\d{1,4}页?(?:[,，/]?共?\d{1,4}页?)?[-—–·]*"
    r"|(?:sheet|table|page|工作表)\d+",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[^:]{0,10}(?:金额|资金|预算|经费|投资|拨款|总额)[^:]{0,12}:[\d,]+(?:\.\d+(?:万?元)?|万?元)"
)
_LEAST_ROWS = 3
MAX_LINES = 500_000
MAX_CELLS = 1_500_000
"""More lines or cells than any document prints."""


def blocks(parts: Sequence[Part], *, merges_known: bool = True) -> Iterator[Block]:
    """The blocks of a document; adjacent runs of text become one.

    Args:
        parts: running text and tables in the order of the document.
        merges_known: whether the rows say which merged cell covers a position; titles and
            notes that stand inside such a table, a cell a row, become text around it.

    Raises:
        DocumentError: there is more than a document can print.
    """
    _check_size(parts)
    peeled = [piece for part in parts for piece in (_peeled(part) if merges_known else [part])]
    joined = [part for part in _adjacent(peeled) if part]
    whole = [piece for part in joined for piece in _cut(part)] if merges_known else joined
    for position, part in enumerate(whole):
        if isinstance(part[0], Row):
            yield Grid(
                position + 1,
                tuple(row for row in part if isinstance(row, Row)),
                _lines(whole, position - 1),
                _lines(whole, position + 1),
                merges_known and any(row.covered for row in part if isinstance(row, Row)),
            )
        else:
            yield Prose(position + 1, _lines(whole, position))


def _cut(part: Part) -> Iterator[Part]:
    """Running text, and the tables that its lines print with bars, tabs or marks."""
    lines = [line for line in part if isinstance(line, Line)]
    if not lines:
        yield part
        return
    cut = in_tabs([line.text for line in lines])
    numbered = zip(lines, cut, strict=True)
    above: list[Line] = []
    for is_row, run in groupby(
        numbered, key=lambda pair: not pair[1] or pair[1].count("\t") > 1
    ):
        rows = [(line, text) for line, text in run]
        if not is_row or len(rows) < _LEAST_ROWS:
            above += [line for line, _ in rows]
            continue
        if above:
            yield tuple(above)
        above = []
        yield tuple(_row(line.place, text) for line, text in rows if text)
    if above:
        yield tuple(above)


def _row(place: str, text: str) -> Row:
    cells = tuple(cell.strip() for cell in text.split("\t"))
    return Row(cells, tuple(f"{place} cell {i}" for i in range(1, len(cells) + 1)))


def tables_in(rows: Sequence[Row | None]) -> list[Part]:
    """The tables that one sheet, or one table of a saved page, holds under each other.

    A title and a header part them, after a blank row, which is none here, or where the
    title is that of a table, and not printed again.
    """
    tables: list[list[Row]] = [[]]
    titles: set[str] = set()
    blank = False
    ahead = 0
    edge = min((_first_filled(row) for row in rows if row is not None), default=0)
    for row_no, row in enumerate(rows):
        if row is None:
            blank = True
            continue
        if _stands_alone(row, edge):
            title = next(filter(None, row.cells))
            begins = blank or (is_title(title) and title not in titles)
            if begins and len(tables[-1]) > len(titles):
                if ahead <= row_no:
                    ahead = _next_of_several(rows, row_no + 1)
                if _can_head(rows, ahead):
                    tables.append([])
                    titles = set()
            titles.add(title)
        blank = False
        tables[-1].append(row)
    return [tuple(table) for table in tables if table]


@lru_cache(maxsize=65_536)
def is_title(text: str) -> bool:
    """Whether a text is the title of a table."""
    return _TITLE.fullmatch(squeeze(text)) is not None


def is_page_mark(text: str) -> bool:
    """Whether a text is a page's or a sheet's number: `— 12 —`, `第3页`, `Sheet2`."""
    return _PAGE_MARK.fullmatch(squeeze(text)) is not None


def _first_filled(row: Row) -> int:
    """The column of a row's first text, which every row has."""
    return next((i for i, cell in enumerate(row.cells) if cell), len(row.cells))


def _stands_alone(row: Row, edge: int) -> bool:
    """Whether a row prints one cell, where a title begins or over most of the columns.

    `edge` is the first column in which the sheet prints anything.
    """
    return _cells(row) == 1 and (_first_filled(row) == edge or _spans_table(row))


def _next_of_several(rows: Sequence[Row | None], first: int) -> int:
    """The number of the next row of several different cells; past the end: there is none."""
    for row_no in range(first, len(rows)):
        row = rows[row_no]
        if row is not None and len(set(row.cells) - {""}) > 1:
            return row_no
    return len(rows)


def _can_head(rows: Sequence[Row | None], row_no: int) -> bool:
    """Whether a row can be a header: it prints no number; where there is none, it can."""
    row = rows[row_no] if row_no < len(rows) else None
    return row is None or all(number(cell) is None for cell in row.cells)


def _check_size(parts: Sequence[Part]) -> None:
    lines = sum(len(part) for part in parts if part and isinstance(part[0], Line))
    cells = sum(len(row.cells) for part in parts for row in part if isinstance(row, Row))
    if lines > MAX_LINES or cells > MAX_CELLS:
        detail = f"{lines:,} lines of text and {cells:,} cells"
        raise DocumentError(Reason.TOO_LARGE, detail)


def _peeled(part: Part) -> list[Part]:
    """A table without what is printed over and under it: these are text.

    At its top the rows of one cell are titles, down to one that states money; at its
    bottom a row of one cell may be a line without amounts, so only one that spans most of
    the table is a note.
    """
    rows = [row for row in part if isinstance(row, Row)]
    if not rows:
        return [part]
    first = next(
        (i for i, row in enumerate(rows) if _cells(row) > 1 or _states_money(row)), len(rows)
    )
    last = len(rows)
    while last > first and _spans_table(rows[last - 1]):
        last -= 1
    return [_text(rows[:first]), tuple(rows[first:last]), _text(rows[last:])]


def _states_money(row: Row) -> bool:
    """Whether a row of one cell is a label with its amount: 项目金额（万元）：50.00."""
    return any(_MONEY.fullmatch(squeeze(cell)) for cell in row.cells if cell)


def _cells(row: Row) -> int:
    return len(row.cells) - row.cells.count("")


def _spans_table(row: Row) -> bool:
    """Whether a row is one merged cell over most of the table's columns."""
    covering = len(row.covered) - row.covered.count("")
    return _cells(row) == 1 and 2 * covering > len(row.cells)


def _text(rows: Sequence[Row]) -> tuple[Line, ...]:
    return tuple(
        Line(cell, place)
        for row in rows
        for cell, place in zip(row.cells, row.places, strict=True)
        if cell
    )


def _adjacent(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with runs of text next to each other joined."""
    text: list[Line] = []
    for part in parts:
        lines = [line for line in part if isinstance(line, Line)]
        if lines or not part:
            text += lines
            continue
        if text:
            yield tuple(text)
        text = []
        yield part
    if text:
        yield tuple(text)


def _lines(parts: Sequence[Part], position: int) -> tuple[Line, ...]:
    if not 0 <= position < len(parts):
        return ()
    return tuple(line for line in parts[position] if isinstance(line, Line))

"""A part of a table that stands on columns of its own → on the table's, where sums say so.

    科目编码            科目名称     合计    基本支出  项目支出
    208     05          养老支出     30.00   20.00     10.00
    ─────────────────────────────────────────────────────────
    2080501 行政单位离退休  20.00  20.00                 the rest of the table, as wide as its
    2080502 事业单位离退休  10.00          10.00         own texts are, on the next page

Both print something in as many columns; these are the same ones, in order, where a code of the
table is in each of them what the codes below it add up to, some of them in the part.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.alignment.sums import sums_of_codes
from ingest.documents import Row
from ingest.number_text import Number
from ingest.values import number, squeeze

CodeOf = Callable[[Row], str | None]
"""The code that a row prints before a name; '' of the total of all."""
_ALL = "合计"
_WORD = re.compile(r"[一-鿿]{2}")
LEAST_COLUMNS = 2
"""So many columns of money show, by their sums, which columns they are."""


def on_columns_of(
    body: Sequence[Row], part: Sequence[Row], code_of: CodeOf
) -> tuple[Row, ...] | None:
    """The rows of a part on the columns of the table above; None where its sums do not say so.

    Args:
        body: the rows of the table below its head.
        part: the rows that go on with its codes.
        code_of: the code of a row.
    """
    mine, theirs = _printed(body), _printed(part)
    if len(mine) != len(theirs):
        return None
    width = len(body[0].cells)
    moved = tuple(_moved(row, dict(zip(theirs, mine, strict=True)), width) for row in part)
    return moved if _add_up([*body, *moved], len(body), mine, code_of) else None


def _printed(rows: Sequence[Row]) -> list[int]:
    """The columns in which some row prints anything."""
    width = max(len(row.cells) for row in rows)
    return [
        column
        for column in range(width)
        if any(column < len(row.cells) and row.cells[column].strip() for row in rows)
    ]


def _moved(row: Row, columns: dict[int, int], width: int) -> Row:
    """A row with each of its cells in another column."""
    cells, places = [""] * width, [row.places[0]] * width
    for old, new in columns.items():
        if old < len(row.cells):
            cells[new], places[new] = row.cells[old], row.places[old]
    covered = tuple(cells) if row.covered else ()
    return replace(row, cells=tuple(cells), places=tuple(places), covered=covered)


def _add_up(rows: Sequence[Row], above: int, columns: Sequence[int], code_of: CodeOf) -> bool:
    """Whether codes are, column by column, the sums of those below them in both parts."""
    codes = [code_of(row) for row in rows]
    keys = ["" if code is None else _ALL for code in codes]
    spoken: set[int] = set()
    for each in sums_of_codes(codes, keys, _ALL, {_ALL: _ALL}):
        parent, *below = (row for row, _ in each.terms)
        wholes = {column: _figure(rows[parent], column) for column in columns}
        if {i < above for i in (parent, *below)} != {True, False} or not any(wholes.values()):
            continue
        for column, whole in wholes.items():
            parts = [_figure(rows[i], column) for i in below]
            if not _is_sum(whole, parts):
                return False
            spoken |= {column} if whole and whole.value else set()
    return len(spoken) >= LEAST_COLUMNS


def _is_sum(whole: Number | None, parts: Sequence[Number | None]) -> bool:
    """Whether a figure is what others add up to, as they are rounded; a blank is nothing."""
    figures = [figure for figure in (whole, *parts) if figure is not None]
    off = sum((part.value for part in parts if part is not None), Decimal(0))
    off -= whole.value if whole is not None else 0
    return abs(off) <= sum(figure.half_unit for figure in figures)


def _figure(row: Row, column: int) -> Number | None:
    """The money that a row prints in a column: what stands behind its name."""
    texts = [squeeze(cell) for cell in row.cells]
    name = next((i for i, text in enumerate(texts) if _WORD.search(text)), len(texts))
    return number(texts[column]) if name < column < len(texts) else None

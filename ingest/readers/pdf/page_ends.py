"""What the end of a page cuts in a table: made whole again; pure text, row by row.

page 1   │ 208 │ 社会保障和就 │ 1,200.00 │
─────────────────────────────────────────
page 2   │     │ 业支出       │          │   goes on with a full line: one row
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.documents import Row
from ingest.headers import is_number_line
from ingest.readers.pdf.unruled_rows import EXACT
from ingest.values import number

_ITEM = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、.．]|[(（]?\d+[)）、.．]|其中|[-—]+$")
"""How the name of a row begins that is an item of its own."""
ALIKE = 8
"""One cell in so many may print otherwise in a head that is printed again."""
_CODE = re.compile(r"[235]\d\d(?:\d\d){0,2}|[1-9]\d\d(?:\d\d\d)?")
"""A code of a function, an economic class or a unit."""
_YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_CODE = 7
"""Its digits; a project's code has more than two such."""


def join_open_rows(above: list[Row], below: list[Row]) -> None:
    """Makes one row of the last and the first, which no line closes, unless they are two.

    Args:
        above: the rows of a table so far; the last becomes whole.
        below: those that the next page goes on with; the first is taken out.
    """
    if not _two_rows(above[-1], below[0]):
        above[-1] = _whole(above[-1], below.pop(0))


def mend(above: list[Row], below: list[Row], full: Sequence[int | None]) -> None:
    """Makes whole what the page cut though lines close it: a row, a head, a merged cell.

    Word processors part a row where its page ends. Then what the rest prints goes on with
    a full line above it, and makes a whole figure of what was none. Cells that span rows,
    and those of a head, go on each by itself.

    Args:
        above: the rows of a table so far.
        below: those that the next page goes on with, maybe after the head once more.
        full: by column, how many rows above the last one its last cell begins, where that
            has no room for more text.
    """
    first = _after_head(above, below)
    if first == len(below) or len(full) != len(above[-1].cells):
        return
    last, row = above[-1], below[first]
    rest = [column for column, text in enumerate(row.cells) if text]
    if rest and all(full[column] == 0 and last.cells[column] for column in rest):
        usual = _usual_decimals([*above[:-1], *below[first + 1 :]])
        if all(_go_together(last.cells[c], row.cells[c], usual) for c in rest):
            above[-1] = _whole(last, below.pop(first))
            return
    is_head = not any(map(_is_body, [*above, row]))
    for column in rest:
        back = full[column]
        if back is not None and (back or is_head):
            _go_on_in(above, below, len(above) - 1 - back, first, column)


def has_figures(row: Row) -> bool:
    """Whether a row prints an exact figure."""
    return any(EXACT.search(text) for text in row.cells)


def _is_body(row: Row) -> bool:
    """Whether a row prints a figure, years and the numbers of columns aside."""
    return has_figures(row) or (
        not is_number_line(row)
        and any(number(text) is not None and not _YEAR.fullmatch(text) for text in row.cells)
    )


def _after_head(rows: Sequence[Row], part: Sequence[Row]) -> int:
    """The first row of a part that does not print the table's head again."""
    return sum(1 for _ in takewhile(_says_the_same, zip(rows, part, strict=False)))


def _says_the_same(rows: tuple[Row, Row]) -> bool:
    """Whether a row prints another again; of many cells, a few may be wrapped otherwise."""
    first, again = rows[0].cells, rows[1].cells
    printed = sum(1 for text in first if text)
    unlike = sum(a != b for a, b in zip(first, again, strict=True))
    return unlike * ALIKE <= printed


def _go_on_in(above: list[Row], below: list[Row], begin: int, first: int, column: int) -> None:
    """Puts what a cell prints first on a page into the one above that goes on with it."""
    upper, lower = above[begin].cells[column], below[first].cells[column]
    if not upper or number(upper) or number(lower) or _ITEM.match(lower):
        return
    if _reach(above[begin], column) != _reach(below[first], column):  # a head over others
        return
    whole = upper + lower
    above[begin] = _with(above[begin], column, whole)
    below[first] = _with(below[first], column, "")
    for part, old, start in ((above, upper, begin), (below, lower, first)):
        for i in range(start, len(part)):
            covered = tuple(whole if text == old else text for text in part[i].covered)
            if covered == part[i].covered:
                break
            part[i] = replace(part[i], covered=covered)


def _reach(row: Row, column: int) -> int:
    """How many columns the cell that begins in one covers."""
    text = row.cells[column]
    return sum(1 for _ in takewhile(lambda other: other == text, row.covered[column:]))


def _with(row: Row, column: int, text: str) -> Row:
    return replace(row, cells=(*row.cells[:column], text, *row.cells[column + 1 :]))


def _usual_decimals(rows: Sequence[Row]) -> int:
    """How many decimals the exact figures of some rows print, as most do."""
    figures = (number(text) for row in rows for text in row.cells if EXACT.search(text))
    counts = Counter(figure.decimals for figure in figures if figure is not None)
    return counts.most_common(1)[0][0] if counts else 0


def _go_together(above: str, below: str, decimals: int) -> bool:
    """Whether two texts are one that was parted: a name, a code, or a figure as others are."""
    upper, whole = number(above), number(above + below)
    if whole is None:
        return number(below) is None and not (EXACT.search(above) or _ITEM.match(below))
    if (above + below).isdecimal():
        is_code = _CODE.fullmatch(above + below) and not _CODE.fullmatch(below)
        return bool(is_code) or len(above + below) > 2 * LONGEST_CODE
    return whole.decimals == decimals and (upper is None or upper.decimals < decimals)


def _two_rows(upper: Row, lower: Row) -> bool:
    """Whether two rows print each a figure in one column."""
    return any(
        number(a) is not None and number(b) is not None
        for a, b in zip(upper.cells, lower.cells, strict=True)
    )


def _whole(upper: Row, lower: Row) -> Row:
    return Row(
        tuple(a + b for a, b in zip(upper.cells, lower.cells, strict=True)),
        tuple(
            place if cell or not rest else below
            for cell, place, rest, below in zip(
                upper.cells, upper.places, lower.cells, lower.places, strict=True
            )
        ),
        tuple(a + b for a, b in zip(upper.covered, lower.covered, strict=True)),
        indents=upper.indents,
    )

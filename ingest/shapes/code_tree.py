"""Rows keyed by a classification code: 类 3, 款 5, 项 7 digits, and a 合计 row."""

import re
from collections.abc import Sequence

from ingest.documents import Context, Grid, Records, Row
from ingest.form import Form
from ingest.shapes.tables import CODE, LABEL, Named, RowName, read_rows
from ingest.values import is_blank, number, squeeze

_CODE_HEADS = frozenset({"类", "款", "项", "栏次"})
_TOTAL = re.compile(r"(?:本年)?(?:支出|收入)?(?:合计|总计)")
_LEVELS = {3: "class", 5: "section", 7: "item"}


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a code tree.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    return read_rows(grid, form, context, name_row)


def name_row(row: Row, head: Sequence[Row] = ()) -> Named | None:
    """A body row begins with a code and a name, or is the total.

    Some forms print the total in the row of 类, 款, 项, beside these heads.
    """
    printed = [(i, squeeze(cell)) for i, cell in enumerate(row.cells) if cell.strip()]
    while len(printed) > 1 and printed[0][1] in _CODE_HEADS:
        printed = printed[1:]
    code, columns = leading_code(printed)
    rest = printed[len(columns) :]
    if not rest or number(rest[0][1]) is not None:
        return None
    column, label = rest[0]
    if not code and not (_TOTAL.fullmatch(label) and _only_figures(rest[1:])):
        return None
    name = RowName(_LEVELS.get(len(code), "total"), code or None, row.cells[column])
    return Named(name, {**dict.fromkeys(columns, CODE), column: LABEL}, column + 1)


def _only_figures(printed: Sequence[tuple[int, str]]) -> bool:
    """Whether no text follows: 合计 heads a column where other heads stand beside it."""
    return all(is_blank(text) or number(text) is not None for _, text in printed)


def leading_code(printed: Sequence[tuple[int, str]]) -> tuple[str, tuple[int, ...]]:
    """The code that a row begins with, whole or split over 类, 款 and 项 columns.

    A part may lack its zero: `301 | 2` is 30102.
    """
    code = ""
    columns: list[int] = []
    for column, text in printed:
        if not text.isdecimal():
            break
        if len(text) == 3 and not code:
            code = text
        elif code and len(text) <= 2 and len(code) < 7:
            code += text.zfill(2)
        elif len(text) in _LEVELS and (not code or text.startswith(code)):
            code = text
        else:
            break
        columns.append(column)
    return code, tuple(columns)

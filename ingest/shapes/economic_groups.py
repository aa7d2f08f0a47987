"""Economic classes in column groups side by side: code, name, amount, and again."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from ingest import headers
from ingest.alignment import AS_PUBLISHED, Figure, Placement
from ingest.documents import Context, Grid, Records, Row, TableColumn, Untaken
from ingest.errors import Reason
from ingest.form import Form
from ingest.shapes.rules import RowName
from ingest.shapes.tables import CODE, FIGURE, HEADER, LABEL, TEXT, Sheet, mark
from ingest.shapes.untaken import is_amount, untaken
from ingest.value import replace
from ingest.values import is_blank, number, squeeze, without_ordinal

_LEVELS = {3: "class", 5: "item"}
_CODE = re.compile(r"3\d{2}(?:\d{2})?")
"""A department's economic class; those of governments begin with 5."""
_CLASS = re.compile(r"[235]\d{2}(?:\d{2}){0,2}")
"""A code of any classification, which is no amount where no amount is awaited."""
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_CODE_HEAD = re.compile(r".*(?:编码|经济分类).*|类|款")


@dataclass(slots=True)
class _Group:
    """A code, or a total, with its name and amount as they are found from left to right."""

    row_key: str = ""
    code: str = ""
    label: str = ""
    figure: Figure | None = None
    is_open: bool = True
    roles: dict[int, str] = field(default_factory=dict)


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of an economic table.

    A row is read from left to right: a code opens a group, the next text is its name, the
    next number its amount; so a displaced group is read as well as a straight one.
    """
    sheet = Sheet(context, headers={"amount": "金额"}, given={})
    amount_column: int | None = None
    code_columns: set[int] = set()
    named: dict[tuple[int, str], _Group] = {}
    for row_no, row in enumerate(grid.rows, start=1):
        groups = _groups(row, form, code_columns)
        named |= {(row_no, group.label): group for group in groups}
        if not groups and not sheet.amounts:
            covered = row.covered or row.cells
            code_columns |= {
                i for i, cell in enumerate(covered) if _CODE_HEAD.fullmatch(squeeze(cell))
            }
        for group in groups:
            sheet.roles.update({(row_no, i): role for i, role in group.roles.items()})
            if group.figure is None:
                continue
            if amount_column is None:
                amount_column = group.figure.column_no
            sheet.given = {"amount": group.figure.column_no}
            name = RowName(group.row_key, group.code or None, group.label)
            placement = Placement(("amount",), AS_PUBLISHED, ())
            sheet.add(row_no, row, name, [group.figure], placement)
        mark(sheet.roles, row_no, row, TEXT if groups else HEADER)
    printed = [] if amount_column is None else [TableColumn("amount", amount_column, "金额")]
    return Records(
        amounts=sheet.amounts,
        columns=printed,
        untaken=list(_untaken(grid, sheet, named)),
        roles=sheet.roles,
    )


def _untaken(
    grid: Grid, sheet: Sheet, named: Mapping[tuple[int, str], _Group]
) -> Iterator[Untaken]:
    """What no group of a table took, row by row; lines of column numbers print no amount.

    What is unreadable in the place of an amount is that of its group.
    """
    for row_no, row in enumerate(grid.rows, start=1):
        if not headers.is_number_line(row):
            roles = [sheet.roles.get((row_no, column)) for column in range(len(row.cells))]
            for reason, column, label in _left(row, roles):
                lost = untaken(reason, row_no, row, column, sheet.context, label)
                group = named.get((row_no, label or ""))
                if group is not None and reason == Reason.UNREADABLE_FIGURE:
                    code = group.code or None
                    lost = replace(
                        lost, row_key=group.row_key, code_text=code, measure="amount"
                    )
                yield lost


def _left(row: Row, roles: Sequence[str | None]) -> Iterator[tuple[Reason, int, str | None]]:
    """The cells of a row that no group took, each with the reason and the text it belongs to.

    An amount after a class or a line that the form does not know; one in a further column
    behind a class that has its amount; what is no number where an amount is awaited.
    """
    label: str | None = None
    is_known = is_awaited = False
    for column, (cell, role) in enumerate(zip(row.cells, roles, strict=True)):
        parsed = number(cell)
        if role in (CODE, LABEL):
            is_known, is_awaited = True, role == LABEL
            label = cell if role == LABEL else label
        elif role == FIGURE or is_blank(cell):
            is_awaited = is_awaited and role != FIGURE and not cell.strip()
        elif parsed is None and is_awaited and not _names_amount(row, column, cell):
            yield Reason.UNREADABLE_FIGURE, column, label
        elif parsed is None:
            label, is_known, is_awaited = cell, False, False
        elif _CLASS.fullmatch(squeeze(cell)):
            is_known = False
        elif parsed.value and is_amount(cell, row.cells[:column]):
            yield (Reason.UNKNOWN_COLUMN if is_known else Reason.UNKNOWN_ROW), column, label


def _names_amount(row: Row, column: int, cell: str) -> bool:
    """Whether a text is the name of an amount behind it, and does not stand in its place."""
    after = next((text for text in row.cells[column + 1 :] if not is_blank(text)), "")
    return bool(_WORDS.search(cell)) and number(after) is not None and "." in squeeze(after)


def _groups(row: Row, form: Form, code_columns: Collection[int]) -> list[_Group]:
    if headers.is_number_line(row) and not any(len(squeeze(c)) > 2 for c in row.cells):
        return []
    groups: list[_Group] = []
    printed = [(i, cell, squeeze(cell)) for i, cell in enumerate(row.cells) if squeeze(cell)]
    for (column, cell, text), after in zip_longest(printed, printed[1:]):
        is_named = after is not None and _is_name(after[2], form)
        is_code = is_named or column in code_columns
        _take(groups, column, text, cell, form, is_code)
    return [group for group in groups if group.label or group.code]


def _take(
    groups: list[_Group],
    column: int,
    text: str,
    cell: str,
    form: Form,
    is_code: bool,
) -> None:
    """Hands one cell to the group that it belongs to, or opens a new one with it."""
    last = groups[-1] if groups else None
    parsed = number(text)
    if last and last.code and not last.label and text.isdecimal() and len(text) <= 2:
        last.code += text.zfill(2)
        last.row_key = _LEVELS.get(len(last.code), "")
        last.roles[column] = CODE
    elif _CODE.fullmatch(text) and (is_code or not _awaits_amount(last)):
        groups.append(_Group(_LEVELS[len(text)], text, roles={column: CODE}))
    elif parsed is not None:
        if last and _awaits_amount(last):
            last.figure = Figure(column, parsed.value, parsed.half_unit)
            last.is_open = False
    elif is_blank(text):
        if last and last.label:
            last.is_open = False
    elif last and last.code and not last.label:
        last.label = cell
        last.roles[column] = LABEL
    elif key := _total_key(text, form):
        groups.append(_Group(key, "", cell, roles={column: LABEL}))


def _awaits_amount(group: _Group | None) -> bool:
    """Whether a group has its name and neither an amount nor a dash yet."""
    return group is not None and bool(group.label) and group.is_open


@lru_cache(maxsize=65_536)
def _is_name(text: str, form: Form) -> bool:
    """Whether a text names a class: what stands before it is a code, as 301 can be money."""
    return number(text) is None and not is_blank(text) and _total_key(text, form) is None


@lru_cache(maxsize=65_536)
def _total_key(text: str, form: Form) -> str | None:
    label = without_ordinal(text)
    return next((key for key, rule in form.rows.items() if rule.fullmatch(label)), None)

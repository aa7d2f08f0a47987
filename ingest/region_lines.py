"""The lines of a whole area's table: names, codes, sides, and what is a part of what.

A line's place in the tree is told by its code, else by its number (一、 （一） 1.). Lines
without either below a numbered one are its parts only where they add up to it: nothing else
says on which of several levels they stand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.documents import Row
from ingest.form import Form
from ingest.region_columns import Role
from ingest.values import number, squeeze, without_ordinal
from ingest.words import without_marks

_CODE_HEAD = re.compile(r"(?:.*(?:科目|功能|分类))?(?:编码|代码|编号)")
_NAME_HEAD = re.compile(
    r".*(?:项目|科目)(?:名称)?(?:[/／].*)?|.*科目|(?:收入|支出)(?:项目|科目)?|项目名称|名称|类款项"
)
_ORDER_HEAD = re.compile(r"序号|行次")
_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,4}")
_NUMBERS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"\d{1,2}[.、](?!\d)"),
    re.compile(r"\(\d{1,2}\)"),
)
_OF_WHICH = re.compile(r"其中[:：]?.")
_NOTE = re.compile(r"(?:附?注|备注|说明)\d?[:：]")
_TRANSFER_CODES = {"110": "transfer_in", "105": "financing_in", "230": "transfer_out",
                   "231": "financing_out"}  # fmt: skip
_FINANCING_CODES = {"11008": "financing_in", "11009": "financing_in", "11011": "financing_in",
                    "11015": "financing_in", "23008": "financing_out",
                    "23009": "financing_out", "23011": "financing_out",
                    "23015": "financing_out"}  # fmt: skip
"""Codes of transfers whose lines are money of other years, accounts or lenders."""
_BESIDE = ("transfer_in", "financing_in", "transfer_out", "financing_out")


@dataclass(frozen=True, slots=True)
class Head:
    """The columns that name the lines, counted from 0, and all columns of text."""

    name: int
    code: int | None
    texts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table; `rank` is how deep its number says that it stands.

    `total_kind` of a total is `own` where it adds up the account's lines, `grand` where those
    beside it too.
    """

    line_no: int
    label_text: str
    name: str
    code: str | None
    side: str
    rank: int | None
    total_kind: str | None
    is_of_which: bool
    parent_line_no: int | None = None
    level: int | None = None
    is_leaf: bool | None = None

    @property
    def is_total(self) -> bool:
        """Whether it adds up lines of its table."""
        return self.total_kind is not None


def head_of(printed: Sequence[Sequence[str]], body: Sequence[Row]) -> Head | None:
    """The columns of codes and names; None where none names lines, or two of them do."""
    last = [path[-1] if path else "" for path in printed]
    names = [
        i for i, text in enumerate(last) if _NAME_HEAD.fullmatch(text) and _is_text(body, i)
    ]
    codes = [i for i, text in enumerate(last) if _CODE_HEAD.fullmatch(text)]
    orders = [i for i, text in enumerate(last) if _ORDER_HEAD.fullmatch(text)]
    if not codes:
        codes = [i for i in names if _is_of_codes(body, i)]
    names = [i for i in names if i not in codes]
    if not names:
        names = [i for i in range(min(2, len(last))) if i not in codes and _is_text(body, i)][
            :1
        ]
    if len(names) != 1 or len(codes) > 1:
        return None
    return Head(names[0], codes[0] if codes else None, frozenset([*names, *codes, *orders]))


def _cells(body: Sequence[Row], column: int) -> list[str]:
    return [row.cells[column] for row in body if column < len(row.cells) and row.cells[column]]


def _is_text(body: Sequence[Row], column: int) -> bool:
    cells = _cells(body, column)
    return bool(cells) and 2 * sum(number(cell) is None for cell in cells) > len(cells)


def _is_of_codes(body: Sequence[Row], column: int) -> bool:
    cells = _cells(body, column)
    return bool(cells) and 2 * sum(bool(_CODE.fullmatch(squeeze(c))) for c in cells) > len(
        cells
    )


def lines_of(
    body: Mapping[int, Row],
    columns: Head,
    roles: Mapping[int, Role],
    side: str,
    form: Form,
) -> dict[int, Line]:
    """The line of each row that has a name, by row number."""
    lines = dict(_named(body, columns, side, form))
    if sum(line.code is not None for line in lines.values()) * 2 > len(lines):
        return _by_codes(lines)
    return _by_numbers(lines, body, roles)


def _named(
    body: Mapping[int, Row], columns: Head, side: str, form: Form
) -> Iterator[tuple[int, Line]]:
    """The lines in turn; what follows the account's own stays beside it until it is named."""
    beside = _Beside()
    for line_no, (row_no, row) in enumerate(body.items(), start=1):
        label = _label(row, columns)
        name = name_of(label)
        if not name or number(label) is not None or _NOTE.match(squeeze(label)):
            continue
        code, rank = _code(row, columns.code), _rank(label)
        is_of_which = bool(_OF_WHICH.match(squeeze(label)))
        key = _key(name, form)
        total = key if key in _TOTALS and not rank else None
        if total:
            total = "own" if total == "total" and not beside.is_seen else "grand"
            total = "own" if not beside.is_total_seen and not beside.is_seen else total
            beside.end(line_no)
            of_side: str | None = side
        else:
            of_side = beside.side_of(key, code, rank, is_of_which) or side
        if of_side is None or of_side == _UNKNOWN:
            continue
        yield row_no, Line(line_no, label, name, code, of_side, rank, total, is_of_which)


_TOTALS = {"total", "summary"}
_UNKNOWN = "unknown"


@dataclass(slots=True)
class _Beside:
    """Where in a table the lines stand: among the account's own, or beside them, and why."""

    opened: str | None = None
    rank: int | None = None
    is_seen: bool = False
    is_total_seen: bool = False
    is_closed: bool = False

    def end(self, line_no: int) -> None:
        """A total ends the lines before it, unless it stands above those that it adds up."""
        self.opened = None
        self.is_total_seen = True
        self.is_closed = line_no > _FIRST_LINES

    def side_of(
        self, key: str | None, code: str | None, rank: int | None, is_of_which: bool
    ) -> str | None:
        """The side of a line beside the account's own; None of one of those.

        Without a word of its own a line is of the side of the one that it is a part of; one
        below the total that nothing names is unknown.
        """
        named = (_of_code(code) if code else None) or (key if key in _BESIDE else None)
        if named:
            self.opened, self.rank, self.is_seen = named, rank, True
            return named
        if self.opened and (
            is_of_which or (rank or 9) > (self.rank or 9) or self.opened in _TRANSFERS
        ):
            return self.opened
        if self.is_closed or (self.opened and rank is None):
            return _UNKNOWN
        return None


_TRANSFERS = {"transfer_in", "transfer_out"}
_FIRST_LINES = 2
"""A total among the first lines stands above what it adds up."""


def name_of(label: str) -> str:
    """What a line is called: its label without marks, number and 其中."""
    name, previous = without_marks(label), ""
    while previous != name:
        previous, name = name, re.sub(r"^其中[:：]?", "", without_ordinal(name))
    return name


def _label(row: Row, columns: Head) -> str:
    """The text of a row's name; a total may stand in the column of the codes."""
    label = row.cells[columns.name] if columns.name < len(row.cells) else ""
    if label or columns.code is None or columns.code >= len(row.cells):
        return label
    text = row.cells[columns.code]
    return text if number(text) is None else ""


def _key(label: str, form: Form) -> str | None:
    return next((key for key, rule in form.rows.items() if rule.fullmatch(label)), None)


def _code(row: Row, column: int | None) -> str | None:
    text = squeeze(row.cells[column]) if column is not None and column < len(row.cells) else ""
    return text if _CODE.fullmatch(text) else None


def _of_code(code: str) -> str | None:
    return _FINANCING_CODES.get(code[:5]) or _TRANSFER_CODES.get(code[:3])


def _rank(label: str) -> int | None:
    """How deep the number before a label stands: 一、 1, （一） 2, 1. 3, (1) 4; else None."""
    text = _OF_WHICH_ALONE.sub("", squeeze(label))
    return next((i for i, rule in enumerate(_NUMBERS, start=1) if rule.match(text)), None)


_OF_WHICH_ALONE = re.compile(r"^其中[:：]?")


def _by_codes(lines: Mapping[int, Line]) -> dict[int, Line]:
    """Lines under the line whose code theirs begins with."""
    by_code = {line.code: line for line in lines.values() if line.code}
    placed: dict[int, Line] = {}
    for row_no, line in lines.items():
        if line.code is None:
            placed[row_no] = line
            continue
        above = [by_code[c] for c in _beginnings(line.code) if c in by_code]
        is_leaf = not any(c.startswith(line.code) and c != line.code for c in by_code)
        placed[row_no] = replace(
            line,
            parent_line_no=above[-1].line_no if above else None,
            level=len(above) + 1,
            is_leaf=is_leaf,
        )
    return placed


def _beginnings(code: str) -> Iterator[str]:
    yield from (code[:length] for length in range(3, len(code), 2))


def _by_numbers(
    lines: Mapping[int, Line], body: Mapping[int, Row], roles: Mapping[int, Role]
) -> dict[int, Line]:
    """Lines under the nearest line above with a lower number.

    Those without a number below a numbered one are placed where they add up to it.
    """
    rows = [row_no for row_no, line in lines.items() if not line.is_total]
    if not any(lines[row_no].rank for row_no in rows):
        return dict(lines)
    placed = dict(lines)
    open_lines: list[tuple[int, int]] = []
    for row_no in rows:
        line = lines[row_no]
        if line.rank is None:
            continue
        open_lines = [(rank, above) for rank, above in open_lines if rank < line.rank]
        placed[row_no] = replace(
            line,
            parent_line_no=lines[open_lines[-1][1]].line_no if open_lines else None,
            level=len(open_lines) + 1,
            is_leaf=not _has_parts(lines, row_no),
        )
        open_lines.append((line.rank, row_no))
        below = list(_unnumbered(lines, row_no))
        if below and _add_up(row_no, below, body, roles):
            for part in below:
                placed[part] = replace(
                    lines[part],
                    parent_line_no=line.line_no,
                    level=len(open_lines) + 1,
                    is_leaf=True,
                )
    return placed


def _has_parts(lines: Mapping[int, Line], above: int) -> bool:
    """Whether the line after one is a part of it: of its side, and of no number as high."""
    line = lines[above]
    after = next((lines[row_no] for row_no in lines if row_no > above), None)
    if after is None or after.is_total or after.side != line.side:
        return False
    return (after.rank or 9) > (line.rank or 9) or after.rank is None


def _unnumbered(lines: Mapping[int, Line], above: int) -> Iterator[int]:
    """The lines without numbers right below a line of its side, down to the next number."""
    for row_no, line in lines.items():
        if row_no <= above:
            continue
        if line.is_total or line.rank is not None or line.side != lines[above].side:
            return
        if not line.is_of_which:
            yield row_no


def _add_up(
    above: int, below: Sequence[int], body: Mapping[int, Row], roles: Mapping[int, Role]
) -> bool:
    """Whether lines are the whole of the line above in every column that prints both."""
    compared = 0
    for column, role in roles.items():
        if role.measure != "amount":
            continue
        whole = _value(body[above], column)
        parts = [v for row_no in below if (v := _value(body[row_no], column)) is not None]
        if whole is None or not parts:
            continue
        compared += 1
        if (
            abs(sum(parts, Decimal(0)) - whole)
            > Decimal(len(parts) + 1) * _unit(body, column) / 2
        ):
            return False
    return compared > 0


def _value(row: Row, column: int) -> Decimal | None:
    parsed = number(row.figure(column)) if column < len(row.cells) else None
    return parsed.value if parsed else None


def _unit(body: Mapping[int, Row], column: int) -> Decimal:
    """The last printed place of a column."""
    found = [number(row.figure(column)) for row in body.values() if column < len(row.cells)]
    decimals = max((parsed.decimals for parsed in found if parsed), default=0)
    return Decimal(1).scaleb(-decimals)

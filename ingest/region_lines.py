"""The lines of a whole area's table: names, codes, numbers and sides."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.documents import Row
from ingest.form import Form
from ingest.region_columns import Role
from ingest.region_order import Line, by_codes, by_indent, by_numbers
from ingest.values import CODE_PARTS, number, squeeze, without_ordinal
from ingest.words import without_marks

_CODE_HEAD = re.compile(r"(?:.*(?:科目|功能|分类))?(?:编码|代码|编号)")
_NAME_HEAD = re.compile(
    r".*(?:项目|科目)(?:名称)?(?:[/／].*)?|.*科目|(?:收入|支出)(?:项目|科目)?|项目名称|名称|类款项"
)
_ORDER_HEAD = re.compile(r"序号|行次")
_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,4}")
_CODE_BEFORE = re.compile(rf"[\[(]?(?P<code>{_CODE.pattern})[\])—-]?(?P<name>[一-鿿].*)")
"""A code and a name in one cell: 2010101行政运行."""
_NUMBERS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"\d{1,2}[.、](?!\d)"),
    re.compile(r"\(\d{1,2}\)"),
)
_OF_WHICH = re.compile(r"(?:其中[:：]?|减[:：]).")
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
    """The columns that name the lines of a half of a table, and all columns of its own.

    `parts` are those of a code that stands in several: 类, 款, 项.
    """

    name: int
    code: int | None
    texts: frozenset[int]
    columns: range
    parts: tuple[int, ...] = ()


def heads_of(printed: Sequence[Sequence[str]], body: Sequence[Row]) -> list[Head]:
    """The columns of codes and names, once for each half of a table; none where none is sure.

    Two halves stand beside each other, each with its own names.
    """
    last = [path[-1] if path else "" for path in printed]
    names = [
        i for i, text in enumerate(last) if _NAME_HEAD.fullmatch(text) and _is_text(body, i)
    ]
    codes = [i for i, text in enumerate(last) if _CODE_HEAD.fullmatch(text)]
    orders = [i for i, text in enumerate(last) if _ORDER_HEAD.fullmatch(text)]
    parts = _parts_of_code(last)
    if parts:
        names = [i for i in range(parts[-1] + 1, len(last)) if _is_text(body, i)][:1]
        own_texts = frozenset([*parts, *names, *orders])
        return [Head(name, None, own_texts, range(len(last)), parts) for name in names]
    if not codes:
        named = [i for i, text in enumerate(last) if _NAME_HEAD.fullmatch(text)]
        codes = [i for i in named if i + 1 in names and _is_of_codes(body, i)]
    names = [i for i in names if i not in codes]
    if not names:
        names = [i for i in range(min(2, len(last))) if i not in codes and _is_text(body, i)][
            :1
        ]
    if not 1 <= len(names) <= _HALVES:
        return []
    starts = [_start(name, [*codes, *orders]) for name in names]
    ends = [*starts[1:], len(last)]
    halves = []
    for name, start, end in zip(names, [0, *starts[1:]], ends, strict=True):
        own = [code for code in codes if start <= code < end]
        if len(own) > 1:
            return []
        texts = [i for i in (name, *own, *orders) if start <= i < end]
        code = own[0] if own else None
        halves.append(Head(name, code, frozenset(texts), range(start, end)))
    return halves


_HALVES = 4
"""Groups of columns with names of their own: two sides, or a long list side by side."""


def _parts_of_code(last: Sequence[str]) -> tuple[int, ...]:
    """The columns of 类, 款 and 项: two or three side by side that head codes."""
    is_code = [text in CODE_PARTS or bool(_CODE_HEAD.fullmatch(text)) for text in last]
    first = is_code.index(True) if True in is_code else len(last)
    found = tuple(takewhile(lambda i: is_code[i], range(first, len(last))))
    return found if 1 < len(found) <= _PARTS_OF_CODE else ()


_PARTS_OF_CODE = 3


def _start(name: int, others: Sequence[int]) -> int:
    """The first of the columns of codes right before a column of names, else its own."""
    while name - 1 in others:
        name -= 1
    return name


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


def sides_of(
    body: Mapping[int, Row], columns: Head, side: str | None, *, is_half: bool
) -> dict[int, str | None]:
    """The side of each row: the table's, else that of the last line above that says one.

    Where lines are numbered, those of the highest number alone begin another side. What is
    left over is neither, but in a half, where it is among what makes the halves equal.
    """
    labels = {row_no: squeeze(_label(row, columns)) for row_no, row in body.items()}
    is_numbered = any(rank_of(label) == 1 for label in labels.values())
    sides: dict[int, str | None] = {}
    now = side
    for row_no, label in labels.items():
        name = name_of(label)
        if side is None and (not is_numbered or rank_of(label) == 1):
            now = next((said for word, said in _SIDES if word.search(name)), now)
        is_left_over = not is_half and bool(_LEFT_OVER.fullmatch(name))
        sides[row_no] = "balance" if is_left_over else now
    return sides


_SIDES = (
    (re.compile(r"收入(?:预算)?(?:合计|总计|小计)?(?:\(.*\))?$"), "revenue"),
    (re.compile(r"支出(?:预算)?(?:合计|总计|小计)?(?:\(.*\))?$"), "expenditure"),
)
_LEFT_OVER = re.compile(
    r"(?:.*基金)?(?:本年|当年)(?:收支)?结余(?:\(.*\))?|(?:.*基金)?(?:年末|期末|累计|滚存)+结余(?:\(.*\))?"
)


def side_told(body: Mapping[int, Row], columns: Head) -> str | None:
    """The side that most lines of a half name; None where as many name the other."""
    names = [name_of(_label(row, columns)) for row in body.values()]
    counts = [sum(bool(word.search(name)) for name in names) for word, _ in _SIDES]
    if counts[0] == counts[1]:
        return None
    return "revenue" if counts[0] > counts[1] else "expenditure"


def lines_of(
    body: Mapping[int, Row],
    columns: Head,
    roles: Mapping[int, Role],
    sides: Mapping[int, str | None],
    form: Form,
    first_no: int = 1,
) -> dict[int, Line]:
    """The line of each row that has a name, by row number; lines count from `first_no`."""
    lines = dict(_named(body, columns, sides, form, first_no))
    if sum(line.code is not None for line in lines.values()) * 2 > len(lines):
        return by_codes(lines)
    numbered = by_numbers(lines, body, roles)
    set_in = by_indent(lines, body, roles, columns.name)
    return max(set_in, numbered, key=_placed) if set_in else numbered


def _placed(lines: Mapping[int, Line]) -> int:
    """How many lines have their place in the tree."""
    return sum(line.level is not None for line in lines.values())


def _named(
    body: Mapping[int, Row],
    columns: Head,
    sides: Mapping[int, str | None],
    form: Form,
    first_no: int,
) -> Iterator[tuple[int, Line]]:
    """The lines in turn; what follows the account's own stays beside it until it is named."""
    grants_have_parts = form.account_id != _OF_FUNDS
    beside = _Beside(grants_have_parts)
    last: str | None = None
    above: tuple[str, ...] = ()
    for line_no, (row_no, row) in enumerate(body.items(), start=first_no):
        side = sides[row_no]
        if side != last:
            beside, last, first_no = _Beside(grants_have_parts), side, line_no
        label = _label(row, columns)
        name = name_of(label)
        if not name or number(label) is not None or _NOTE.match(squeeze(label)):
            continue
        is_left_over = bool(_LEFT_OVER.fullmatch(name))
        parts = _with_parts(row, columns.parts, above)
        above = parts or above
        code = "".join(parts) or _code(row, columns.code)
        if (
            code is None
            and columns.code is None
            and (led := _CODE_BEFORE.match(squeeze(label)))
        ):
            code, name = led["code"], name_of(led["name"])
        rank = None if is_left_over else rank_of(label)
        is_of_which = bool(_OF_WHICH.match(squeeze(label)))
        key = _key(name, form)
        is_class = code is not None and not _ADDED_UP.search(name)
        is_added_up = not rank or bool(_ADDED_UP.search(name))
        total = key if key in _TOTALS and is_added_up and not is_class else None
        if total:
            total = "own" if total == "total" and not beside.is_seen else "grand"
            total = "own" if not beside.is_total_seen and not beside.is_seen else total
            beside.end(line_no - first_no + 1)
            of_side: str | None = side
        elif side == "balance" or is_left_over:
            of_side = side
        elif beside.is_of_total(key, code, is_of_which):
            of_side, is_of_which = side, True
        else:
            begins = bool(_BEGINS.match(squeeze(label)))
            of_side = beside.side_of(key, code, rank, is_of_which, begins=begins) or side
        if of_side == _UNKNOWN:
            continue
        yield row_no, Line(line_no, label, name, code, of_side, rank, total, is_of_which)


_TOTALS = {"total", "summary"}
_ADDED_UP = re.compile("合计|总计|小计")
_UNKNOWN = "unknown"


@dataclass(slots=True)
class _Beside:
    """Where in a table the lines stand: among the account's own, or beside them, and why.

    `under` is the number above a line beside them that has none: the next of its kind is the
    account's own again. `grants_have_parts` says that lines below a grant may be parts of it.
    """

    grants_have_parts: bool
    opened: str | None = None
    rank: int | None = None
    under: int | None = None
    is_seen: bool = False
    is_total_seen: bool = False
    is_closed: bool = False
    is_opened_again: bool = False

    def is_of_total(self, key: str | None, code: str | None, is_of_which: bool) -> bool:
        """Whether a line below the total is told as 其中 of it, or follows one that is."""
        if not self.is_closed or self.opened or key in _BESIDE or code:
            self.is_opened_again = False
        else:
            self.is_opened_again = self.is_opened_again or is_of_which
        return self.is_opened_again

    def end(self, line_no: int) -> None:
        """A total ends the lines before it, unless it stands above those that it adds up."""
        self.opened = self.under = None
        self.is_total_seen = True
        self.is_closed = line_no > _FIRST_LINES

    def side_of(
        self,
        key: str | None,
        code: str | None,
        rank: int | None,
        is_of_which: bool,
        *,
        begins: bool,
    ) -> str | None:
        """The side of a line beside the account's own; None of one of those.

        Without a word of its own a line is of the side of the one that it is a part of; one
        below the total that nothing names is unknown. A number that `begins` its list is of
        the parts of the line above.
        """
        named = (_of_code(code) if code else None) or (key if key in _BESIDE else None)
        if named:
            self.opened, self.rank, self.is_seen = named, rank, True
            return named
        above = self.under if self.rank is None and not begins else self.rank
        if above is not None and rank is not None and rank <= above:
            self.opened = None
        if rank is not None and not self.opened:
            self.under = rank
        is_own = not (rank or is_of_which or self.grants_have_parts)
        if is_own and self.opened in _TRANSFERS:
            return None
        if self.opened and (
            is_of_which or (rank or 9) > (self.rank or 9) or self.opened in _TRANSFERS
        ):
            return self.opened
        if self.is_closed or (self.opened and rank is None):
            return _UNKNOWN
        return None


_TRANSFERS = {"transfer_in", "transfer_out"}
_OF_FUNDS = "social_insurance"
"""The account whose funds each list what they took in, grants among it, one by one."""
_BEGINS = re.compile(r"[(（]?[一1](?:[)）]|[、.．](?!\d))")
"""The first number of a list."""
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
    key = next((key for key, rule in form.rows.items() if rule.fullmatch(label)), None)
    if key is None and (plain := _ACCOUNT.sub("", label)) != label:
        key = next(
            (key for key in _BESIDE if key in form.rows and form.rows[key].fullmatch(plain)),
            None,
        )
    return key


_ACCOUNT = re.compile(r"^(?:政府性基金|国有资本经营|社会保险基金|一般公共)(?:预算)?")


def _code(row: Row, column: int | None) -> str | None:
    text = squeeze(row.cells[column]) if column is not None and column < len(row.cells) else ""
    return text if _CODE.fullmatch(text) else None


def _with_parts(row: Row, columns: Sequence[int], above: Sequence[str]) -> tuple[str, ...]:
    """A row's code in parts: what it leaves blank before its own stands in the row above."""
    own = [squeeze(row.cells[i]) if i < len(row.cells) else "" for i in columns]
    last = max((i for i, part in enumerate(own) if part.isdigit()), default=None)
    if last is None:
        return ()
    if len(own[last]) > len("201") and _CODE.fullmatch(own[last]):
        return own[last][:3], own[last][3:5], own[last][5:]
    parts = [
        part or (above[i] if i < len(above) else "") for i, part in enumerate(own[: last + 1])
    ]
    return tuple(parts) if _CODE.fullmatch("".join(parts)) and all(parts) else ()


def _of_code(code: str) -> str | None:
    return _FINANCING_CODES.get(code[:5]) or _TRANSFER_CODES.get(code[:3])


def rank_of(label: str) -> int | None:
    """How deep the number before a label stands: 一、 1, （一） 2, 1. 3, (1) 4; else None."""
    text = _OF_WHICH_ALONE.sub("", squeeze(label))
    return next((i for i, rule in enumerate(_NUMBERS, start=1) if rule.match(text)), None)


_OF_WHICH_ALONE = re.compile(r"^其中[:：]?")

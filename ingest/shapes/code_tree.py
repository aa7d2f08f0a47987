"""Rows keyed by a code: a function, an economic class or a unit, and a 合计 row.

What the codes are codes of is the form's (`codes`); each has its own digits. A code stands
in a cell of its own, split over 类, 款 and 项, or before its name in one cell.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest import headers
from ingest.account import ITEM_OF_UNIT
from ingest.account_unit import without_unit
from ingest.documents import Amount, Context, Grid, Records, Row
from ingest.form import Form
from ingest.shapes.project_rows import Item, leaf_rows
from ingest.shapes.rules import RowName
from ingest.shapes.tables import CODE, LABEL, Named, read_rows
from ingest.shapes.untaken import prints_money
from ingest.value import replace
from ingest.values import CODE_PARTS, is_blank, number, squeeze

_DEEPEST_HEAD = 15
_ITEM_DIGITS: Final = 5
_CODES_STAND_WITHIN: Final = 2
"""The columns in which codes of classes and items may stand."""
_TWO_DIGITS = re.compile(r"\d{2}")
_APART = re.compile(r"\d{3}(?:[-.·/]\d{2}){1,2}")
"""A code whose parts are parted by a mark: 201-26-01."""
_CODE_COLUMN = re.compile(r".{0,8}(?:编码|代码|编号)")
_NAME_COLUMN = re.compile(r".{0,8}(?:名称|项目|科目)")
_CODE_HEADS = frozenset({*CODE_PARTS, "栏次"})
_TOTAL = re.compile(r"(?:本年)?(?:支出|收入)?(?:合计|总计)")
_WITH_NAME = re.compile(r"[\[(]?(\d+)[\])]?[-—_:.、]*([^\d\W].*)")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A classification: what its whole codes look like and what each length of them is.

    `beside` heads columns that number the rows, or print something else than the name.
    """

    whole: re.Pattern[str]
    levels: Mapping[int, str]
    beside: re.Pattern[str]

    def is_code(self, text: str) -> bool:
        """Whether a text is a code of the classification, whole."""
        return bool(self.whole.fullmatch(text)) and len(text) in self.levels


_LINE_NUMBERS = r"行次|序号"
_UNITS = r"(?:预算)?(?:单位|部门)(?:代码|编码|名称)"
SCHEMES: Final[Mapping[str, Scheme]] = {
    "function": Scheme(
        re.compile(r"2\d*"),
        {3: "class", 5: "section", 7: "item"},
        re.compile(f"{_LINE_NUMBERS}|{_UNITS}"),
    ),
    "economic": Scheme(
        re.compile(r"3\d*"),
        {3: "class", 5: "item"},
        re.compile(f"{_LINE_NUMBERS}|{_UNITS}|政府预算(?:支出)?经济(?:分类)?(?:科目)?.*"),
    ),
    "government_economic": Scheme(
        re.compile(r"5\d*"),
        {3: "class", 5: "item"},
        re.compile(f"{_LINE_NUMBERS}|{_UNITS}|部门预算(?:支出)?经济(?:分类)?(?:科目)?.*"),
    ),
    "units": Scheme(
        re.compile(r"\d+"),
        dict.fromkeys((3, 6, 9, 12), "unit"),
        re.compile(_LINE_NUMBERS),
    ),
}
"""Functions begin with 2, economic classes of departments with 3 (those of governments
with 5); units are numbered by three digits a level."""


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a code tree.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    scheme = SCHEMES[form.codes]
    beside = _columns_beside(grid, scheme)
    whole = _below_their_class(_with_whole_codes(_codes_first(grid.rows)), scheme)
    rows = tuple(_without(row, beside) for row in whole)
    own = replace(grid, rows=rows)
    names = [name_row(row, scheme) for row in own.rows]
    if beside:
        _name_subtotals(names, grid, beside)
    _name_blank_total(names, own)
    named = {id(row): name for row, name in zip(own.rows, names, strict=True)}
    records = read_rows(own, form, context, lambda row, _: named[id(row)])
    by_unit = _lowest_units if form.codes == "units" else _of_units
    return replace(records, amounts=by_unit(records.amounts))


def _lowest_units(amounts: Sequence[Amount]) -> Sequence[Amount]:
    """The amounts, those of a unit's row that sums the units under it marked as a subtotal.

    合计         220.00
    示例局       220.00      what the next two add up to, as the total shows
    示例局本级   150.00
    示例中心      70.00
    """
    codes = {a.code_text for a in amounts if a.code_text}
    units = [
        a
        for a in amounts
        if a.row_key == "unit" and a.measure == "total" and not _has_parts(a.code_text, codes)
    ]
    total = [a.amount for a in amounts if a.row_key == "total" and a.measure == "total"]
    items = [Item(a.row_no, {}, a.amount) for a in units]
    leaves = leaf_rows(items, total[-1] if total else None)
    sums = {item.row_no for item in items} - {item.row_no for item in leaves}
    return [
        replace(a, row_key="subtotal", code_text=None) if a.row_no in sums else a
        for a in amounts
    ]


def _of_units(amounts: Sequence[Amount]) -> Sequence[Amount]:
    """The amounts, those of a code with a row for each of several units marked as such.

        101001 | 示例局本级 | 2010101 | 行政运行 | 150.00
        101002 | 示例中心   | 2010101 | 行政运行 |  50.00
               |            |         | 合计     | 200.00

    So the total has to say: it has all of the rows, nearer than without any of them. Without
    that a code printed twice stays what it is.
    """
    rows: dict[str, set[int]] = {}
    for amount in amounts:
        rows.setdefault(amount.code_text or "", set()).add(amount.row_no)
    several = {code for code, row_nos in rows.items() if code and len(row_nos) > 1}
    repeated = {code for code in several if not _has_parts(code, rows)}
    if not repeated:
        return amounts
    leaves = [a for a in amounts if a.code_text and not _has_parts(a.code_text, rows)]
    for measure in {a.measure for a in leaves if a.code_text in repeated}:
        total = [a.amount for a in amounts if a.row_key == "total" and a.measure == measure]
        own = [a for a in leaves if a.measure == measure and a.amount]
        least = min((abs(a.amount) for a in own if a.code_text in repeated), default=None)
        if least and not (total and 2 * abs(total[-1] - sum(a.amount for a in own)) < least):
            return amounts
    keys = {id(a): ITEM_OF_UNIT for a in leaves if a.code_text in repeated}
    return [replace(a, row_key=keys.get(id(a), a.row_key)) for a in amounts]


def _has_parts(code: str | None, codes: Collection[str]) -> bool:
    return code is not None and any(other != code and other.startswith(code) for other in codes)


def _codes_first(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with the column of codes before that of names, where the head has them so."""
    for row in rows[:_DEEPEST_HEAD]:
        codes = [i for i, cell in enumerate(row.cells) if _heads_codes(cell)]
        names = [i for i, cell in enumerate(row.cells) if _heads_names(cell)] if codes else []
        if len(codes) == len(names) == 1 and codes[0] == names[0] + 1:
            return [_swapped(each, names[0]) for each in rows]
    return rows


@lru_cache(maxsize=16_384)
def _heads_codes(cell: str) -> bool:
    return _CODE_COLUMN.fullmatch(squeeze(cell)) is not None


@lru_cache(maxsize=16_384)
def _heads_names(cell: str) -> bool:
    return _NAME_COLUMN.fullmatch(squeeze(cell)) is not None


def _swapped(row: Row, at: int) -> Row:
    def order(texts: Sequence[str]) -> tuple[str, ...]:
        if len(texts) < at + 2:
            return tuple(texts)
        return (*texts[:at], texts[at + 1], texts[at], *texts[at + 2 :])

    return replace(
        row, cells=order(row.cells), places=order(row.places), covered=order(row.covered)
    )


def _with_whole_codes(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with the parts of a code that stand above them: 201, then | 26, then | | 01."""
    heads = [[squeeze(cell) for cell in row.cells] for row in rows[:_DEEPEST_HEAD]]
    at = next((i for i, texts in enumerate(heads) if set(CODE_PARTS) <= set(texts)), None)
    if at is None:
        return rows
    columns = [heads[at].index(part) for part in CODE_PARTS]
    above: list[str] = []
    made = list(rows[: at + 1])
    for row in rows[at + 1 :]:
        texts = [squeeze(row.cells[i]) if i < len(row.cells) else "" for i in columns]
        first = next((i for i, text in enumerate(texts) if text.isdecimal()), None)
        if first is None or any(text and not text.isdecimal() for text in texts):
            made.append(row)
            continue
        above = [*above[:first], *texts[first:]]
        cells = list(row.cells)
        if first and len(above) == len(CODE_PARTS) and all(above[:first]):
            for i, text in zip(columns[:first], above, strict=False):
                cells[i] = text
        made.append(replace(row, cells=tuple(cells)))
    return made


def _below_their_class(rows: Sequence[Row], scheme: Scheme) -> Sequence[Row]:
    """The rows with the class before codes that print no more than their own two digits.

        301 | 工资福利支出              301   | 工资福利支出
        01  | 基本工资          →      30101 | 基本工资

    All numbers of the column are such codes, or classes.
    """
    if scheme.levels.get(_ITEM_DIGITS) != "item":
        return rows
    for column in range(_CODES_STAND_WITHIN):
        texts = [squeeze(row.cells[column]) if column < len(row.cells) else "" for row in rows]
        codes = [text for text in texts if text.isdecimal()]
        own = [text for text in codes if _TWO_DIGITS.fullmatch(text)]
        is_below = own and _is_class(codes[0], scheme)
        if is_below and all(text in own or _is_class(text, scheme) for text in codes):
            return list(_joined_below(rows, texts, column))
    return rows


def _is_class(text: str, scheme: Scheme) -> bool:
    return scheme.is_code(text) and scheme.levels[len(text)] == "class"


def _joined_below(rows: Sequence[Row], texts: Sequence[str], column: int) -> Iterator[Row]:
    above = ""
    for row, text in zip(rows, texts, strict=True):
        if _TWO_DIGITS.fullmatch(text) and above:
            cells = (*row.cells[:column], above + text, *row.cells[column + 1 :])
            yield replace(row, cells=cells)
            continue
        above = text if text.isdecimal() else above
        yield row


def _name_subtotals(names: list[Named | None], grid: Grid, beside: Collection[int]) -> None:
    """Names the rows that print figures beside a unit: what its codes add up to."""
    for i, row in enumerate(grid.rows):
        if names[i] is not None or headers.is_number_line(row):
            continue
        unit = [c for c in beside if c < len(row.cells) and row.cells[c].strip()]
        texts = [c for c, cell in enumerate(row.cells) if cell.strip() and number(cell) is None]
        if unit and texts and prints_money(row, max(*unit, *texts) + 1):
            name = RowName("subtotal", None, row.cells[max(texts)])
            names[i] = Named(name, {max(texts): LABEL}, max(*unit, *texts) + 1)


def _name_blank_total(names: list[Named | None], grid: Grid) -> None:
    """Names a total that prints its figures alone, as the first or the last of the rows."""
    named = [i for i, name in enumerate(names) if name is not None]
    if not named or any(name and name.name.row_key == "total" for name in names):
        return
    for i in (named[0] - 1, named[-1] + 1):
        if not 0 <= i < len(names):
            continue
        row = grid.rows[i]
        printed = [squeeze(cell) for cell in row.cells if cell.strip()]
        if _only_figures([(0, text) for text in printed]) and prints_money(row, 0):
            first = next(c for c, cell in enumerate(row.cells) if cell.strip())
            names[i] = Named(RowName("total"), {}, first)
            return


def _columns_beside(grid: Grid, scheme: Scheme) -> frozenset[int]:
    """The columns that print line numbers, or names and codes of something else.

    They are told by the header, which ends where the first row is named without them.
    """
    found: frozenset[int] = frozenset()
    width = headers.width(grid)
    for depth in range(1, min(_DEEPEST_HEAD, len(grid.rows)) + 1):
        if name_row(_without(grid.rows[depth - 1], found), scheme) is not None:
            break
        paths = headers.paths(grid.rows[:depth], width, grid.merges_known)
        found = frozenset(
            column
            for column, path in enumerate(paths)
            if any(map(scheme.beside.fullmatch, path))
        )
    return found


def _without(row: Row, columns: frozenset[int]) -> Row:
    """The row with these columns blank; 合计 may stand in one of them instead of beside."""
    if not columns:
        return row
    totals = [i for i, cell in enumerate(row.cells) if _TOTAL.fullmatch(squeeze(cell))]
    kept = totals if columns.issuperset(totals) else ()
    cells = ("" if i in columns and i not in kept else cell for i, cell in enumerate(row.cells))
    covered = ("" if i in columns else cell for i, cell in enumerate(row.covered))
    return replace(row, cells=tuple(cells), covered=tuple(covered))


def name_row(row: Row, scheme: Scheme) -> Named | None:
    """A body row begins with a code and a name, or is the total.

    Some forms print the total in the row of 类, 款, 项, beside these heads.
    """
    printed = [(i, squeeze(cell)) for i, cell in enumerate(row.cells) if cell.strip()]
    while len(printed) > 1 and printed[0][1] in _CODE_HEADS:
        printed = printed[1:]
    printed = _with_whole_total(printed)
    code, columns = leading_code(printed, scheme)
    rest = printed[len(columns) :]
    if not code and rest and (found := _WITH_NAME.fullmatch(rest[0][1])):
        code = found.group(1) if scheme.is_code(found.group(1)) else ""
    if not rest or number(rest[0][1]) is not None:
        return None
    column, label = rest[0]
    is_total = _TOTAL.fullmatch(without_unit(label)) is not None
    is_line = _only_figures(rest[1:]) or prints_money(row, column + 1)
    is_subtotal = squeeze(label) == "小计" and prints_money(row, column + 1)
    is_sum = is_total or is_subtotal or _is_unit(row, rest, scheme)
    if not code and not (is_line and is_sum):
        return None
    key = scheme.levels.get(len(code), "unit")
    if not code and (is_total or is_subtotal):
        key = "total" if is_total else "subtotal"
    name = RowName(key, code or None, row.cells[column])
    return Named(name, {**dict.fromkeys(columns, CODE), column: LABEL}, column + 1)


def _with_whole_total(printed: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The cells of a row with 合 and 计 as one, where the space between them parted columns."""
    start = "".join(text for _, text in printed[:2])
    if len(printed) < 2 or not _TOTAL.fullmatch(start) or _TOTAL.fullmatch(printed[0][1]):
        return printed
    return [(printed[1][0], start), *printed[2:]]


def _only_figures(printed: Sequence[tuple[int, str]]) -> bool:
    """Whether no text follows: 合计 heads a column where other heads stand beside it."""
    return all(is_blank(text) or number(text) is not None for _, text in printed)


def _is_unit(row: Row, printed: Sequence[tuple[int, str]], scheme: Scheme) -> bool:
    """Whether a row without a code can be a unit's: a name, and figures after it."""
    return (
        scheme is SCHEMES["units"]
        and any(number(text) is not None for _, text in printed[1:])
        and not headers.is_number_line(row)
    )


@lru_cache(maxsize=65_536)
def plain_code(text: str) -> str:
    """A code without what offices and programs put around it: `[2012601]`, `201-26-01`.

    A workbook's number may have become a text with decimals: `2012601.0`, `201.00`.
    """
    bare = re.sub(r"^(?:[\[(](\d+)[\])]|['‘’`](\d+)|(\d{3,})\.0+)$", r"\1\2\3", text)
    return re.sub(r"\D", "", bare) if _APART.fullmatch(bare) else bare


def leading_code(
    printed: Sequence[tuple[int, str]], scheme: Scheme
) -> tuple[str, tuple[int, ...]]:
    """The code that a row begins with, whole or split over 类, 款 and 项 columns.

    A part may lack its zero: `301 | 2` is 30102.
    """
    code = ""
    columns: list[int] = []
    for column, printed_text in printed:
        text = plain_code(printed_text)
        if not text.isdecimal():
            break
        if scheme.is_code(text) and (not code or text.startswith(code)):
            code = text
        elif code and len(text) <= 2 and scheme.is_code(code + text.zfill(2)):
            code += text.zfill(2)
        else:
            break
        columns.append(column)
    return code, tuple(columns)

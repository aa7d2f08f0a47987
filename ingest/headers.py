"""Header rows → which column prints which measure.

A header may be several rows deep. Where the format states merged cells they are filled
already; in plain text a merged cell stands once and blanks follow it, so a blank takes
the text on its left while the rows above agree.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from ingest.account_unit import is_of_units, without_unit
from ingest.documents import Grid, Row, TableColumn
from ingest.errors import DocumentError, Reason
from ingest.form import Column, Form
from ingest.values import CODE_PARTS, is_blank, number, relative_years, squeeze

Path = tuple[str, ...]

_NOISE = re.compile(
    r"^(?:其中[:：]?|#)|^[一二三四五六七八九十]+、|^\d{1,2}[.、](?!\d)|^\([一二三四五六七八九十\d]{1,2}\)"
    r"|\((?:金额)?(?:单位:?)?[^()]*元\)|(?<=[数额计])[,:、/]?(?:单位:)?[千百万亿]*元$|[“”\"'‘’]|\([A-Za-z](?:=.*)?\)$"
    r"|^[A-Za-z]{3,}(?=[一-鿿])|(?<=[一-鿿])[A-Za-z]{3,}$"
    r"|^(?:编制|填报|公开|预算|金额)?(?:部门|单位)(?:名称)?[:：].*$|^(?:公开|预算)\d+(?:-\d+)?表$"
)
"""What a header cell prints that is no header: 其中, numbering, units, publisher, table no.,
the same in English."""
_ANOTHER_YEAR = re.compile(r".*(?:上年|去年|前年|增减|增长|变动).*")
_DERIVED = re.compile(
    r".*(?:增减|增长|变动|变化|幅度|差额|同比|环比|占比|差异|占.+[%比]|比重|比例|比率|比上年|较上年|完成率|执行率|备注|说明).*|%|\(%\)"
)
"""What heads a column that is worked out from others, or says something about them."""
_NATURES = "基本", "项目"
_TITLE = re.compile(r".+表(?:\(.*\))?")
_COLUMN_NUMBER = re.compile(r"(?:第)?\(?(\d{1,2})\)?(?:栏|列)?(?:=[\d+\-()+栏]*)?|([①-⑳])")
"""A column's number: `3`, `(3)`, `第3栏`, `3=1+2`."""
_NUMBERS_COLUMNS = re.compile(r".*(?:栏次|行次|档次|列次)|栏目|栏|序号")
"""What says that the cells after it number the columns; another cell may run into it."""
_LINE_COLUMN = re.compile(r"行次|栏次|序号")
"""What heads a column that numbers the lines."""
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}年度?")
_ORDINALS = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a grid, read once.

    Attributes:
        rows: the header rows.
        width: the number of columns of the grid.
        printed: the header path of each column.
        numbered: the columns that a number line numbers, in order.
        lines: the columns that number the lines (行次).
    """

    rows: Sequence[Row]
    width: int
    printed: Sequence[Path]
    numbered: tuple[int, ...]
    lines: frozenset[int]


def header_of(grid: Grid, rows: Sequence[Row]) -> Header:
    """What the head of a grid says, `rows` being its header rows."""
    across = width(grid)
    return Header(
        rows,
        across,
        paths(rows, across, grid.merges_known),
        numbered_columns(rows),
        frozenset(line_columns(rows)),
    )


def paths(rows: Sequence[Row], width: int, merges_known: bool) -> tuple[Path, ...]:
    """Per column, the header texts from the top row down, each once.

    `merges_known`: the rows state which cell covers a position; else, and where no row of the
    head states one, blanks take the text on their left. Rows that print figures are no head,
    nor are lines of column numbers.
    """
    rows = [row for row in rows if _is_of_heads(row)]
    stated = merges_known and _states_merges(rows)
    levels = [
        [_squeezed(row.covered if stated else row.cells, i) for i in range(width)]
        for row in rows
    ]
    if not stated:
        levels = [level for level in levels if _heads_columns(level)]
        _fill_right(levels)
    return tuple(
        tuple(text for level, text in enumerate(column) if text and text not in column[:level])
        for column in (tuple(level[i] for level in levels) for i in range(width))
    )


def _is_of_heads(row: Row) -> bool:
    return not (is_number_line(row) or prints_figures(row) or is_of_units(row))


def _states_merges(rows: Sequence[Row]) -> bool:
    """Whether a head states what covers its blanks: cells merged, or no blank in its top row.

    A title over the whole table says nothing of the columns.
    """
    heads = [row for row in rows if sum(1 for cell in row.cells if cell.strip()) > 1]
    if len(heads) < 2:
        return True
    return any(
        covered.strip() and not cell.strip()
        for row in heads
        for cell, covered in zip(row.cells, row.covered, strict=False)
    )


def cell_at(row: Row, column: int) -> str:
    """A header cell's squeezed text without units and `其中：`; '' past the row's end."""
    return _squeezed(row.cells, column)


def _squeezed(cells: tuple[str, ...], column: int) -> str:
    return _heads_of(cells)[column] if column < len(cells) else ""


@lru_cache(maxsize=16_384)
def _heads_of(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row as heads: squeezed, without units and `其中：`."""
    heads = ["" if is_blank(cell) else bare_head(cell) for cell in cells]
    return tuple(
        f"{head}支出" if head in _NATURES and _are_natures(cells, column) else head
        for column, head in enumerate(heads)
    )


def _are_natures(cells: Sequence[str], column: int) -> bool:
    """Whether 基本 and 项目 stand side by side: of what is spent, and no heads of names."""
    heads = [bare_head(cell) for cell in cells if not is_blank(cell)]
    at = sum(not is_blank(cell) for cell in cells[:column])
    first = at - _NATURES.index(heads[at])
    return tuple(heads[max(first, 0) : first + 2]) == _NATURES


@lru_cache(maxsize=65_536)
def bare_head(text: str) -> str:
    """A head's squeezed text without its unit, `其中：`, its number and the column's letter."""
    return _NOISE.sub("", without_unit(text))


def _heads_columns(level: Sequence[str]) -> bool:
    """Whether a row heads columns: it is not blank, and not the table's title alone."""
    printed = [text for text in level if text]
    return bool(printed) and not (len(printed) == 1 and _TITLE.fullmatch(printed[0]))


def _fill_right(levels: list[list[str]]) -> None:
    for depth, level in enumerate(levels):
        for column in range(1, len(level)):
            above = [
                upper[column] == upper[column - 1] and upper[column] for upper in levels[:depth]
            ]
            if not level[column] and all(above):
                level[column] = level[column - 1]


def is_number_line(row: Row) -> bool:
    """Whether a row only numbers the columns: `栏次 | 1 | 2 | 3`, or names 类 | 款 | 项.

    It counts on from cell to cell, with nothing but texts before it. Where a cell says that
    it numbers columns, a few cells may print something else (a head that runs over); where
    none does, the count is whole, and begins with 1 or is long (a table cut over pages); or
    many cells print the number of their own place, and few print anything else: some of a row
    under a seal are not seen.
    """
    return _numbers_columns(row.cells)


@lru_cache(maxsize=16_384)
def _numbers_columns(cells: tuple[str, ...]) -> bool:
    if _count_places(cells):
        return True
    return not any(map(_is_of_no_number_line, cells)) and _count_on(cells)


def _count_places(cells: tuple[str, ...]) -> bool:
    printed = [(place, squeeze(cell)) for place, cell in enumerate(cells) if cell.strip()]
    if len(printed) < _MANY_PLACES:
        return False
    counted = [(place, _column_number(text)) for place, text in printed]
    steps = {number - place for place, number in counted if number is not None}
    seen = sum(number is not None for _, number in counted)
    is_most = seen >= max(_MANY_PLACES, 0.75 * len(printed))
    return len(steps) == 1 and is_most and not _is_sum([text for _, text in printed])


def _count_on(cells: tuple[str, ...]) -> bool:
    printed = [squeeze(cell) for cell in cells if cell.strip()]
    if len(printed) >= _COUNTS_BY_ITSELF and "".join(printed) == _LETTERS[: len(printed)]:
        return True
    said = [text for text in printed if _NUMBERS_COLUMNS.fullmatch(text)]
    others = [text for text in printed if not _NUMBERS_COLUMNS.fullmatch(text)]
    others = [text for text in others if text not in CODE_PARTS]
    counted = [_column_number(text) for text in others]
    numbers = [found for found in counted if found is not None]
    if len(others) < len(printed) and not others:
        return True
    if any(_prints_figure(text) for text, n in zip(others, counted, strict=True) if n is None):
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    if said or len(others) < len(printed):
        ordered = sum(step in (1, 2) for step in steps)
        is_said = any(text.endswith("栏次") for text in said)  # two cells may be read as one
        return 2 * len(numbers) > len(others) and (is_said or 2 * ordered >= len(steps))
    whole = bool(numbers) and all(step == 1 for step in steps)
    whole = whole and (numbers[0] == 1 or len(numbers) > _COUNTS_BY_ITSELF)
    labels = counted.index(numbers[0]) if whole else len(counted)
    if not whole or len(counted) - labels != len(numbers):
        return False
    return labels == 0 or (len(numbers) >= _COUNTS_BY_ITSELF and not _is_sum(others[:labels]))


@lru_cache(maxsize=65_536)
def _is_of_no_number_line(cell: str) -> bool:
    """Whether a cell prints a figure that cannot number a column."""
    text = squeeze(cell)
    is_of_one = _NUMBERS_COLUMNS.fullmatch(text) or text in CODE_PARTS
    return not is_of_one and _column_number(text) is None and _prints_figure(text)


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MANY_PLACES = 5
"""So many cells that print their own places number columns, whatever a few others print."""
_COUNTS_BY_ITSELF = 3
"""How far a line must count whose labels do not say that it numbers columns."""
_SUM = re.compile(r".*(?:合计|总计|小计).*")


def _is_sum(labels: Sequence[str]) -> bool:
    return any(map(_SUM.fullmatch, labels))


def _column_number(text: str) -> int | None:
    found = _COLUMN_NUMBER.fullmatch(text)
    if found is None:
        return None
    return int(found[1]) if found[1] else ord(found[2]) - ord("①") + 1


def _prints_figure(text: str) -> bool:
    """Whether a squeezed text is a figure: a number that is no year and no small count."""
    parsed = number(text)
    return parsed is not None and not (_ORDINALS.fullmatch(text) or _YEAR.fullmatch(text))


def prints_figures(row: Row) -> bool:
    """Whether a row prints figures: such a row never belongs to a head.

    Years, and numbers of columns and lines, are no figures.
    """
    return not is_number_line(row) and any(map(_is_figure, row.cells))


@lru_cache(maxsize=65_536)
def _is_figure(cell: str) -> bool:
    return _prints_figure(squeeze(cell))


def numbered_columns(rows: Sequence[Row]) -> tuple[int, ...]:
    """The positions that a number line numbers, in order; empty where there is none."""
    for row in rows:
        if is_number_line(row):
            columns = [
                i
                for i, cell in enumerate(row.cells)
                if _column_number(squeeze(cell)) is not None
            ]
            if len(columns) > 1:
                return tuple(columns)
    return ()


def _spoken(printed: Sequence[Path], phase: str | None = None) -> list[Path]:
    """The paths as a form speaks of them: years as 本年 and 上年, without a title over all."""
    longer = [path for path in printed if len(path) > 1]
    over = {path[0] for path in longer}
    shared = len(longer) > 1 and (
        len({path[:1] for path in printed if path}) == 1
        or (len(over) == 1 and all(map(_TITLE.fullmatch, over)))
    )
    paths = [path[1:] if shared and len(path) > 1 else path for path in printed]
    spoken = relative_years((part for path in paths for part in path), phase)
    return [tuple(spoken[part] for part in path) for path in paths]


def by_text(
    columns: Sequence[Column], printed: Sequence[Path], phase: str | None = None
) -> dict[str, int]:
    """Measures by the header text over them; exact paths are given out first.

    `phase` is the form's: in accounts the newest year that a head names is their own.
    """
    return dict(_columns_of_head(tuple(columns), tuple(map(tuple, printed)), phase))


@lru_cache(maxsize=4_096)
def _columns_of_head(
    columns: tuple[Column, ...], printed: tuple[Path, ...], phase: str | None
) -> Mapping[str, int]:
    own = _of_own_stage(columns, printed, phase)
    return _by_text(columns, _as_of(columns, own, phase))


def _of_own_stage(
    columns: Sequence[Column], printed: Sequence[Path], phase: str | None
) -> Sequence[Path]:
    """The paths of accounts without those of the budget that stands beside: 年初预算 | 决算.

    A form that prints both has a column for each.
    """
    if phase != "executed" or any(_OF_A_STAGE.search(column.measure) for column in columns):
        return printed
    planned = [any(map(_PLANNED.search, path)) for path in printed]
    executed = [any(map(_EXECUTED.fullmatch, path)) for path in printed]
    if not any(planned) or not any(executed):
        return printed
    return tuple(
        () if is_other else path for path, is_other in zip(printed, planned, strict=True)
    )


_OF_A_STAGE = re.compile("approved|adjusted|executed|budget|planned|year")
_PLANNED = re.compile(
    r"预算(?:安排)?(?:数|金额|额)$|^(?:年初|全年|年度|本年|当年|调整后?|\d{4}年度?)*预算(?:安排)?$"
)
_EXECUTED = re.compile(r".{0,8}(?:决算|执行|实际支出).{0,3}")


@lru_cache(maxsize=4_096)
def _as_of(
    columns: tuple[Column, ...], printed: tuple[Path, ...], phase: str | None
) -> Sequence[Path]:
    """The paths as the columns of a form speak of them.

    A single year that the head names beside 本年预算 is the year before: of a plan. Where a
    column that the form needs is missing then, it is this year: of an account. A head that a
    page without lines breaks stands in two rows: no column has its parts, one has the whole.
    """
    ways = [way for column in columns for way in column.headers]
    spoken = [_plainer(ways, _whole(ways, path), phase) for path in _spoken(printed, phase)]
    needed = {column.measure for column in columns if not column.optional}
    years = {year for path in printed for part in path for year in _YEAR.findall(part)}
    if len(years) != 1 or needed <= _by_text(columns, spoken).keys():
        return spoken
    this_year = _spoken([tuple(_NAMED_YEAR.sub("本年", p) for p in path) for path in printed])
    return this_year if needed <= _by_text(columns, this_year).keys() else spoken


def _whole(ways: Sequence[tuple[re.Pattern[str], ...]], path: Path) -> Path:
    """A path with the parts put together that only together head a column of the form."""
    if len(path) < 2 or _is_of(ways, path):
        return path
    joined = (
        (*path[:i], path[i] + path[i + 1], *path[i + 2 :])
        for i in reversed(range(len(path) - 1))
    )
    return next((whole for whole in joined if _is_of(ways, whole)), path)


def _plainer(
    ways: Sequence[tuple[re.Pattern[str], ...]], path: Path, phase: str | None
) -> Path:
    """A path that no column has, without words that only say what the whole table is of.

    The stage of accounts in a head of accounts, and what a bracket says is in it:
    财政拨款收入决算数, 财政拨款收入（含基金）, 决算数 below 基本支出.
    """
    over = path[:-1]
    is_below = bool(over) and phase == "executed" and _STAGE_ALONE.fullmatch(path[-1])
    if is_below and not any(len(way) > 1 and _matches(way, path, exact=False) for way in ways):
        return over if any(_matches(way, over, exact=True) for way in ways) else path
    if not path or _is_of(ways, path):
        return path
    plain = _SAYS_WHAT_IS_IN.sub("", path[-1])
    plain = _STAGE.sub("", plain, count=1) if phase == "executed" else plain
    plainer = (*path[:-1], plain)
    return plainer if plain and _is_of(ways, plainer) else path


_STAGE = re.compile("决算(?:数|金额|额)?")
_STAGE_ALONE = re.compile("(?:本年)?(?:决算|执行)(?:数|金额|额)?")
_SAYS_WHAT_IS_IN = re.compile(r"\((?:含|包括|包含)[^()]*\)$")


def _by_text(columns: Sequence[Column], printed: Sequence[Path]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for exact in (True, False):
        for column in columns:
            if column.measure in positions:
                continue
            for header in column.headers:
                found = _first(header, printed, exact, set(positions.values()))
                if found is not None:
                    positions[column.measure] = found
                    break
    return positions


def _first(
    header: tuple[re.Pattern[str], ...],
    printed: Sequence[Path],
    exact: bool,
    taken: set[int],
) -> int | None:
    for position, path in enumerate(printed):
        if position not in taken and _matches(header, path, exact):
            return position
    return None


def _matches(header: tuple[re.Pattern[str], ...], path: Path, exact: bool) -> bool:
    """Whether a header's parts are the path, or end it with parts above left out.

    What says that the column is about another year is never left out.
    """
    if not path or (exact and len(header) != len(path)):
        return False
    if not header[-1].fullmatch(path[-1]):
        return False
    wanted = list(header[:-1])
    for text in path[:-1]:
        if wanted and wanted[0].fullmatch(text):
            wanted.pop(0)
        elif _ANOTHER_YEAR.fullmatch(text):
            return False
    return not wanted


def candidates(
    form: Form,
    printed: Sequence[Path],
    numbered: Sequence[int],
    body: Sequence[int],
    named: Mapping[str, int] = MappingProxyType({}),
) -> list[dict[str, int]]:
    """Complete column positions in order of trust.

    The header's text; the line that numbers the columns, the columns under any header, and
    those in which the body prints figures, where they are as many as the form has. Optional
    columns may be absent: a department that has nothing in a column may cut it away.

    Args:
        form: the form with its columns in printed order.
        printed: the header path of each column.
        numbered: columns that the number line numbers.
        body: columns in which body rows print figures.
        named: measures whose column the rows' sums name, under a header nobody knows.

    Raises:
        DocumentError: no reading gives every required column, and more than totals.
    """
    text = {**by_text(form.columns, printed, form.phase), **named}
    required = {column.measure for column in form.columns if not column.optional}
    every = [column.measure for column in form.columns]
    is_complete = required <= text.keys() and _says_something(form, text, body)
    least = [m for m in every if m in (text if is_complete else required)]
    found = [text] if is_complete else []
    first = min(text.values(), default=min(body, default=0))
    headed = [i for i, path in enumerate(printed) if path and i >= first]
    for columns in (numbered, headed, body):
        found.extend(
            dict(zip(measures, columns, strict=True))
            for measures in ([every] if every == least else [every, least])
            if len(columns) == len(measures) and _says_something(form, measures, columns)
        )
    if not found:
        missing = ", ".join(sorted(required - text.keys())) or "the parts of its totals"
        raise DocumentError(Reason.COLUMNS_UNMAPPED, f"no column found for {missing}")
    return found


def _says_something(form: Form, found: Collection[str], body: Sequence[int]) -> bool:
    """Whether the columns found are more than the totals of others that are not.

    A total alone says all there is where it is the only column with figures, or where the
    form asks for no parts of it.
    """
    wholes = {i.of("left")[0].name: i for i in form.identities if i.axis == "columns"}
    totals = [measure for measure in found if measure in wholes]
    if len(totals) < len(found) or len(body) <= len(totals):
        return True
    return any(term.name in found for m in totals for term in wholes[m].of("right"))


def foreign(form: Form, header: Header) -> dict[int, str]:
    """The columns that print a header of their own which is no header of the form.

    A blank that only takes the text on its left is not one: a displaced figure may stand
    there.
    """
    own = {
        column
        for row in header.rows
        if not is_number_line(row) and not prints_figures(row)
        for column, cell in enumerate(row.cells)
        if not is_blank(cell) and number(cell) is None
    }
    own -= header.lines
    printed = header.printed
    own_stage = _of_own_stage(form.columns, printed, form.phase)
    spoken = _as_of(form.columns, tuple(own_stage), form.phase)
    of_form = [bool(path) and _is_of_form(form, path) for path in spoken]
    return {
        column: "/".join(printed[column])
        for column in sorted(own | {i for i, path in enumerate(own_stage) if not path})
        if column < len(printed) and printed[column] and not of_form[column]
    }


def is_of_another_year(path: Path) -> bool:
    """Whether a header says that its column is of another year than the table."""
    return any(_ANOTHER_YEAR.fullmatch(text) for text in _spoken([path])[0])


def is_derived(header: str) -> bool:
    """Whether a column compares others, or takes a note: it holds no money of its own."""
    return any(map(_DERIVED.fullmatch, header.split("/")))


def line_columns(head: Sequence[Row]) -> set[int]:
    """The columns that number the lines (行次): figures can slip there, none belongs there."""
    return {
        column
        for row in head
        if not is_number_line(row)
        for column, cell in enumerate(row.cells)
        if _LINE_COLUMN.fullmatch(squeeze(cell))
    }


@lru_cache(maxsize=65_536)
def _is_of_form(form: Form, path: Path) -> bool:
    return _is_of([way for column in form.columns for way in column.headers], path)


def _is_of(ways: Sequence[tuple[re.Pattern[str], ...]], path: Path) -> bool:
    """Whether a column can be one of the form's: by its lowest header, and by its year."""
    if any(map(_ANOTHER_YEAR.fullmatch, path)):
        return any(_matches(header, path, exact=False) for header in ways)
    return any(header[-1].fullmatch(path[-1]) for header in ways)


def table_columns(
    positions: Mapping[str, int], printed: Sequence[Path]
) -> tuple[TableColumn, ...]:
    """The table's columns as records, with their header texts."""
    return tuple(
        TableColumn(measure, column, "/".join(printed[column]))
        for measure, column in sorted(positions.items(), key=lambda item: item[1])
        if column < len(printed)
    )


def width(grid: Grid) -> int:
    """The number of columns of a grid's widest row."""
    return max((len(row.cells) for row in grid.rows), default=0)

"""Noise of layout: heads with a cell too many or too few, slipped lines, tables in parts."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from corpus.noise_rows import figures_of, is_tree, starts_clean, with_rows
from corpus.performance_tables import Evaluation, Promise
from corpus.render import Cell
from corpus.sheet import Figure, Row, Sheet

_SIGNED = (
    ("评价结论", "项目总体执行情况良好。"),
    ("存在问题", "部分工作进度偏慢。"),
    ("改进措施", "加强统筹，按期推进。"),
    ("说明", "无"),
    ("项目负责人：示例甲", "联系人：示例乙"),
    ("填表人：示例丙", "填表日期：3月1日"),
)
_REMARKS = ("含结转", "据实列支", "见说明", "专款", "")


def _rows(sheet: Sheet) -> list[Row]:
    return [list(row) for row in sheet.table.rows]


def _number_line(sheet: Sheet) -> int | None:
    """The header row of column numbers."""
    for i, row in enumerate(sheet.table.rows[: sheet.table.header]):
        texts = [cell.text for cell in row if cell and cell.text]
        if sum(text.isdecimal() for text in texts) > 2 and "1" in texts:
            return i
    return None


def number_line_overflow(rng: Random, sheet: Sheet) -> Sheet | None:
    """The second line of a wrapped head stands in the first cell of the column numbers."""
    at, rows = _number_line(sheet), _rows(sheet)
    if at is None or not is_tree(sheet):
        return None
    first = rows[at][0]
    if first is None or first.text.isdecimal():
        return None
    rows[at][0] = replace(first, text=rng.choice(("科目编码", "编码", "目编码")))
    return with_rows(sheet, rows)


def _lowest_run(sheet: Sheet) -> tuple[int, list[int]] | None:
    """The lowest header row with words, and the columns of its cells under merged heads."""
    for i in range(sheet.table.header - 1, 0, -1):
        row = sheet.table.rows[i]
        named = [
            j for j, c in enumerate(row)
            if c is not None and len(c.text) > 1 and not c.text.isdecimal() and c.columns == 1
            and c.figure is None
        ]  # fmt: skip
        if len(named) > 1 and i != _number_line(sheet):
            return i, named
    return None


def header_cell_too_many(rng: Random, sheet: Sheet) -> Sheet | None:
    """A blank cell too many in the lower header: the heads behind it stand one place right."""
    found = _lowest_run(sheet)
    if found is None or not is_tree(sheet):
        return None
    at, named = found
    rows = _rows(sheet)
    place = rng.choice(named[:-1] or named)
    rows[at].insert(place, Cell(""))
    return with_rows(sheet, [[*row, *[Cell("")] * (i != at)] for i, row in enumerate(rows)])


def header_cell_missing(rng: Random, sheet: Sheet) -> Sheet | None:
    """The lower header lost a cell: the heads behind it stand one place left."""
    found = _lowest_run(sheet)
    if found is None or not is_tree(sheet):
        return None
    at, named = found
    rows = _rows(sheet)
    del rows[at][rng.choice(named[:-1] or named)]
    rows[at].append(Cell(""))
    return with_rows(sheet, rows)


def flat_heads(_: Random, sheet: Sheet) -> Sheet | None:
    """Merged heads came out as a head and blank cells behind and below it."""
    rows = _rows(sheet)
    changed = False
    for i in range(sheet.table.header):
        for j, cell in enumerate(rows[i]):
            if cell is not None and cell.columns * cell.rows > 1:
                changed = True
                rows[i][j] = replace(cell, columns=1, rows=1)
                for down in range(i, i + cell.rows):
                    for right in range(j, j + cell.columns):
                        if (down, right) != (i, j):
                            rows[down][right] = Cell("")
    return with_rows(sheet, rows) if changed else None


def slipped_account_line(rng: Random, sheet: Sheet) -> Sheet | None:
    """A line of an account lost a blank cell: what follows stands one place left."""
    rows = _rows(sheet)
    if is_tree(sheet) or not any(_sides(row) for row in rows):
        return None
    places = [
        i for i in range(sheet.table.header, len(rows))
        if _sides(rows[i]) == {"expenditure"} and rows[i][0] and not rows[i][0].text  # type: ignore[union-attr]
    ]  # fmt: skip
    if not places:
        return None
    at = rng.choice(places)
    del rows[at][0]
    rows[at].append(Cell(""))
    return with_rows(sheet, rows)


def _sides(row: Sequence[Cell | None]) -> set[str]:
    figures = [cell.figure for cell in row if cell]
    return {f.side for f in figures if isinstance(f, Figure) and f.side and f.amount}


def dropped_empty_columns(_: Random, sheet: Sheet) -> Sheet | None:
    """Columns in which nothing stands were cut away."""
    table = sheet.table
    if not is_tree(sheet):
        return None
    columns = {j for row in table.rows for j in figures_of(row)}
    body = table.rows[table.header :]
    empty = [j for j in sorted(columns) if not any(_states(row, j) for row in body)]
    blank = [j for j in range(min(columns, default=0), table.width) if j not in columns]
    empty += [j for j in blank if not any(row[j] and row[j].text for row in body)]  # type: ignore[union-attr]
    if not empty or len(columns) - len(empty) < 2:
        return None
    rows = _rows(sheet)
    for column in sorted(empty, reverse=True):
        for row in rows:
            _drop(row, column)
    return with_rows(sheet, rows)


def _states(row: Sequence[Cell | None], column: int) -> bool:
    cell = row[column]
    return bool(cell and isinstance(cell.figure, Figure) and cell.figure.amount)


def _drop(row: Row, column: int) -> None:
    """Takes a column out of a row; a merged cell over it loses one column."""
    cell = row[column]
    if cell is not None and cell.columns > 1:
        row[column] = replace(cell, columns=cell.columns - 1)
        del row[column + 1]
        return
    if cell is None:
        owner = max((i for i in range(column) if row[i] is not None), default=None)
        above = row[owner] if owner is not None else None
        if owner is not None and above is not None and owner + above.columns > column:
            row[owner] = replace(above, columns=above.columns - 1)
    del row[column]


def remark_words(rng: Random, sheet: Sheet) -> Sheet | None:
    """A column of remarks behind two empty ones, with a word in each row."""
    if not sheet.table.header or not is_tree(sheet):
        return None
    rows = [
        [*row, Cell(""), Cell(""), Cell("备注" if not i else rng.choice(_REMARKS) * bool(
            i >= sheet.table.header))] for i, row in enumerate(sheet.table.rows)
    ]  # fmt: skip
    return with_rows(sheet, rows)


def two_value_columns(rng: Random, sheet: Sheet) -> Sheet | None:
    """实施周期指标值 beside 年度指标值: the value of the whole term is not the year's."""
    rows, place = _rows(sheet), _target_column(sheet)
    if place is None or any(c and isinstance(c.figure, Evaluation) for r in rows for c in r):
        return None
    for i, row in enumerate(rows):
        cell = row[place]
        if cell is not None and isinstance(cell.figure, Promise):
            row.insert(place, Cell("" if rng.random() < 0.5 else cell.text))
        elif i == _number_line(sheet):
            rows[i] = [Cell(str(number)) for number in range(1, len(row) + 2)]
        elif i == sheet.table.header - 1 or (i == 0 and sheet.table.header > 1):
            row.insert(place, Cell("实施周期指标值"))
        else:
            row.insert(place, Cell(""))
    return with_rows(sheet, rows)


def _target_column(sheet: Sheet) -> int | None:
    """Where targets stand, in a table whose rows are all of its indicators."""
    for row in sheet.table.rows:
        if any(cell is not None and cell.columns > 1 for cell in row):
            return None
    for row in sheet.table.rows[sheet.table.header :]:
        for j, cell in enumerate(row):
            if cell is not None and isinstance(cell.figure, Promise):
                return j
    return None


def signature_rows(rng: Random, sheet: Sheet) -> Sheet | None:
    """Closing rows below the indicators: conclusions, problems, who filled it in."""
    width = sheet.table.width
    if not any(c and isinstance(c.figure, Promise) for row in sheet.table.rows for c in row):
        return None
    rows = _rows(sheet)
    for label, text in rng.sample(_SIGNED, 3):
        wide = width - 1
        rows.append([Cell(label), Cell(text, wide), *[None] * (wide - 1)])
    return with_rows(sheet, rows)


def in_parts(rng: Random, sheet: Sheet) -> list[Sheet] | None:
    """The table cut in two by a page: with its head again, without it, or the head apart."""
    depth, rows = sheet.table.header, _rows(sheet)
    places = [i for i in range(depth + 3, len(rows) - 2) if starts_clean(rows, i)]
    if not places or not depth or sheet.inner_title or not is_tree(sheet):
        return None
    way = rng.choice(("again", "without", "apart"))
    at = depth if way == "apart" else rng.choice(places)
    first = replace(with_rows(sheet, rows[:at], depth), notes=())
    again = [list(row) for row in rows[:depth]] if way == "again" else []
    second = with_rows(sheet, [*again, *rows[at:]], len(again))
    return [first, replace(second, is_continued=True)]

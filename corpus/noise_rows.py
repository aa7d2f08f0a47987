"""Noise of rows and columns: displaced, repeated, hidden, without label, with remarks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from corpus.render import Cell, Table
from corpus.sheet import Figure, Row, Sheet

_TOTALS = ("合计", "总计", "合 计", "合　计")


def with_rows(sheet: Sheet, rows: Sequence[Sequence[Cell | None]], head: int = -1) -> Sheet:
    """The sheet with other rows, all as wide as the widest; what was hidden stays so."""
    width = max(map(len, rows))
    even = tuple((*row, *(Cell("") for _ in range(width - len(row)))) for row in rows)
    depth = sheet.table.header if head < 0 else head
    unseen = {id(cell) for i in sheet.table.hidden for cell in sheet.table.rows[i] if cell}
    hidden = frozenset(
        i for i, row in enumerate(rows) if any(id(cell) in unseen for cell in row)
    )
    return replace(sheet, table=Table(even, depth, hidden))


def figures_of(row: Sequence[Cell | None]) -> list[int]:
    """The columns of a row that print figures."""
    return [i for i, cell in enumerate(row) if cell and isinstance(cell.figure, Figure)]


def _is_total(row: Sequence[Cell | None]) -> bool:
    return any(cell and cell.text in _TOTALS for cell in row) and bool(figures_of(row))


def is_tree(sheet: Sheet) -> bool:
    """Whether the sheet is one of coded rows, each with its figures in one run of columns."""
    coded = False
    for row in sheet.table.rows:
        figures = [cell.figure for cell in row if cell and isinstance(cell.figure, Figure)]
        codes = {figure.code for figure in figures}
        if len(codes) > 1 or any(f.row_key.endswith("_total") for f in figures):
            return False
        coded = coded or bool(codes - {None})
    return coded


def _shifted(rng: Random, row: Sequence[Cell | None]) -> Row | None:
    """A row whose figures stand one column right or left of where they belong."""
    figures = figures_of(row)
    if not figures:
        return None
    made = list(row)
    first = figures[0]
    blank = [i for i in range(first) if (cell := made[i]) and not cell.text]
    covered = [i for i in range(first) if made[i] is None]
    if rng.random() < 0.5 and (blank or covered):
        if covered:
            owner = max(i for i in range(covered[-1]) if made[i] is not None)
            cell = made[owner]
            if cell is not None:
                made[owner] = Cell(cell.text, cell.columns - 1, cell.rows, cell.figure)
            del made[covered[-1]]
        else:
            del made[rng.choice(blank)]
        made.append(Cell(""))
        return made
    made.insert(first, Cell(""))
    last = made[-1]
    if last is not None and not last.text and len(made) > first + 1:
        made.pop()
    return made


def displaced_total(rng: Random, sheet: Sheet) -> Sheet | None:
    """The row of 合计 stands one column beside its body."""
    rows = [list(row) for row in sheet.table.rows]
    if not is_tree(sheet):
        return None
    for i in range(sheet.table.header, len(rows)):
        if _is_total(rows[i]):
            made = _shifted(rng, rows[i])
            if made is None:
                return None
            rows[i] = made
            return with_rows(sheet, rows)
    return None


def displaced_rows(rng: Random, sheet: Sheet) -> Sheet | None:
    """Some rows, often neighbours, stand one column beside the others."""
    rows = [list(row) for row in sheet.table.rows]
    body = [i for i in range(sheet.table.header, len(rows)) if figures_of(rows[i])]
    if not is_tree(sheet) or len(body) < 3:
        return None
    start = rng.randrange(len(body))
    chosen = body[start : start + rng.randint(1, 5)]
    seed = rng.random()
    for i in chosen:
        made = _shifted(Random(seed), rows[i])  # noqa: S311  the same way for neighbours
        if made is not None:
            rows[i] = made
    return with_rows(sheet, rows)


def header_spans(rng: Random, sheet: Sheet) -> Sheet | None:
    """The bound between two merged heads stands one column off."""
    rows = [list(row) for row in sheet.table.rows]
    top = rows[0] if rows else []
    starts = [i for i, cell in enumerate(top) if cell is not None]
    pairs = [
        (left, right)
        for left, right in pairwise(starts)
        if left and _spans(top, left) > 1 and _spans(top, right) > 1
    ]
    if sheet.table.header < 2 or not pairs or not is_tree(sheet):
        return None
    left, right = rng.choice(pairs)
    first, second = top[left], top[right]
    if first is None or second is None or first.rows > 1 or second.rows > 1:
        return None
    step = rng.choice([s for s, cell in ((-1, first), (1, second)) if cell.columns > 1])
    top[left] = Cell(first.text, first.columns + step)
    top[right] = None
    top[right + step] = Cell(second.text, second.columns - step)
    return with_rows(sheet, rows)


def _spans(row: Sequence[Cell | None], column: int) -> int:
    cell = row[column]
    return cell.columns if cell is not None else 0


def header_again(rng: Random, sheet: Sheet) -> Sheet | None:
    """The header rows stand once more in the middle, as where a page began."""
    rows = [list(row) for row in sheet.table.rows]
    depth = sheet.table.header
    places = [i for i in range(depth + 8, len(rows) - 3) if starts_clean(rows, i)]
    if not places or any(figures_of(row) for row in rows[:depth]):
        return None
    at = rng.choice(places)
    rows[at:at] = [list(row) for row in rows[:depth]]
    return with_rows(sheet, rows)


def starts_clean(rows: Sequence[Sequence[Cell | None]], at: int) -> bool:
    """Whether no cell above reaches down over this row."""
    return all(
        cell is None or i + cell.rows <= at for i, row in enumerate(rows[:at]) for cell in row
    )


def blank_rows(rng: Random, sheet: Sheet) -> Sheet | None:
    """Empty rows between the others."""
    rows = [list(row) for row in sheet.table.rows]
    places = [i for i in range(sheet.table.header + 1, len(rows)) if starts_clean(rows, i)]
    if not places:
        return None
    for at in sorted(rng.sample(places, min(2, len(places))), reverse=True):
        rows.insert(at, [Cell("") for _ in rows[0]])
    return with_rows(sheet, rows)


def total_without_label(_: Random, sheet: Sheet) -> Sheet | None:
    """The row of 合计 lacks its name."""
    rows = [list(row) for row in sheet.table.rows]
    if not is_tree(sheet):
        return None
    for i in range(sheet.table.header, len(rows)):
        if not _is_total(rows[i]):
            continue
        for j, cell in enumerate(rows[i]):
            if cell and cell.text in _TOTALS:
                rows[i][j] = Cell("", cell.columns, cell.rows)
        return with_rows(sheet, rows)
    return None


def note_in_table(_: Random, sheet: Sheet) -> Sheet | None:
    """The note stands in a merged row at the foot of the table."""
    width = sheet.table.width
    if width < 3:
        return None
    text = (
        sheet.notes[0] if sheet.notes else "注：本表金额转换为万元时，因四舍五入可能存在尾差。"
    )
    rows = [*sheet.table.rows, (Cell(text, width), *[None] * (width - 1))]
    return replace(with_rows(sheet, rows), notes=sheet.notes[1:])


def title_in_table(_: Random, sheet: Sheet) -> Sheet | None:
    """Title and unit stand in merged rows at the head of the table."""
    width = sheet.table.width
    if width < 3 or sheet.number == "":
        return None
    title = (Cell(sheet.title, width), *[None] * (width - 1))
    unit = (Cell(f"单位：{sheet.unit}", width), *[None] * (width - 1))
    rows = [title, unit, *sheet.table.rows]
    return replace(with_rows(sheet, rows, sheet.table.header + 2), inner_title=True)


def remark_column(_: Random, sheet: Sheet) -> Sheet | None:
    """A last column for remarks, blank but for its head."""
    depth = sheet.table.header
    if not depth or not is_tree(sheet):
        return None
    rows = [[*row, None if i and i < depth else Cell("")] for i, row in
            enumerate(sheet.table.rows)]  # fmt: skip
    rows[0][-1] = Cell("备注", 1, depth)
    return with_rows(sheet, rows)


def hidden_rows(rng: Random, sheet: Sheet) -> Sheet | None:
    """Technical rows that a workbook hides: column names of the program that made it."""
    width = sheet.table.width
    if sheet.table.hidden or not is_tree(sheet):
        return None
    names = [Cell(f"COL_{i}") for i in range(width)]
    rows = [*sheet.table.rows, names]
    made = with_rows(sheet, rows)
    hidden = frozenset({len(rows) - 1})
    if rng.random() < 0.5:
        rows = [names, *sheet.table.rows]
        made, hidden = with_rows(sheet, rows, sheet.table.header + 1), frozenset({0})
    return replace(made, table=replace(made.table, hidden=hidden))


def hidden_lines(rng: Random, sheet: Sheet) -> Sheet | None:
    """Rows of figures that nobody sees: a copy of a line with another amount."""
    rows = [list(row) for row in sheet.table.rows]
    places = [
        i
        for i in range(sheet.table.header, len(rows))
        if figures_of(rows[i]) and all(cell and cell.rows == 1 for cell in rows[i])
    ]
    if sheet.table.hidden or not is_tree(sheet) or not places:
        return None
    at = rng.choice(places)
    unseen = [
        Cell("999.00") if j in figures_of(rows[at]) else replace(cell, figure=None)
        for j, cell in enumerate(rows[at])
        if cell is not None
    ]
    rows.insert(at + 1, unseen)  # type: ignore[arg-type]
    made = with_rows(sheet, rows)
    return replace(made, table=replace(made.table, hidden=frozenset({at + 1})))

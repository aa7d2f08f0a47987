"""Self-evaluations and 三公 in the layouts of other provinces, drawn a document at a time.

The tables of the corpus are made as the national templates print them. Here the same facts
stand in another order: without levels or with one, points before the values, the score above,
labels with their values in one cell, lines of the funds as heads, a list in two halves. The
words are from printed tables and not from the reader's forms.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from corpus.documents import Document
from corpus.noise_rows import with_rows
from corpus.performance_tables import SELF_EVALUATION, Promise
from corpus.render import Cell
from corpus.sheet import Figure, Row, Sheet, blanks

Layout = Callable[[Sheet], Sheet]
_AS_MADE = 4
"""How many documents of ten keep the layout of the template."""
_SCORE = "自评得分"
_STAGES = {"approved": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数"}
_HALVED = ("three_public_general_budget",)


def relay(rng: Random, document: Document) -> None:
    """Prints the tables of a document in a layout drawn for all of them."""
    is_kept = rng.randrange(10) < _AS_MADE
    layout = rng.choice(list(SELF_EVALUATIONS.values()))
    for i, piece in enumerate(document.body):
        if not isinstance(piece, Sheet) or is_kept or piece.blank:
            continue
        if piece.form == SELF_EVALUATION:
            document.body[i] = layout(piece)
        elif piece.form in _HALVED and not piece.inner_title:
            document.body[i] = in_halves(piece)


def _rows(sheet: Sheet) -> list[Row]:
    return [list(row) for row in sheet.table.rows]


def _indicator_rows(sheet: Sheet) -> range:
    """The rows of the indicators, below their head."""
    rows = [
        i
        for i, row in enumerate(sheet.table.rows)
        if any(cell is not None and isinstance(cell.figure, Promise) for cell in row)
    ]
    return range(rows[0], rows[-1] + 1)


def _levels(sheet: Sheet) -> list[tuple[str, str]]:
    """The levels of each indicator, whose cells are merged over the rows they head."""
    return [
        (cell.figure.level1, cell.figure.level2)
        for i in _indicator_rows(sheet)
        for cell in sheet.table.rows[i]
        if cell is not None and isinstance(cell.figure, Promise)
    ]


def without_levels(sheet: Sheet) -> Sheet:
    """指标名称 over three columns, and no levels (Chongqing)."""
    rows = _rows(sheet)
    body = _indicator_rows(sheet)
    rows[body.start - 1][:3] = [Cell("指标名称", 3), None, None]
    for i in body:
        name = rows[i][2]
        rows[i][:3] = [Cell(name.text if name else "", 3), None, None]
        rows[i] = [_unlevelled(cell) for cell in rows[i]]
    return with_rows(sheet, rows)


def _unlevelled(cell: Cell | None) -> Cell | None:
    if cell is None or not isinstance(cell.figure, Promise):
        return cell
    return replace(cell, figure=replace(cell.figure, level1="", level2=""))


def by_type(sheet: Sheet) -> Sheet:
    """序号 and 指标类型 before the names: the second level alone."""
    rows = _rows(sheet)
    body = _indicator_rows(sheet)
    rows[body.start - 1][:2] = [Cell("序号"), Cell("指标类型")]
    for number, (i, (_, level2)) in enumerate(zip(body, _levels(sheet), strict=True), start=1):
        rows[i][:2] = [Cell(str(number)), Cell(level2)]
    return with_rows(sheet, rows)


def under_one_head(sheet: Sheet) -> Sheet:
    """指标类别 over both levels, each printed in every row."""
    rows = _rows(sheet)
    body = _indicator_rows(sheet)
    rows[body.start - 1][:2] = [Cell("指标类别", 2), None]
    for i, (level1, level2) in zip(body, _levels(sheet), strict=True):
        rows[i][:2] = [Cell(level1), Cell(level2)]
    return with_rows(sheet, rows)


def points_first(sheet: Sheet) -> Sheet:
    """Points to be had and points given before the values."""
    rows = _rows(sheet)
    body = _indicator_rows(sheet)
    for i in (body.start - 1, *body):
        names, values, points, rest = (
            rows[i][:3], rows[i][3:-3], rows[i][-3:-1], rows[i][-1:],
        )  # fmt: skip
        rows[i] = [*names, *points, *values, *rest]
    full, reached, grade = rows[-1][-3:]
    wide = len(rows[-1]) - 6
    rows[-1] = [Cell("总分", 3), None, None, full, reached, *blanks(wide), grade]
    return with_rows(sheet, rows)


def score_above(sheet: Sheet) -> Sheet:
    """The score and the grade in the block of the name, none below (Ningxia)."""
    rows = _rows(sheet)
    width = len(rows[0])
    *_, reached, grade = rows.pop()
    wide = width // 2 - 2
    line = [Cell(_SCORE, 2), None, _wider(_named(reached), wide), *[None] * (wide - 1)]
    last = width - len(line) - 2
    line += [Cell("自评等级", 2), None, _wider(grade, last), *[None] * (last - 1)]
    return with_rows(sheet, [*rows[:2], line, *rows[2:]], sheet.table.header + 1)


def _named(cell: Cell | None) -> Cell | None:
    """A total score under the label beside which it stands here."""
    if cell is None or not isinstance(cell.figure, Figure):
        return cell
    return replace(cell, figure=replace(cell.figure, label=_SCORE))


def _wider(cell: Cell | None, columns: int) -> Cell:
    return replace(cell or Cell(""), columns=columns)


def in_one_cell(sheet: Sheet) -> Sheet:
    """Labels of the project with their values behind a colon."""
    rows = _rows(sheet)
    for i in (0, 1):
        texts = [cell for cell in rows[i] if cell is not None]
        pairs = list(zip(texts[::2], texts[1::2], strict=True))
        rows[i] = []
        for label, value in pairs:
            wide = label.columns + value.columns
            rows[i] += [Cell(f"{label.text}：{value.text}", wide), *[None] * (wide - 1)]
    return with_rows(sheet, rows)


def funds_across(sheet: Sheet) -> Sheet:
    """The lines of the funds as heads, one row for each stage of the money."""
    rows = _rows(sheet)
    first = next(i for i, row in enumerate(rows) if row[0] and "项目资金" in row[0].text)
    lines = rows[first + 1 : first + 5]
    spare = len(rows[0]) - 6
    label = rows[first][0]
    head: Row = [Cell(label.text if label else "", 1, 4), Cell("资金来源")]
    head += [Cell(line[1].text if line[1] else "") for line in lines]
    made = [[*head, *blanks(spare)]]
    for stage in ("approved", "adjusted", "executed"):
        title = {"approved": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数"}[
            stage
        ]
        cells = [_stage(line, stage) for line in lines]
        made.append([None, Cell(title), *cells, *blanks(spare)])
    return with_rows(sheet, [*rows[:first], *made, *rows[first + 5 :]], sheet.table.header - 1)


def _stage(line: Sequence[Cell | None], measure: str) -> Cell:
    """The figure of a stage in a line of the funds; blank where it prints nothing."""
    for cell in line:
        if cell and isinstance(cell.figure, Figure) and cell.figure.measure == measure:
            return cell
    return Cell("")


SELF_EVALUATIONS: dict[str, Layout] = {
    "without_levels": without_levels,
    "by_type": by_type,
    "under_one_head": under_one_head,
    "points_first": points_first,
    "score_above": score_above,
    "in_one_cell": in_one_cell,
    "funds_across": funds_across,
}
"""The layouts of self-evaluations by their names."""


def in_halves(sheet: Sheet) -> Sheet:
    """A list of lines in two halves beside each other, each under the whole head (Jiangsu)."""
    rows, depth = _rows(sheet), sheet.table.header
    body = rows[depth:]
    middle = (len(body) + 1) // 2
    right = [*body[middle:], *(blanks(len(rows[0])) for _ in range(2 * middle - len(body)))]
    made = [[*row, *row] for row in rows[:depth]]
    made += [[*left, *other] for left, other in zip(body[:middle], right, strict=True)]
    return with_rows(sheet, made)

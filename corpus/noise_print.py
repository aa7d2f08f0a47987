"""Noise of print: marks, signs, struck figures, cells that state nothing legible.

Each is a kind that readers took for something else in published documents. A cell whose figure
is gone states nothing that can be read; what is published of it is invented.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from corpus.noise_cells import lowest_heads
from corpus.performance_tables import Evaluation, Promise
from corpus.render import Cell
from corpus.sheet import FEN_IN, Figure, Sheet, mapped

_MARKS = ("①", "②", "[1]", "*", "（1）", "¹")
_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#N/A")
_NOTHINGS = ("×", "无", "○", "//")
_SUBTOTALS = frozenset({"class", "section", "year_total", "grand_total", "total"})


def _changed(sheet: Sheet, change: Callable[[int, int, Cell], Cell]) -> Sheet | None:
    table = mapped(sheet.table, change)
    return replace(sheet, table=table) if table != sheet.table else None


def _is_money(cell: Cell) -> bool:
    figure = cell.figure
    return isinstance(figure, Figure) and figure.unit in FEN_IN and bool(figure.amount)


def hash_cells(rng: Random, sheet: Sheet) -> Sheet | None:
    """Sums too wide for their column are printed as `#####`; what they sum is legible."""

    def change(_: int, __: int, cell: Cell) -> Cell:
        is_sum = isinstance(cell.figure, Figure) and cell.figure.row_key in _SUBTOTALS
        if is_sum and _is_money(cell) and cell.figure.code and rng.random() < 0.4:  # type: ignore[attr-defined]
            return replace(cell, text="#" * rng.randint(3, 8), figure=None)
        return cell

    return _changed(sheet, change)


def note_marks(rng: Random, sheet: Sheet) -> Sheet | None:
    """Some figures carry the mark of a note below the table."""
    mark = rng.choice(_MARKS)

    def change(_: int, __: int, cell: Cell) -> Cell:
        if _is_money(cell) and cell.text[-1:].isdecimal() and rng.random() < 0.1:
            return replace(cell, text=cell.text + mark)
        return cell

    made = _changed(sheet, change)
    if made is None:
        return None
    return replace(made, notes=(*made.notes, f"{mark} 含上年结转。"))


def other_signs(rng: Random, sheet: Sheet) -> Sheet | None:
    """Negative amounts with △, a minus behind them, or a long dash before them."""
    way = rng.choice(("△{0}", "{0}-", "—{0}", "▲{0}", "－{0}"))

    def change(_: int, __: int, cell: Cell) -> Cell:
        if _is_money(cell) and cell.text.startswith("-"):
            return replace(cell, text=way.format(cell.text[1:]))
        return cell

    return _changed(sheet, change)


def struck_figures(rng: Random, sheet: Sheet) -> Sheet | None:
    """A figure that was corrected: the old one struck through before the new one."""

    def change(_: int, __: int, cell: Cell) -> Cell:
        if _is_money(cell) and rng.random() < 0.08:
            figure = cell.figure
            old = f"{figure.amount + rng.randint(1, 90)}"  # type: ignore[attr-defined]
            return replace(cell, struck=old)
        return cell

    return _changed(sheet, change)


def zero_width(rng: Random, sheet: Sheet) -> Sheet | None:
    """Characters without width inside figures, as web editors leave them."""
    sign = rng.choice(("\u200b", "\ufeff", "\u200d", "\u2060"))

    def change(_: int, __: int, cell: Cell) -> Cell:
        if _is_money(cell) and len(cell.text) > 3 and rng.random() < 0.3:
            at = rng.randint(1, len(cell.text) - 1)
            return replace(cell, text=cell.text[:at] + sign + cell.text[at:])
        return cell

    return _changed(sheet, change)


def yuan_sign(rng: Random, sheet: Sheet) -> Sheet | None:
    """Every amount with a sign of the currency before it."""
    sign = rng.choice(("¥", "￥"))

    def change(_: int, __: int, cell: Cell) -> Cell:
        return replace(cell, text=sign + cell.text) if _is_money(cell) else cell

    return _changed(sheet, change)


def _empty_places(sheet: Sheet) -> set[tuple[int, int]]:
    """The blank cells of columns and rows that print figures."""
    rows = sheet.table.rows
    columns = {j for row in rows for j, c in enumerate(row) if c and _is_money(c)}
    return {
        (i, j)
        for i, row in enumerate(rows)
        if i >= sheet.table.header and any(c and _is_money(c) for c in row)
        for j, cell in enumerate(row)
        if j in columns and cell is not None and not cell.text and cell.figure is None
    }


def sign_for_nothing(rng: Random, sheet: Sheet) -> Sheet | None:
    """One sign in every place without an amount."""
    places, sign = _empty_places(sheet), rng.choice(_NOTHINGS)

    def change(row: int, column: int, cell: Cell) -> Cell:
        return replace(cell, text=sign) if (row, column) in places else cell

    return _changed(sheet, change)


def error_values(rng: Random, sheet: Sheet) -> Sheet | None:
    """Formulas that failed, in a few places without an amount."""
    places = sorted(_empty_places(sheet))
    if not places:
        return None
    chosen = set(rng.sample(places, min(2, len(places))))
    text = rng.choice(_ERRORS)

    def change(row: int, column: int, cell: Cell) -> Cell:
        return replace(cell, text=text) if (row, column) in chosen else cell

    return _changed(sheet, change)


def refuted_cell(rng: Random, sheet: Sheet) -> Sheet | None:
    """A leaf of a code tree misprinted, so that its row and its column refute it both.

    The cell states nothing that can be used: what is published of it is invented.
    """
    leaves = [
        (i, j)
        for i, row in enumerate(sheet.table.rows)
        if sum(1 for c in row if c and _is_money(c)) > 1
        for j, cell in enumerate(row)
        if cell is not None and _is_leaf(cell)
    ]
    if not leaves:
        return None
    chosen = rng.choice(leaves)

    def change(row: int, column: int, cell: Cell) -> Cell:
        figure = cell.figure
        if (row, column) != chosen or not isinstance(figure, Figure):
            return cell
        wrong = figure.amount * 3 + Decimal(rng.randint(2, 60))
        text = f"{wrong:,}" if "," in cell.text else f"{wrong}"
        return replace(cell, text=text, figure=None)

    return _changed(sheet, change)


def _is_leaf(cell: Cell) -> bool:
    figure = cell.figure
    return (
        isinstance(figure, Figure)
        and figure.row_key == "item"
        and len(figure.code or "") == 7
        and figure.measure in ("basic", "project", "personnel", "public")
        and figure.amount > 0
    )


# ---------------------------------------------------------------- workbooks


def stored_numbers(_: Random, sheet: Sheet) -> Sheet | None:
    """A workbook stores amounts to the fen and shows them rounded: the stored one counts."""

    def change(_: int, __: int, cell: Cell) -> Cell:
        figure = cell.figure
        if not (isinstance(figure, Figure) and figure.unit == "万元" and figure.amount):
            return cell
        if abs(figure.exact - figure.amount) > Decimal("0.005"):
            return cell
        kept = replace(figure, amount=figure.exact)
        return replace(cell, stored=f"{figure.exact}", figure=kept)

    return _changed(sheet, change)


# ---------------------------------------------------------------- indicators


def grade_with_label(rng: Random, sheet: Sheet) -> Sheet | None:
    """The grade stands behind its label in one cell."""
    label = rng.choice(("自评等级：", "等级:", "评价等级：", "自评结论："))

    def change(_: int, __: int, cell: Cell) -> Cell:
        if isinstance(cell.figure, Evaluation):
            return replace(cell, text=label + cell.text)
        return cell

    return _changed(sheet, change)


def blank_targets(rng: Random, sheet: Sheet) -> Sheet | None:
    """Some indicators have no target: it stays blank, and nothing else moves there."""

    def change(_: int, __: int, cell: Cell) -> Cell:
        said = cell.figure
        if isinstance(said, Promise) and not said.half_year and rng.random() < 0.3:
            is_inside = said.target.startswith(("≥", "≤", "=", "＝"))
            operator = "" if is_inside else said.operator
            return replace(cell, text="", figure=replace(said, target="", operator=operator))
        return cell

    return _changed(sheet, change)


def months_as_unit(_: Random, sheet: Sheet) -> Sheet | None:
    """A limit in months."""
    done = False

    def change(_: int, __: int, cell: Cell) -> Cell:
        nonlocal done
        said = cell.figure
        if done or not isinstance(said, Promise) or said.unit is not None or said.half_year:
            return cell
        if said.operator not in ("<=", ">=") or not said.target.startswith(("≥", "≤")):
            return cell  # an operator in a column of its own stays there
        done = True
        sign = {"<=": "≤", ">=": "≥"}[said.operator]
        text = f"{sign}18月"
        return replace(cell, text=text, figure=replace(said, target=text))

    return _changed(sheet, change)


def letters_in_heads(_: Random, sheet: Sheet) -> Sheet | None:
    """Letters behind the heads: 全年预算数（A）."""
    lowest = lowest_heads(sheet)
    letters = iter("ABCDEFGH")

    def change(row: int, column: int, cell: Cell) -> Cell:
        if (row, column) in lowest and cell.text.endswith("数") and cell.figure is None:
            return replace(cell, text=f"{cell.text}（{next(letters, 'I')}）")
        return cell

    return _changed(sheet, change)

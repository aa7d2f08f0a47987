"""Noise inside cells: spaces, wide characters, cut names, other blanks, units in heads."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from corpus.render import Cell
from corpus.sheet import Figure, Sheet, mapped

_WIDE = str.maketrans("0123456789,.()%", "０１２３４５６７８９，．（）％")
_LONG = 13
"""The length at which exports cut names."""


def _changed(sheet: Sheet, change: Callable[[int, int, Cell], Cell]) -> Sheet | None:
    """The sheet with cells changed; None where nothing changed."""
    table = mapped(sheet.table, change)
    return replace(sheet, table=table) if table != sheet.table else None


def _with_text(cell: Cell, text: str) -> Cell:
    return replace(cell, text=text)


def _is_word(cell: Cell) -> bool:
    return cell.figure is None and bool(cell.text)


def spaced_words(rng: Random, sheet: Sheet) -> Sheet | None:
    """Short heads and labels with spaces between their characters: `收　入`, `合 计`."""
    gap = rng.choice((" ", "　", "  "))

    def change(_: int, __: int, cell: Cell) -> Cell:
        if _is_word(cell) and 2 <= len(cell.text) <= 3 and "一" <= cell.text[0] <= "鿿":
            return _with_text(cell, gap.join(cell.text))
        return cell

    return _changed(sheet, change)


def full_width(rng: Random, sheet: Sheet) -> Sheet | None:
    """The figures of some rows in full-width digits: as text, which stores no number."""
    rows = {i for i in range(len(sheet.table.rows)) if rng.random() < 0.3}

    def change(row: int, _: int, cell: Cell) -> Cell:
        if row in rows and isinstance(cell.figure, Figure) and not cell.stored:
            return _with_text(cell, cell.text.translate(_WIDE))
        return cell

    return _changed(sheet, change)


def wrapped_names(_: Random, sheet: Sheet) -> Sheet | None:
    """Long names broken over lines inside their cell."""

    def change(_: int, __: int, cell: Cell) -> Cell:
        if _is_word(cell) and len(cell.text) > 8 and cell.columns == 1:
            return _with_text(cell, f"{cell.text[:7]}\n{cell.text[7:]}")
        return cell

    return _changed(sheet, change)


def cut_names(_: Random, sheet: Sheet) -> Sheet | None:
    """Names of coded rows cut where a column ended: the row's figures carry what is printed."""
    cut: dict[tuple[int, str], str] = {}

    def change(row: int, column: int, cell: Cell) -> Cell:
        is_body = row >= sheet.table.header
        if (
            is_body
            and _is_word(cell)
            and len(cell.text) > _LONG
            and _has_code(sheet, row, column)
        ):
            cut[row, cell.text] = cell.text[:_LONG]
            return _with_text(cell, cell.text[:_LONG])
        return cell

    def named(row: int, _: int, cell: Cell) -> Cell:
        figure = cell.figure
        if not isinstance(figure, Figure):
            return cell
        kept = replace(
            figure,
            project=cut.get((row, figure.project or ""), figure.project),
            label=cut.get((row, figure.label or ""), figure.label),
        )
        return replace(cell, figure=kept)

    made = _changed(sheet, change)
    return _changed(made, named) or made if made is not None else None


def _has_code(sheet: Sheet, row: int, column: int) -> bool:
    before = [cell for cell in sheet.table.rows[row][:column] if cell is not None]
    return bool(before) and before[-1].text.isdecimal()


def mixed_blanks(rng: Random, sheet: Sheet) -> Sheet | None:
    """Zeros as dash, blank, 0 or 0.00 in one table, and blanks as dashes."""
    ways = rng.choice((("", "0"), ("—", ""), ("0", "0.00", ""), ("-", ""), ("0.00", "—")))

    def change(row: int, _: int, cell: Cell) -> Cell:
        figure = cell.figure
        if row < sheet.table.header or not isinstance(figure, Figure) or figure.amount:
            return cell
        if figure.exact or figure.unit not in ("元", "万元"):
            return cell
        text = rng.choice(ways)
        if text.startswith("0"):
            kept = replace(figure, amount=Decimal(text))
            return Cell(text, cell.columns, cell.rows, kept)
        return Cell(text, cell.columns, cell.rows)

    return _changed(sheet, change)


def negative_brackets(_: Random, sheet: Sheet) -> Sheet | None:
    """Negative amounts in brackets, as accountants print them."""

    def change(_: int, __: int, cell: Cell) -> Cell:
        if isinstance(cell.figure, Figure) and cell.text.startswith("-"):
            return _with_text(cell, f"（{cell.text[1:]}）")
        return cell

    return _changed(sheet, change)


def short_codes(_: Random, sheet: Sheet) -> Sheet | None:
    """Parts of cut codes without their zero: `301 | 2`."""

    def change(row: int, column: int, cell: Cell) -> Cell:
        is_part = _is_word(cell) and len(cell.text) == 2 and cell.text.isdecimal()
        if row >= sheet.table.header and is_part and cell.text[0] == "0" and column:
            return _with_text(cell, cell.text[1])
        return cell

    return _changed(sheet, change)


def unit_in_header(_: Random, sheet: Sheet) -> Sheet | None:
    """The money unit in the heads of the columns, and nowhere else."""
    columns = {
        j
        for row in sheet.table.rows[sheet.table.header :]
        for j, cell in enumerate(row)
        if cell is not None and isinstance(cell.figure, Figure)
    }
    lowest = lowest_heads(sheet)

    def change(row: int, column: int, cell: Cell) -> Cell:
        if (row, column) in lowest and column in columns and _is_word(cell):
            return _with_text(cell, f"{cell.text}（{sheet.unit}）")
        return cell

    made = _changed(sheet, change)
    return replace(made, column_unit=True) if made is not None else None


def lowest_heads(sheet: Sheet) -> set[tuple[int, int]]:
    """The header cells with a name that reach down to the body or to the number line."""
    found: dict[int, int] = {}
    for i, row in enumerate(sheet.table.rows[: sheet.table.header]):
        for j, cell in enumerate(row):
            if cell is None or not cell.text or cell.text.isdecimal():
                continue
            for column in range(j, j + cell.columns):
                found[column] = i if cell.columns == 1 else -1
    return {(row, column) for column, row in found.items() if row >= 0}

"""One row of figures under many columns (国有资产使用情况表, 三公经费 of the national set).

Where a table prints a row for each unit, the row of them all counts; the others are its
parts.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ingest import headers
from ingest.documents import Amount, Context, Grid, Records, Row
from ingest.errors import Reason
from ingest.form import Form
from ingest.halves import second_head
from ingest.shapes import beside_labels, rows_of_years, untaken
from ingest.shapes.rules import RowName
from ingest.shapes.tables import LABEL, NOTE, Named, column_after, figures_of, read_rows
from ingest.shapes.unsplit_lines import unsplit
from ingest.values import number, squeeze

_TOTAL = re.compile(r"合计|总计")
_ROWS_OF_A_SUM: Final = 3
_UNIT_CODE = re.compile(r"\d{3,12}")


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a one-row table; the measure names the line and the column.

    What is counted may stand below it, under a head of its own.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    below = second_head(grid.rows)
    if below is not None and form.rows:
        above = replace(grid, rows=grid.rows[:below])
        counted = beside_labels.read(grid.rows, below, form, context)
        return _joined(_read(above, form, context), counted)
    return _read(grid, form, context)


def _read(grid: Grid, form: Form, context: Context) -> Records:
    records = read_rows(grid, form, context, _name_row)
    numbered = dict(enumerate(grid.rows, start=1))
    records = rows_of_years.with_stages(records, numbered, form)
    rows = {amount.row_no: grid.rows[amount.row_no - 1] for amount in records.amounts}
    total = _row_of_all(list(rows.values())) or _sum_of_others(records.amounts, rows)
    parts = {row_no for row_no, row in rows.items() if total is not None and row is not total}
    kept = [amount for amount in records.amounts if amount.row_no not in parts]
    notes = [*records.notes, *unsplit(form, kept)]
    if not parts:
        return replace(_of_one_row(records), notes=notes)
    return replace(
        records,
        amounts=kept,
        untaken=[figure for figure in records.untaken if figure.row_no not in parts],
        roles={
            place: NOTE if place[0] in parts else role for place, role in records.roles.items()
        },
        notes=[*notes, f"{len(parts)} rows of units are parts of the total"],
    )


def _of_one_row(records: Records) -> Records:
    """The records without figures that several rows print of one line and measure.

    Rows of units without the row of all: which of them counts, or all, is not said.
    """
    lines = Counter((amount.row_key, amount.measure) for amount in records.amounts)
    rival = {row.row_no for row in records.amounts if lines[row.row_key, row.measure] > 1}
    left = [
        replace(untaken.of_no_project(amount), reason=Reason.UNKNOWN_ROW)
        for amount in records.amounts
        if amount.row_no in rival
    ]
    kept = [amount for amount in records.amounts if amount.row_no not in rival]
    return replace(records, amounts=kept, untaken=[*records.untaken, *left])


def _sum_of_others(amounts: Sequence[Amount], rows: Mapping[int, Row]) -> Row | None:
    """The row whose every figure is the sum of the others', of three rows at least."""
    if len(rows) < _ROWS_OF_A_SUM:
        return None
    lines: dict[tuple[str, str], dict[int, Decimal]] = {}
    for amount in amounts:
        lines.setdefault((amount.row_key, amount.measure), {})[amount.row_no] = amount.amount
    for row_no, row in rows.items():
        if all(2 * line.get(row_no, 0) == sum(line.values()) for line in lines.values()):
            return row
    return None


def _joined(above: Records, below: Records) -> Records:
    """The records of both parts of a table."""
    return replace(
        above,
        amounts=[*above.amounts, *below.amounts],
        untaken=[*above.untaken, *below.untaken],
        roles=above.roles | below.roles,
    )


def _row_of_all(rows: Sequence[Row]) -> Row | None:
    """The row that sums the others: labelled 合计, or a unit whose code begins all others'."""
    if len(rows) < 2:
        return None
    for row in rows:
        if any(_TOTAL.fullmatch(squeeze(cell)) for cell in row.cells):
            return row
    codes = [_unit_code(row) for row in rows]
    shortest = min(codes, key=len)
    if shortest and all(code.startswith(shortest) for code in codes):
        return rows[codes.index(shortest)]
    return None


def _unit_code(row: Row) -> str:
    first = next((squeeze(cell) for cell in row.cells if cell), "")
    return first if _UNIT_CODE.fullmatch(first) else ""


def _name_row(row: Row, head: Sequence[Row]) -> Named | None:
    """A body row prints figures and does not number the columns."""
    printed = [i for i, cell in enumerate(row.cells) if cell]
    label = next((i for i in printed if number(row.cells[i]) is None), None)
    coded = bool(printed) and bool(_UNIT_CODE.fullmatch(squeeze(row.cells[printed[0]])))
    if printed and rows_of_years.is_year_under(head, printed[0]):
        label = printed[0]
    if label is not None and label != printed[0] and not (coded and label == printed[1]):
        label = None
    first = column_after(head, "行次") or (0 if label is None else label + 1)
    if headers.is_number_line(row) or not any(
        figure.value is not None for figure in figures_of(row, first)
    ):
        return None
    if label is None:
        return Named(RowName("total"), {}, first)
    return Named(RowName("total", None, row.cells[label]), {label: LABEL}, first)

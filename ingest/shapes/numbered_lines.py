"""Labelled, numbered lines under a few columns (the 三公 tables)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ingest import headers
from ingest.documents import Context, Grid, Records, Row
from ingest.form import Form
from ingest.shapes.parts import unsplit
from ingest.shapes.rules import RowName
from ingest.shapes.tables import LABEL, Named, column_after, read_rows
from ingest.values import count_unit, squeeze, without_ordinal


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table of labelled lines; counts carry the unit of their label.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    records = read_rows(
        grid,
        form,
        context,
        partial(_name_row, form),
        lambda name: count_unit(name.label_text or ""),
    )
    return replace(records, notes=[*records.notes, *unsplit(form, records.amounts)])


def _name_row(form: Form, row: Row, head: Sequence[Row]) -> Named | None:
    """A body row begins with a label that names a line of the form."""
    column = next((i for i, cell in enumerate(row.cells) if cell), None)
    if column is None or headers.is_number_line(row):
        return None
    label = without_ordinal(row.cells[column])
    key = next((key for key, rule in form.rows.items() if rule.fullmatch(label)), None)
    if key is None:
        return None
    first = _first_figure(row, column, head)
    line_text = None
    if first is not None and first <= len(row.cells):
        line_text = squeeze(row.cells[first - 1]) or None
    name = RowName(key, None, row.cells[column], line_text)
    return Named(name, {column: LABEL}, first or column + 1)


def _first_figure(row: Row, label: int, head: Sequence[Row]) -> int | None:
    """The column after the line number: under its head, or slipped along with the label."""
    first = column_after(head, "行次")
    if first is None:
        return None
    home = next(
        (i for line in head for i, cell in enumerate(line.cells[:first]) if cell), label
    )
    slipped = first + label - home
    cell = row.cells[slipped - 1] if 0 < slipped <= len(row.cells) else ""
    return slipped if squeeze(cell).isdecimal() else first

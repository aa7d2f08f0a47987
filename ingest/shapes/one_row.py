"""One row of figures under many columns (国有资产使用情况表)."""

from collections.abc import Sequence

from ingest import headers
from ingest.documents import Context, Grid, Records, Row
from ingest.form import Form
from ingest.shapes.tables import (
    LABEL,
    Named,
    RowName,
    column_after,
    figures_of,
    read_rows,
)
from ingest.values import number


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a one-row table; the measure names the line and the column.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    return read_rows(grid, form, context, _name_row)


def _name_row(row: Row, head: Sequence[Row]) -> Named | None:
    """The body row is the first that prints figures and does not number the columns."""
    label = next((i for i, cell in enumerate(row.cells) if cell), None)
    if label is not None and number(row.cells[label]) is not None:
        label = None
    first = column_after(head, "行次") or (0 if label is None else label + 1)
    if headers.is_number_line(row) or not any(
        figure.value is not None for figure in figures_of(row, first)
    ):
        return None
    if label is None:
        return Named(RowName("total"), {}, first)
    return Named(RowName("total", None, row.cells[label]), {label: LABEL}, first)

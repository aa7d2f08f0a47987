"""Rows named by their first cell under money columns (部门年度重点工作任务)."""

from collections.abc import Sequence

from ingest.documents import Context, Grid, Records, Row
from ingest.form import Form
from ingest.shapes.tables import LABEL, Named, RowName, figures_of, read_rows
from ingest.shapes.untaken import of_table


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table whose rows carry free names.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    return of_table(grid, read_rows(grid, form, context, _name_row), context)


def _name_row(row: Row, head: Sequence[Row]) -> Named | None:
    """A body row has a name in its first column and figures somewhere after it."""
    if not row.cells or not row.cells[0]:
        return None
    if not any(figure.value is not None for figure in figures_of(row, 1)):
        return None
    return Named(RowName("task", None, row.cells[0]), {0: LABEL}, 1)

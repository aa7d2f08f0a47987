"""Tables that hold narrative in cells: each long cell is a passage under its heading."""

from ingest.documents import Context, Grid, Passage, Records
from ingest.form import Form
from ingest.shapes.tables import LABEL, TEXT, Roles

_LONG_TEXT = 15


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The passages of a table of text; the heading is the last short cell before them."""
    roles: Roles = {}
    passages: list[Passage] = []
    heading = ""
    for row_no, row in enumerate(grid.rows, start=1):
        for column, cell in enumerate(row.cells):
            if not cell:
                continue
            is_long = len(cell) > _LONG_TEXT
            roles[row_no, column] = TEXT if is_long else LABEL
            if is_long:
                passages.append(Passage(heading, cell, row.places[column]))
            else:
                heading = cell
    return Records(passages=passages, roles=roles)

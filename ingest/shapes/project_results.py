"""Tables of results: a row a project, with its money, its score and its grade."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import headers
from ingest.documents import Amount, Context, Grid, Project, Records, Row
from ingest.form import Form
from ingest.shapes import project_rows
from ingest.values import is_blank, squeeze

_POINTS = re.compile(r"\d+(?:\.\d+)?分")
GRADE = project_rows.BEHIND
SCORE = "score"


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table of results, each of its project, and the projects.

    A score is that of the project as a whole; the line of a total has none of its own.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    grid = replace(grid, rows=tuple(map(_without_points, grid.rows)))
    records = project_rows.read(grid, form, context)
    column = _grade_column(grid, form)
    projects = [_graded(project, grid.rows[project.row_no - 1], column)
                for project in records.projects]  # fmt: skip
    numbers = {project.row_no: project.project_no for project in projects}
    return replace(
        records,
        amounts=list(_of_projects(records.amounts, numbers)),
        projects=projects,
    )


def _without_points(row: Row) -> Row:
    """The row with its scores as numbers alone: `95.5分` → 95.5."""
    scores = {i: cell for i, cell in enumerate(row.cells) if _POINTS.fullmatch(squeeze(cell))}
    if not scores:
        return row
    cells = tuple(
        squeeze(cell)[:-1] if i in scores else cell for i, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells, printed={**scores, **row.printed})


def _of_projects(amounts: Sequence[Amount], numbers: dict[int, int]) -> Iterator[Amount]:
    for amount in amounts:
        number = numbers.get(amount.row_no)
        key = amount.row_key
        if amount.measure == SCORE:
            key = "subtotal" if number is None else "score_total"
        yield replace(amount, row_key=key, project_no=number)


def _grade_column(grid: Grid, form: Form) -> int | None:
    """The column of the grades, by the rows above the first that prints a figure."""
    for depth in range(1, len(grid.rows)):
        paths = headers.paths(grid.rows[:depth], headers.width(grid), grid.merges_known)
        columns = project_rows.text_columns(paths, form)
        if "name_text" in columns:
            return columns.get(GRADE)
    return None


def _graded(project: Project, row: Row, column: int | None) -> Project:
    if column is None or column >= len(row.cells) or is_blank(row.cells[column]):
        return project
    return replace(
        project,
        texts={**project.texts, GRADE: row.cells[column]},
        cells={GRADE: (project.row_no, column)},
    )

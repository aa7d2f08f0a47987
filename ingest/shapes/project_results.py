"""Tables of results: a row a project, with its money, its score and its grade."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import headers
from ingest.documents import Amount, Context, Grid, Project, Records, Row
from ingest.form import Form
from ingest.shapes import project_rows
from ingest.values import is_blank

GRADE = project_rows.BEHIND
SCORE = "score"


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table of results, each of its project, and the projects.

    A score is that of the project as a whole; the line of a total has none of its own.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
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

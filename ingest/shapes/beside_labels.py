"""Counts that stand beside their labels below a table, in pairs: 团组数 | 1 | 保有量 | 3."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.alignment import AS_PUBLISHED, Placement
from ingest.documents import Context, Records, Row
from ingest.errors import Reason
from ingest.form import Form
from ingest.shapes.rules import RowName
from ingest.shapes.tables import LABEL, NOTE, Sheet, figures_of, mark
from ingest.shapes.untaken import untaken
from ingest.values import count_unit, number
from ingest.words import plain_label


def read(rows: Sequence[Row], first: int, form: Form, context: Context) -> Records:
    """The figures beside labels from a row on, by the lines of the form.

    Args:
        rows: all rows of the table.
        first: the position of the head over the pairs.
        form: its form; a figure is of its phase.
        context: the unit of the table.
    """
    measure = form.phase or "executed"
    sheet = Sheet(context, headers={}, given={})
    left = []
    for row_no, row in enumerate(rows[first:], start=first + 1):
        printed = [(column, cell) for column, cell in enumerate(row.cells) if cell.strip()]
        for (at, label), (column, cell) in pairwise(printed):
            if number(cell) is None or number(label) is not None:
                continue
            called = plain_label(label)
            key = next((k for k, rule in form.rows.items() if rule.fullmatch(called)), None)
            if key is None:
                left.append(untaken(Reason.UNKNOWN_ROW, row_no, row, column, context, label))
                sheet.roles[row_no, column] = NOTE
                continue
            sheet.given = {measure: column}
            sheet.roles[row_no, at] = LABEL
            sheet.add(
                row_no, row, RowName(key, None, label), figures_of(row, column, column + 1),
                Placement((measure,), AS_PUBLISHED, ()), count_unit(label),
            )  # fmt: skip
        mark(sheet.roles, row_no, row, LABEL)
    told = [figure for figure in left if figure.amount]
    return Records(amounts=sheet.amounts, roles=sheet.roles, untaken=told)

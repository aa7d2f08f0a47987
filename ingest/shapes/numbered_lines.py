"""Labelled, numbered lines under a few columns (the 三公 tables)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest import headers
from ingest.documents import Context, Grid, Records, Row
from ingest.form import Form
from ingest.halves import Places, stacked
from ingest.shapes.rules import RowName
from ingest.shapes.tables import LABEL, Named, column_after, figures_of, read_rows
from ingest.shapes.unsplit_lines import unsplit
from ingest.values import count_unit, number, squeeze
from ingest.words import plain_label

TOTAL = "total"
_TOTAL_WITH_OTHERS = "total_with_others"
_OWN = "三公"
HEADING = "_heading"
"""How the keys end of lines that are the line of that name where none else is."""


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table of labelled lines; counts carry the unit of their label.

    What it prints besides, rows that no line of the form names among them, is untaken. Of a
    table in two halves, the right one follows the left.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    found = stacked(grid)
    if found is not None:
        return _in_place(_read(found[0], form, context), found[1])
    return _read(grid, form, context)


def _in_place(records: Records, places: Places) -> Records:
    """The records of a stacked table, at the rows and columns where they are printed."""

    def at(row_no: int, column: int) -> tuple[int, int]:
        printed, moved = places[row_no - 1]
        return printed, column + moved

    return replace(
        records,
        amounts=[
            replace(a, row_no=row_no, column_no=column_no)
            for a in records.amounts
            for row_no, column_no in [at(a.row_no, a.column_no)]
        ],
        untaken=[
            replace(u, row_no=row_no, column_no=column_no)
            for u in records.untaken
            for row_no, column_no in [at(u.row_no, u.column_no)]
        ],
        roles={at(*place): role for place, role in records.roles.items()},
    )


def _read(grid: Grid, form: Form, context: Context) -> Records:
    lines = _lines(grid, form)
    records = read_rows(
        grid,
        form,
        context,
        lambda row, head: _name_row(lines.get(id(row)), row, head),
        lambda name: form.units.get(name.row_key) or count_unit(name.label_text or ""),
    )
    return replace(records, notes=[*records.notes, *unsplit(form, records.amounts)])


def _lines(grid: Grid, form: Form) -> Mapping[int, tuple[str, int]]:
    """The line that each row is, by the row's identity, and the column of its label.

    A heading (`一、“三公”经费支出`) is the total itself where no other row is; where both
    print the same figures it says the total once more, and is left out.
    """
    found = {id(row): line for row in grid.rows if (line := line_of(row, form)) is not None}
    rows = {id(row): row for row in grid.rows}
    for key, (name, column) in list(found.items()):
        if not name.endswith(HEADING):
            continue
        whole = name.removesuffix(HEADING)
        others = [rows[other] for other, (called, _) in found.items() if called == whole]
        if not any(_money(row) for row in others):
            found[key] = whole, column
        else:
            del found[key]
    return _with_others(found, rows)


def _with_others(
    found: dict[int, tuple[str, int]], rows: Mapping[int, Row]
) -> Mapping[int, tuple[str, int]]:
    """The lines, where one total says 三公 and another sums more with it: 会议费, 培训费."""
    totals = [key for key, (name, _) in found.items() if name == TOTAL]
    own = [key for key in totals if _OWN in rows[key].cells[found[key][1]]]
    if own and len(own) < len(totals):
        others = {key: (_TOTAL_WITH_OTHERS, found[key][1]) for key in totals if key not in own}
        return {**found, **others}
    return found


def _money(row: Row) -> list[object]:
    return [figure.value for figure in figures_of(row, 1) if figure.value is not None]


def line_of(row: Row, form: Form) -> tuple[str, int] | None:
    """The key of the line that a row's first known label names, and the label's column."""
    if headers.is_number_line(row):
        return None
    for column, cell in enumerate(row.cells):
        if not cell.strip():
            continue
        if number(cell) is not None:
            if column:
                return None
            continue
        label = plain_label(cell)
        for key, rule in form.rows.items():
            if rule.fullmatch(label):
                return key, column
    return None


def _name_row(line: tuple[str, int] | None, row: Row, head: Sequence[Row]) -> Named | None:
    """A body row is one of the form's lines; a head of the same words prints no figure."""
    if line is None:
        return None
    key, column = line
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

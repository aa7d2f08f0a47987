"""What a table prints and no record took: told by the roles that its cells were given."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ingest import headers
from ingest.documents import Context, Grid, Records, Row, Untaken
from ingest.errors import Reason
from ingest.shapes.tables import CODE, FIGURE, LABEL, TEXT
from ingest.values import is_blank, number, squeeze

_NAMES_A_ROW = frozenset({CODE, LABEL, FIGURE})
_NO_AMOUNT = re.compile(r"\d{1,2}|(?:19|20)\d{2}|\d{9,}")
"""Numbers of lines, years, telephone numbers: no amounts of money beside a row's label."""


def with_untaken(records: Records, found: Iterable[Untaken]) -> Records:
    """The records with further figures that none of them took, each place once."""
    known = {(figure.row_no, figure.column_no) for figure in records.untaken}
    new = [figure for figure in found if (figure.row_no, figure.column_no) not in known]
    return replace(records, untaken=[*records.untaken, *new]) if new else records


def of_table(grid: Grid, records: Records, context: Context) -> Records:
    """The records with what the table prints besides: rows, columns and figures not taken.

    A row of which nothing was named and that prints figures is unknown; a figure of a named
    row that no measure took stands in an unknown column; a text where a measure's figures
    stand is no figure. A column is told by its first figure; one that only compares others
    holds none. Rows of nothing but zeros change no sum and are told in a note.

    Args:
        grid: the table.
        records: what was read from it, with the roles of its cells.
        context: the table's money unit.
    """
    beside = headers.line_columns(grid.rows)
    columns = {column.column_no: column.header_text for column in records.columns}
    printed = _headers(grid, records)
    told = beside | {i for i, text in printed.items() if headers.is_derived(text)}
    found: list[Untaken] = []
    notes: list[str] = []
    is_body = False
    for row_no, row in enumerate(grid.rows, start=1):
        roles = {i: records.roles.get((row_no, i), "") for i in range(len(row.cells))}
        if _NAMES_A_ROW.isdisjoint(roles.values()):
            if headers.is_number_line(row) or not (is_body or headers.prints_figures(row)):
                continue
            figures = list(unknown_row(row_no, row, context, beside, columns))
            found += [f for f in figures if any(other.amount for other in figures)]
            if figures and not any(figure.amount for figure in figures):
                notes.append(f"row not of the form, all zero: {figures[0].label_text or ''}")
            continue
        is_body = True
        label = next((row.cells[i] for i, role in roles.items() if role == LABEL), None)
        for i, role in roles.items():
            reason = _reason(row.cells[i], role, i in columns)
            if reason is not None and i not in told:
                figure = untaken(reason, row_no, row, i, context, label)
                text = columns.get(i) or printed.get(i)
                found.append(replace(figure, column_text=text))
                told |= {i} if reason == Reason.UNKNOWN_COLUMN and i not in columns else set()
    records = replace(records, notes=[*records.notes, *notes])
    return with_untaken(records, found)


def _headers(grid: Grid, records: Records) -> dict[int, str]:
    """The header text over each column, from the rows above the first that was named."""
    named = (n for (n, _), role in records.roles.items() if role in _NAMES_A_ROW)
    head = [r for r in grid.rows[: min(named, default=1) - 1] if not headers.is_number_line(r)]
    paths = headers.paths(head, headers.width(grid), grid.merges_known)
    return {i: "/".join(path) for i, path in enumerate(paths) if path}


def _reason(cell: str, role: str, is_measure: bool) -> Reason | None:
    """Why a cell of a named row was not taken; None where it was, or is no figure."""
    if role in _NAMES_A_ROW or is_blank(cell):
        return None
    parsed = number(cell)
    if parsed is None:
        return Reason.UNREADABLE_FIGURE if is_measure and role == TEXT else None
    return Reason.UNKNOWN_COLUMN if parsed.value else None


def unknown_row(
    row_no: int,
    row: Row,
    context: Context,
    beside: Collection[int],
    measures: Collection[int],
) -> Iterator[Untaken]:
    """The figures of a row that is none of the form's, one by one.

    Any number under a measure is one; elsewhere a small whole number counts lines.
    """
    texts = [
        i for i, cell in enumerate(row.cells) if not is_blank(cell) and number(cell) is None
    ]
    label = row.cells[texts[0]] if texts else None
    first = texts[0] + 1 if texts else 0
    for i in range(first, len(row.cells)):
        is_figure = number(row.cells[i]) is not None and i in measures
        if i not in beside and (is_figure or is_amount(row.cells[i], row.cells[:i])):
            yield untaken(Reason.UNKNOWN_ROW, row_no, row, i, context, label)


def is_amount(cell: str, before: Sequence[str]) -> bool:
    """Whether a cell can be an amount: a number that is no year, no count of lines, no phone.

    A small whole number is one where the row prints figures before it already.
    """
    if number(cell) is None:
        return False
    printed = squeeze(cell)
    if not _NO_AMOUNT.fullmatch(printed):
        return True
    return printed == "0" or (
        len(printed) <= 2 and any(_is_plain_amount(other) for other in before)
    )


def _is_plain_amount(cell: str) -> bool:
    return number(cell) is not None and not _NO_AMOUNT.fullmatch(squeeze(cell))


def untaken(
    reason: Reason,
    row_no: int,
    row: Row,
    column: int,
    context: Context,
    label: str | None = None,
) -> Untaken:
    """A cell that no record took, with what is known of its row."""
    parsed = number(row.cells[column])
    return Untaken(
        reason,
        row_no,
        column,
        row.cells[column],
        row.places[column] if column < len(row.places) else "",
        amount=parsed.value if parsed else None,
        unit_text=context.unit_text,
        label_text=label,
    )

"""Tables of a whole area's revenue or expenditure: lines down, year × phase × measure across.

What a column prints is said by the words of its head (`region_columns`), what a line is part
of by its code or its number (`region_lines`). A column that is not understood, and a figure
without a line, are told one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest import region_columns
from ingest.documents import Context, Grid, Records, RegionFigure, Row, Untaken
from ingest.errors import DocumentError, Reason
from ingest.form import Form
from ingest.headers import is_number_line, paths, prints_figures, width
from ingest.region_columns import Role
from ingest.region_lines import Head, Line, head_of, lines_of
from ingest.region_titles import AreaTitle, read_title
from ingest.shapes.tables import CODE, FIGURE, HEADER, LABEL, NOTE, Roles, mark
from ingest.values import Number, number, squeeze

_FEWEST_AMOUNTS = 1


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as its figures need it: title, columns of text, roles of the other columns."""

    title: AreaTitle
    side: str
    columns: Head
    roles: Mapping[int, Role]
    unknown: Mapping[int, str]


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table of a whole area, each with its line and its column's role.

    Raises:
        DocumentError: the title names no side, the table has two halves, or no column of
            amounts is understood.
    """
    title = read_title(context.title_text or "", context.part_heading, context.year_phases)
    if title.side is None:
        raise DocumentError(Reason.COLUMNS_UNMAPPED, "the title names no side", _place(grid))
    head_rows = list(_head(grid.rows))
    body = grid.rows[len(head_rows) :]
    printed = paths(head_rows, width(grid), grid.merges_known)
    columns = head_of(printed, body)
    if columns is None:
        detail = "no column of names, or two halves beside each other"
        raise DocumentError(Reason.COLUMNS_UNMAPPED, detail, _place(grid))
    heads = {
        i: path
        for i, path in enumerate(printed)
        if i not in columns.texts and _prints_numbers(body, i)
    }
    roles = region_columns.roles_of(heads, title, title.side)
    numbers = [_numbers(row, roles) for row in body]
    roles = region_columns.with_bases_of_figures(roles, numbers)
    amounts = [role for role in roles.values() if role.measure == "amount"]
    if len(amounts) < _FEWEST_AMOUNTS:
        detail = " | ".join("/".join(path) for path in heads.values())
        raise DocumentError(Reason.COLUMNS_UNMAPPED, detail, _place(grid))
    unknown = {i: "/".join(path) for i, path in heads.items() if i not in roles}
    table = _Table(title, title.side, columns, roles, unknown)
    return _records(grid, len(head_rows), table, form, context)


def _head(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of the head: down to the first that prints a figure, or a name alone."""
    for row_no, row in enumerate(rows):
        printed = [cell for cell in row.cells if cell.strip()]
        if prints_figures(row) or (row_no and len(printed) == 1 and row.cells[0].strip()):
            return
        if row_no and _is_line_without_figures(row, rows[0]):
            return
        yield row


def _is_line_without_figures(row: Row, first: Row) -> bool:
    """Whether a row under the head prints a code and a name, and nothing that heads columns."""
    printed = [i for i, cell in enumerate(row.cells) if cell.strip()]
    return bool(printed) and all(
        i < 2 and i < len(first.cells) and first.cells[i].strip() for i in printed
    )


def _prints_numbers(rows: Sequence[Row], column: int) -> bool:
    return any(
        column < len(row.cells) and number(row.figure(column)) is not None for row in rows
    )


def _numbers(row: Row, columns: Mapping[int, object]) -> dict[int, Number]:
    found = {i: number(row.figure(i)) for i in columns if i < len(row.cells) and row.cells[i]}
    return {i: parsed for i, parsed in found.items() if parsed is not None}


def _place(grid: Grid) -> str:
    return next((place for row in grid.rows for place in row.places), "")


def _records(
    grid: Grid, head_count: int, table: _Table, form: Form, context: Context
) -> Records:
    roles: Roles = {}
    for row_no, row in enumerate(grid.rows[:head_count], start=1):
        mark(roles, row_no, row, HEADER)
    body = {
        row_no: row
        for row_no, row in enumerate(grid.rows, start=1)
        if row_no > head_count and not is_number_line(row)
    }
    lines = lines_of(body, table.columns, table.roles, table.side, form)
    figures: list[RegionFigure] = []
    untaken: list[Untaken] = []
    for row_no, row in body.items():
        line = lines.get(row_no)
        for column, parsed in _numbers(row, {**table.roles, **table.unknown}).items():
            roles[row_no, column] = FIGURE if line and column in table.roles else NOTE
            if line is None or column not in table.roles:
                untaken.append(_untaken(row_no, row, column, parsed, line, table, context))
            else:
                figures.append(_figure(row_no, row, column, parsed, line, table, context))
        if table.columns.code is not None and table.columns.code < len(row.cells):
            roles.setdefault((row_no, table.columns.code), CODE)
        mark(roles, row_no, row, LABEL)
    return Records(region_figures=figures, untaken=untaken, roles=roles)


def _figure(
    row_no: int,
    row: Row,
    column: int,
    parsed: Number,
    line: Line,
    table: _Table,
    given: Context,
) -> RegionFigure:
    role = table.roles[column]
    is_money = role.measure == "amount"
    return RegionFigure(
        row_no=row_no,
        column_no=column,
        measure=role.measure,
        number_text=row.printed.get(column, row.cells[column]),
        number=parsed.value,
        decimals=parsed.decimals,
        locator=row.places[column],
        line_no=line.line_no,
        label_text=line.label_text,
        line_name=line.name,
        side=line.side,
        scope=role.scope or table.title.scope,
        scope_text=role.text if role.scope else table.title.scope_text,
        place_text=table.title.place,
        phase=role.phase,
        fiscal_year=role.year,
        column_text=role.text,
        classification=table.title.classification,
        code_text=line.code,
        parent_line_no=line.parent_line_no,
        level=line.level,
        total_kind=line.total_kind,
        is_of_which=line.is_of_which,
        is_leaf=line.is_leaf,
        part=role.part or table.title.part,
        is_estimate=role.is_estimate,
        base_phase=role.base_phase,
        base_year=role.base_year,
        of_column_no=role.of_column,
        base_column_no=role.base_column,
        unit_text=given.unit_text if is_money else "%",
        unit_locator=given.unit_locator if is_money else None,
    )


def _untaken(
    row_no: int,
    row: Row,
    column: int,
    parsed: Number,
    line: Line | None,
    table: _Table,
    given: Context,
) -> Untaken:
    known = column in table.roles
    return Untaken(
        Reason.UNKNOWN_ROW if known else Reason.UNKNOWN_COLUMN,
        row_no,
        column,
        row.cells[column],
        row.places[column],
        parsed.value,
        given.unit_text,
        label_text=line.label_text if line else None,
        code_text=line.code if line else None,
        column_text=table.roles[column].text if known else squeeze(table.unknown[column]),
    )

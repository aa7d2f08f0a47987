"""Tables of a whole area's revenue or expenditure: lines down, year × phase × measure across.

What a column prints is said by the words of its head (`region_columns`), what a line is part
of by its code or its number (`region_lines`). A column that is not understood, and a figure
without a line, are told one by one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest import region_columns
from ingest.documents import Context, Grid, Records, RegionFigure, Row, Untaken
from ingest.errors import DocumentError, Reason
from ingest.form import Form
from ingest.headers import is_number_line, paths, prints_figures, width
from ingest.region_columns import Role
from ingest.region_lines import Head, heads_of, lines_of, side_told, sides_of
from ingest.region_order import Line
from ingest.region_titles import AreaTitle, read_title
from ingest.shapes.region_turned import stacked, turned, turned_back
from ingest.shapes.tables import CODE, FIGURE, HEADER, LABEL, NOTE, Roles, mark
from ingest.values import Number, number, squeeze

MONEY = ("amount", "change_yuan")
"""Measures that are printed in the table's money unit; others are rates in percent."""
TOO_LARGE = 10**16
"""No account prints so many digits before the point: a column ran together in one cell."""


@dataclass(frozen=True, slots=True)
class _Half:
    """A half of a table, or all of it: its columns of text, the roles of the others."""

    title: AreaTitle
    side: str | None
    columns: Head
    roles: Mapping[int, Role]
    unknown: Mapping[int, str]


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table of a whole area, each with its line and its column's role.

    Raises:
        DocumentError: no column names lines, two halves are of one side, or no column of
            amounts is understood.
    """
    title = read_title(
        context.title_text or "",
        context.part_heading,
        context.year_phases,
        context.area_heading,
    )
    head_rows = head_rows_of(grid.rows)
    body = {
        row_no: row
        for row_no, row in enumerate(grid.rows, start=1)
        if row_no > len(head_rows) and not is_number_line(row)
    }
    printed = paths(head_rows, width(grid), grid.merges_known)
    heads = heads_of(printed, [*body.values()])
    is_of_items = title.classification == "three_public"
    if is_of_items and not heads and (across := turned(body, printed)):
        lines_down, places = across
        return turned_back(read(lines_down, form, context), places)
    groups = [head.columns for head in heads]
    if len(heads) > 1 and title.side and (one := stacked(head_rows, body, printed, groups)):
        lines_down, places = one
        return turned_back(read(lines_down, form, context), places)
    sides = [_side(printed, body, head, title, len(heads)) for head in heads]
    if not heads or (len(heads) > 1 and sorted(map(str, sides)) != ["expenditure", "revenue"]):
        detail = "no column of names, or two halves of one side"
        raise DocumentError(Reason.COLUMNS_UNMAPPED, detail)
    halves = [
        _half(printed, body, head, title, side) for head, side in zip(heads, sides, strict=True)
    ]
    if not all(_has_amounts(half) for half in halves):
        detail = " | ".join("/".join(path) for path in printed)
        raise DocumentError(Reason.COLUMNS_UNMAPPED, detail)
    return _records(grid, len(head_rows), body, halves, form, context)


def _side(
    printed: Sequence[Sequence[str]],
    body: Mapping[int, Row],
    head: Head,
    title: AreaTitle,
    count: int,
) -> str | None:
    """The side of a table, or of a half: of its title, its head, else of its lines."""
    if count == 1:
        return title.side
    text = "".join(printed[head.name])
    if ("收" in text) != ("支" in text):
        return "revenue" if "收" in text else "expenditure"
    return side_told(body, head)


def _half(
    printed: Sequence[Sequence[str]],
    body: Mapping[int, Row],
    head: Head,
    title: AreaTitle,
    side: str | None,
) -> _Half:
    rows = [*body.values()]
    heads = {
        i: printed[i] for i in head.columns if i not in head.texts and prints_numbers(rows, i)
    }
    roles = region_columns.roles_of(heads, title, side)
    numbers = [numbers_of(row, roles) for row in rows]
    roles = region_columns.with_bases_of_figures(roles, numbers)
    unknown = {i: "/".join(path) for i, path in heads.items() if i not in roles}
    return _Half(title, side, head, roles, unknown)


def _has_amounts(half: _Half) -> bool:
    return any(role.measure == "amount" for role in half.roles.values())


def head_rows_of(rows: Sequence[Row]) -> list[Row]:
    """The rows of the head: down to the first that prints a figure, or a name alone."""
    return list(_head(rows))


def _head(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of the head: down to the first that prints a figure, or a name alone."""
    for row_no, row in enumerate(rows):
        printed = [cell for cell in row.cells if cell.strip()]
        if prints_figures(row) or (row_no and len(printed) == 1 and row.cells[0].strip()):
            return
        if row_no and (_is_line_without_figures(row, rows[0]) or _is_line(row)):
            return
        yield row


def _is_line(row: Row) -> bool:
    """Whether a row is a name and numbers, however small, and heads no column.

    Nor does one of marks alone for what does not apply: 企业职工基本养老保险基金 | × | ×.
    """
    name, *others = [cell for cell in row.cells if cell.strip()] or [""]
    return (
        bool(others)
        and bool(row.cells[0].strip())
        and number(name) is None
        and not is_number_line(row)
        and (number(others[0]) is not None or all(map(_APPLIES_NOT.fullmatch, others)))
        and all(number(cell) is not None or not _HEADS.search(cell) for cell in others)
    )


_APPLIES_NOT = re.compile("[×—―–－/-]+")
_HEADS = re.compile(r"[数额%％]$|年|比")


def _is_line_without_figures(row: Row, first: Row) -> bool:
    """Whether a row under the head prints a code and a name, and nothing that heads columns."""
    printed = [i for i, cell in enumerate(row.cells) if cell.strip()]
    return bool(printed) and all(
        i < 2 and i < len(first.cells) and first.cells[i].strip() for i in printed
    )


def prints_numbers(rows: Sequence[Row], column: int) -> bool:
    """Whether a column prints a figure in any row."""
    return any(
        column < len(row.cells) and number(row.figure(column)) is not None for row in rows
    )


def numbers_of(row: Row, columns: Mapping[int, object]) -> dict[int, Number]:
    """The figures of a row in some columns, but those that ran together in one cell."""
    found = _printed(row, columns).items()
    return {i: parsed for i, parsed in found if abs(parsed.value) < TOO_LARGE}


def ran_together(
    row_no: int, row: Row, columns: Mapping[int, object], given: Context
) -> Iterator[Untaken]:
    """The cells of a row that hold the figures of several: no amount has so many digits."""
    for i, parsed in _printed(row, columns).items():
        if abs(parsed.value) >= TOO_LARGE:
            yield Untaken(
                Reason.UNREADABLE_FIGURE,
                row_no,
                i,
                row.cells[i],
                row.places[i],
                unit_text=given.unit_text,
            )


def _printed(row: Row, columns: Mapping[int, object]) -> dict[int, Number]:
    found = {i: number(row.figure(i)) for i in columns if i < len(row.cells) and row.cells[i]}
    return {i: parsed for i, parsed in found.items() if parsed is not None}


def _records(
    grid: Grid,
    head_count: int,
    body: Mapping[int, Row],
    halves: Sequence[_Half],
    form: Form,
    context: Context,
) -> Records:
    roles: Roles = {}
    for row_no, row in enumerate(grid.rows[:head_count], start=1):
        mark(roles, row_no, row, HEADER)
    figures: list[RegionFigure] = []
    left: list[Untaken] = []
    for at, half in enumerate(halves):
        sides = sides_of(body, half.columns, half.side, is_half=len(halves) > 1)
        first_no = at * len(grid.rows) + 1
        lines = lines_of(body, half.columns, half.roles, sides, form, first_no)
        for row_no, row in body.items():
            line = lines.get(row_no)
            columns = {**half.roles, **half.unknown}
            left += ran_together(row_no, row, columns, context)
            for column, parsed in numbers_of(row, columns).items():
                role = half.roles.get(column)
                if line is None or role is None or not (role.side or line.side):
                    roles[row_no, column] = NOTE
                    said = untaken(
                        row_no,
                        row,
                        column,
                        parsed,
                        context,
                        role=role,
                        head=half.unknown.get(column, ""),
                        label=line.label_text if line else None,
                        code=line.code if line else None,
                    )
                    left.append(said)
                else:
                    roles[row_no, column] = FIGURE
                    figures.append(_figure(row_no, row, column, parsed, line, half, context))
            code = half.columns.code
            if code is not None and code < len(row.cells):
                roles.setdefault((row_no, code), CODE)
    for row_no, row in body.items():
        mark(roles, row_no, row, LABEL)
    return Records(region_figures=figures, untaken=left, roles=roles)


def _figure(
    row_no: int,
    row: Row,
    column: int,
    parsed: Number,
    line: Line,
    table: _Half,
    given: Context,
) -> RegionFigure:
    role = table.roles[column]
    is_money = role.measure in MONEY
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
        side=role.side or line.side or "",
        scope=role.scope or table.title.scope,
        scope_text=role.text if role.scope else table.title.scope_text,
        place_text=table.title.place,
        phase=role.phase,
        fiscal_year=role.year,
        column_text=role.text,
        classification=_class(table, line),
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
        column_item=role.item or table.title.fund,
        indent=row.indents.get(table.columns.name),
    )


def _class(half: _Half, line: Line) -> str | None:
    """What the lines are classes of: as the title says, else by their side.

    Lines whose columns have the sides are funds.
    """
    if half.title.classification:
        return half.title.classification
    if line.side is None or line.side == "balance":
        return "fund"
    return "function" if _is_spent(line.side) else "revenue_item"


def _is_spent(side: str) -> bool:
    return side in ("expenditure", "transfer_out", "financing_out")


def untaken(
    row_no: int,
    row: Row,
    column: int,
    parsed: Number,
    given: Context,
    *,
    role: Role | None,
    head: str,
    label: str | None,
    code: str | None,
) -> Untaken:
    """A number that no line takes, or that stands in a column without a role."""
    return Untaken(
        Reason.UNKNOWN_COLUMN if role is None else Reason.UNKNOWN_ROW,
        row_no,
        column,
        row.cells[column],
        row.places[column],
        parsed.value,
        given.unit_text,
        label_text=label,
        code_text=code,
        column_text=squeeze(head) if role is None else role.text,
    )

"""Two accounts side by side: income on the left, expenditure on the right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import headers
from ingest.alignment import placer
from ingest.documents import Amount, Context, Grid, Records, Row, TableColumn
from ingest.errors import DocumentError, Reason
from ingest.form import Column, Form
from ingest.shapes.tables import (
    HEADER,
    LABEL,
    TEXT,
    Roles,
    RowName,
    Sheet,
    figures_of,
    mark,
    rules_of,
)
from ingest.values import number, squeeze, without_ordinal

_LABEL_HEADER = re.compile(
    r"项目(?:\(.*\))?|(?:本年|财政拨款)?(?:收入|支出)(?:项目)?|预算科目|科目名称"
)
_DEEPEST_HEAD = 8
_PART = re.compile(r"其中[:：]|\d{1,2}[.、](?!\d)|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)")
_BALANCES = ("opening", "closing", "reserves", "distribution")


@dataclass(frozen=True, slots=True)
class _Side:
    """One half of the grid: its columns from `label` up to `end`, and its measures."""

    name: str
    label: int
    first: int
    end: int
    positions: dict[str, int]


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of both sides, line by line.

    Raises:
        DocumentError: the two label columns or the amount columns cannot be found.
    """
    head, body = _split(grid)
    printed = headers.paths(
        [row for row in head if not headers.is_number_line(row)],
        headers.width(grid),
        grid.merges_known,
    )
    roles: Roles = {}
    for row_no, row in enumerate(head, start=1):
        mark(roles, row_no, row, HEADER)
    amounts: list[Amount] = []
    columns: list[TableColumn] = []
    for side in _sides(head, printed, form, headers.width(grid)):
        side_columns = headers.table_columns(side.positions, printed)
        sheet = Sheet(
            context,
            {column.measure: column.header_text for column in side_columns},
            side.positions,
            roles=roles,
        )
        _read_side(body, len(head), side, form, sheet)
        amounts += sheet.amounts
        columns += side_columns
    for row_no, row in enumerate(body, start=len(head) + 1):
        mark(roles, row_no, row, TEXT)
    return Records(amounts=amounts, columns=columns, roles=roles)


def _split(grid: Grid) -> tuple[list[Row], list[Row]]:
    """Header rows and body rows.

    The header ends with the lowest row that heads both sides, and with what numbers or
    names columns right below it.
    """
    heads = [i for i, row in enumerate(grid.rows[:_DEEPEST_HEAD]) if len(_labels(row)) == 2]
    end = heads[-1] + 1 if heads else 0
    labels = _labels(grid.rows[heads[-1]]) if heads else []
    while labels and end < len(grid.rows) and _names_columns(grid.rows[end], labels):
        end += 1
    return list(grid.rows[:end]), list(grid.rows[end:])


def _labels(row: Row) -> list[int]:
    """The columns in which a row heads the labels of a side."""
    return [i for i, cell in enumerate(row.cells) if _LABEL_HEADER.fullmatch(squeeze(cell))]


def _names_columns(row: Row, labels: Sequence[int]) -> bool:
    """Whether a row below the label heads still names columns: no label and no figure."""
    if headers.is_number_line(row):
        return True
    return not any(
        column in labels or number(cell) is not None
        for column, cell in enumerate(row.cells)
        if cell
    )


def _sides(
    head: Sequence[Row], printed: Sequence[headers.Path], form: Form, width: int
) -> list[_Side]:
    labels = _label_columns(head)
    if len(labels) != 2:
        raise DocumentError(Reason.COLUMNS_UNMAPPED, "the table does not show its two sides")
    bounds = ((labels[0], labels[1]), (labels[1], width))
    sides = []
    for name, (label, end) in zip(("income", "expenditure"), bounds, strict=True):
        wanted = [c for c in form.columns if c.measure.startswith(f"{name}.")]
        span: list[headers.Path] = [
            path if label < i < end else () for i, path in enumerate(printed)
        ]
        found = headers.by_text(wanted, span)
        if missing := _missing(wanted, found):
            raise DocumentError(
                Reason.COLUMNS_UNMAPPED, f"no column found for {', '.join(missing)}"
            )
        numbered = any("行次" in path for path in span)
        positions = {m.partition(".")[2]: column for m, column in found.items()}
        sides.append(_Side(name, label, label + 1 + numbered, end, positions))
    return sides


def _missing(wanted: Sequence[Column], found: dict[str, int]) -> list[str]:
    return [c.measure for c in wanted if not c.optional and c.measure not in found]


def _label_columns(head: Sequence[Row]) -> list[int]:
    """The columns of the two label headers, in the lowest header row that has both."""
    return next((found for row in reversed(head) if len(found := _labels(row)) == 2), [])


def _read_side(body: Sequence[Row], offset: int, side: _Side, form: Form, sheet: Sheet) -> None:
    place = placer(side.positions, rules_of(form))
    section = "item"
    for row_no, row in enumerate(body, start=offset + 1):
        label = row.cells[side.label] if side.label < len(row.cells) else ""
        key = _row_key(label, section, form)
        if key in ("year_total", *_BALANCES):
            section = f"{key}_part"
        figures = figures_of(row, side.first, side.end)
        if not label:
            continue
        sheet.roles[row_no, side.label] = LABEL
        name = RowName(
            key,
            None,
            label,
            squeeze(row.cells[side.first - 1]) if side.first > side.label + 1 else None,
            _line_code(label, form),
            side.name,
        )
        if figures:
            sheet.add(row_no, row, name, figures, place(figures))


def _row_key(label: str, section: str, form: Form) -> str:
    """A total or balance by its name; else a line, or a part of the line it is under."""
    plain = without_ordinal(label)
    for key, rule in form.rows.items():
        if rule.fullmatch(plain):
            return key
    return "part" if _PART.match(squeeze(label)) and section == "item" else section


def _line_code(label: str, form: Form) -> str | None:
    plain = without_ordinal(_PART.sub("", squeeze(label)))
    return next((code for code, rule in form.lines.items() if rule.fullmatch(plain)), None)

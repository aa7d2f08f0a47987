"""The funds in the header block of an indicator form: a small table, or labels with amounts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.account_unit import money_unit
from ingest.alignment import AS_PUBLISHED, Figure, Placement, PrintedRow, place_rows
from ingest.documents import BlankLine, Project, Row, Untaken
from ingest.errors import Reason
from ingest.form import Form
from ingest.shapes.indicator_words import labelled
from ingest.shapes.rules import RowName, table_of
from ingest.shapes.tables import LABEL, NOTE, Sheet, figures_of, mark
from ingest.values import is_blank, number, squeeze
from ingest.words import spelled

_STATED: Final = "approved"
"""What an amount is that stands beside its label without a head: a plan's."""
_PROJECT = "project_item"
_TOTAL = "total"
_OF_THE_YEAR = re.compile(spelled("{indicators.stated}"))
_OF_ALL_YEARS = re.compile(spelled("{indicators.stated_whole}"))
_MONEY = re.compile(spelled("{indicators.any_money}"))
_NO_MONEY = re.compile(spelled("{indicators.no_money}"))
_AMOUNT = re.compile(r"([\d,]+(?:\.\d+)?)(元|万元|亿元|万)?")
_LONGEST_LABEL = 30


@dataclass(frozen=True, slots=True)
class _Stated:
    """An amount that stands beside its label, without a head over it."""

    row_no: int
    row: Row
    label: str
    column_no: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a funding table: its figures stand to the right of its label."""

    row_no: int
    row: Row
    name: RowName
    label_column: int
    figures: Sequence[Figure]


@dataclass(slots=True)
class Funding:
    """What has been read of the funds of one form; `items` are the projects they name.

    `lines` wait under their head until all are known: together they are placed. `blanks` are
    the lines that stand there blank; where figures stand in lines that the form does not
    know, a blank may not be nothing, and none is told. `wholes` are the amounts of all the
    years of a project: the year's own, where none else is printed.
    """

    form: Form
    sheet: Sheet
    next_project_no: int
    items: list[Project] = field(default_factory=list)
    lines: list[_Line] | None = None
    last_key: str = ""
    blanks: list[BlankLine] = field(default_factory=list)
    knows_all: bool = True
    wholes: list[_Stated] = field(default_factory=list)
    untaken: list[Untaken] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def opens(funding: Funding, row: Row) -> bool:
    """Whether the row heads a funding table; if so, its columns are taken.

    A measure's words are tried in their order: what says it best comes first.
    """
    if any(number(cell) is not None for cell in row.cells):
        return False
    positions: dict[str, int] = {}
    for measure, rules in funding.form.amounts.items():
        found = (
            column
            for rule in rules
            for column, cell in enumerate(row.cells)
            if column not in positions.values() and rule.fullmatch(squeeze(cell))
        )
        column = next(found, None)
        if column is not None:
            positions[measure] = column
    if not positions:
        return False
    close(funding)
    funding.sheet.headers = {measure: row.cells[c] for measure, c in positions.items()}
    funding.sheet.given = positions
    funding.lines = []
    funding.last_key = ""
    return True


def close(funding: Funding) -> None:
    """Places the lines of the funding table read last, all together."""
    lines, funding.lines = funding.lines or [], None
    rows = [PrintedRow(tuple(line.figures)) for line in lines]
    names = [line.name for line in lines]
    placed = place_rows(table_of(funding.form, funding.sheet.given, names, rows))
    for line, placement in zip(lines, placed, strict=True):
        funding.sheet.add(line.row_no, line.row, line.name, line.figures, placement)
        for figure, measure in zip(line.figures, placement.measures, strict=True):
            if measure is None and figure.value is not None:
                _leave(funding, Reason.UNKNOWN_COLUMN, line.row_no, line.row,
                       figure.column_no, line.name)  # fmt: skip
        _leave_texts(funding, line)


def _leave_texts(funding: Funding, line: _Line) -> None:
    """Says what stands in a column of figures and is none."""
    for measure, column in _texts(funding, line.row, line.label_column):
        _leave(funding, Reason.UNREADABLE_FIGURE, line.row_no, line.row, column,
               line.name, measure)  # fmt: skip


def _texts(funding: Funding, row: Row, label: int) -> list[tuple[str, int]]:
    """The columns of figures in which a line prints what is no number and no blank."""
    return [
        (measure, column)
        for measure, column in funding.sheet.given.items()
        if label < column < len(row.cells)
        and not is_blank(row.cells[column])
        and number(row.cells[column]) is None
    ]


def finish(funding: Funding) -> None:
    """Places what still waits: the last table, and the amounts of all years."""
    close(funding)
    for stated in funding.wholes:
        if _has(funding, _TOTAL, _STATED):
            name = RowName(_TOTAL, None, stated.label)
            if not _repeats(funding, stated):
                _leave(
                    funding, Reason.UNKNOWN_ROW, stated.row_no, stated.row, stated.column_no,
                    name,
                )  # fmt: skip
        else:
            _add(funding, stated, _TOTAL, _STATED)


def reads(funding: Funding, row_no: int, row: Row) -> bool:
    """Reads a funding line; False where the row is none.

    A line may have the name of the whole table before its own: 项目资金 | 年度资金总额.
    """
    found = _line(funding, row)
    if found is None:
        return False
    label, key = found
    figures = figures_of(row, label + 1)
    if funding.lines is None:
        return False
    if not figures and key == _PROJECT:
        return False
    funding.last_key = key
    if any(figure.value is not None for figure in figures) or _texts(funding, row, label):
        project_no = None
        if key == _PROJECT:
            project_no = funding.next_project_no + len(funding.items)
            texts = {"name_text": row.cells[label]}
            funding.items.append(Project(project_no, row_no, row.places[label], texts))
        name = RowName(key, None, row.cells[label], project_no=project_no)
        funding.sheet.roles[row_no, label] = LABEL
        funding.lines.append(_Line(row_no, row, name, label, figures))
    else:
        funding.blanks.append(BlankLine(row_no, key, row.cells[label], row.places[label]))
    mark(funding.sheet.roles, row_no, row, LABEL)
    return True


def blank_lines(funding: Funding) -> list[BlankLine]:
    """The lines that are printed and blank, where the form knows all that have figures."""
    return funding.blanks if funding.knows_all else []


def leave(funding: Funding, row_no: int, row: Row) -> None:
    """Takes the amounts that stand beside their labels; says what figures no line takes."""
    if funding.lines:
        figures = [figure for figure in figures_of(row, 0) if figure.value is not None]
        label = next((cell for cell in row.cells if cell and number(cell) is None), None)
        measures = {column: measure for measure, column in funding.sheet.given.items()}
        funding.knows_all = funding.knows_all and not figures
        for figure in figures:
            _leave(
                funding, Reason.UNKNOWN_ROW, row_no, row, figure.column_no,
                RowName("", None, label), measures.get(figure.column_no),
            )  # fmt: skip
        return
    for label, column in _beside(row):
        _take(funding, _Stated(row_no, row, label, column))


def _beside(row: Row) -> Iterator[tuple[str, int]]:
    """Each figure that stands beside its label: in the next cell, or in its own."""
    printed = [(i, cell) for i, cell in enumerate(row.cells) if cell]
    for (_, label), (column, cell) in pairwise(printed):
        is_label = number(label) is None and len(squeeze(label)) <= _LONGEST_LABEL
        if is_label and (_AMOUNT.fullmatch(squeeze(cell)) or number(cell) is not None):
            yield label, column
    for column, cell in printed:
        found = labelled(cell)
        if found and _AMOUNT.fullmatch(squeeze(found[1])):
            yield found[0], column


def _take(funding: Funding, stated: _Stated) -> None:
    """Records a stated amount by its label; money that no label explains is left."""
    label = squeeze(stated.label)
    if _NO_MONEY.fullmatch(label):
        return
    found = _meant(funding, label)
    if found is not None and not _has(funding, *found):
        _add(funding, stated, *found)
    elif found is None and funding.form.phase == _STATED and _OF_ALL_YEARS.fullmatch(label):
        funding.wholes.append(stated)
    elif _MONEY.fullmatch(label) and not _repeats(funding, stated):
        name = RowName(found[0] if found else "", None, stated.label)
        _leave(funding, Reason.UNKNOWN_ROW, stated.row_no, stated.row, stated.column_no, name)


def _meant(funding: Funding, label: str) -> tuple[str, str] | None:
    """The line and the measure that a label means where no head stands over its figure."""
    form = funding.form
    if form.phase == _STATED:
        key = next(
            (k for k, rule in form.rows.items() if k != _PROJECT and rule.fullmatch(label)),
            None,
        )
        if key is not None:
            return key, _STATED
        if _OF_THE_YEAR.fullmatch(label) and not _OF_ALL_YEARS.fullmatch(label):
            return _TOTAL, _STATED
        return None
    rules = ((measure, rule) for measure, rules in form.amounts.items() for rule in rules)
    measure = next((m for m, rule in rules if rule.fullmatch(label)), None)
    return (_TOTAL, measure) if measure is not None and measure not in _POINTS else None


_POINTS = ("weight", "score")


def _printed(stated: _Stated) -> tuple[str, str | None]:
    """The digits of a stated amount and the unit beside them, as printed."""
    cell = stated.row.cells[stated.column_no]
    found = labelled(cell)
    digits = _AMOUNT.fullmatch(squeeze(found[1] if found else cell))
    if digits is None:
        return cell, money_unit(stated.label)
    unit = "万元" if digits[2] == "万" else digits[2]
    return digits[1], unit or money_unit(stated.label)


def _add(funding: Funding, stated: _Stated, key: str, measure: str) -> None:
    digits, unit = _printed(stated)
    cells = list(stated.row.cells)
    cells[stated.column_no] = digits
    (figure,) = figures_of(Row(tuple(cells), stated.row.places), stated.column_no,
                           stated.column_no + 1)  # fmt: skip
    funding.sheet.headers, funding.sheet.given = {}, {measure: stated.column_no}
    funding.sheet.add(
        stated.row_no,
        Row(tuple(cells), stated.row.places),
        RowName(key, None, stated.label),
        [figure],
        Placement((measure,), AS_PUBLISHED, ()),
        unit,
    )


def _has(funding: Funding, key: str, measure: str) -> bool:
    return any(a.row_key == key and a.measure == measure for a in funding.sheet.amounts)


def _repeats(funding: Funding, stated: _Stated) -> bool:
    """Whether a figure says once more what is read of the whole."""
    parsed = number(_printed(stated)[0])
    return parsed is not None and any(
        amount.row_key == _TOTAL and amount.amount == parsed.value
        for amount in funding.sheet.amounts
    )


def _leave(
    funding: Funding,
    reason: Reason,
    row_no: int,
    row: Row,
    column: int,
    name: RowName,
    measure: str | None = None,
) -> None:
    """Says that a printed figure of the funds was not taken; a zero is a note."""
    parsed = number(row.cells[column])
    funding.sheet.roles[row_no, column] = NOTE
    if parsed is not None and not parsed.value:
        told = " ".join(filter(None, (name.label_text, row.cells[column])))
        funding.notes.append(f"{row.places[column]}: {squeeze(told)}")
        return
    funding.untaken.append(
        Untaken(
            reason=reason,
            row_no=row_no,
            column_no=column,
            text=row.cells[column],
            locator=row.places[column],
            amount=parsed.value if parsed else None,
            unit_text=funding.sheet.context.unit_text,
            row_key=name.row_key or None,
            label_text=name.label_text,
            measure=measure,
            column_text=funding.sheet.headers.get(measure) if measure else None,
            project_no=name.project_no,
        )
    )


def _line(funding: Funding, row: Row) -> tuple[int, str] | None:
    """The column of the label that names a line, and the line."""
    for column, cell in enumerate(row.cells):
        if not cell or is_blank(cell):
            continue
        if number(cell) is not None:
            return None
        key = _key(funding, squeeze(cell))
        if key is not None:
            return column, key
    return None


def _key(funding: Funding, label: str) -> str | None:
    """The line a label names; lines under 项目支出 that name no other are its projects."""
    for key, rule in funding.form.rows.items():
        if key == _PROJECT and funding.last_key not in ("project", key):
            continue
        if rule.fullmatch(label):
            return key
    return None

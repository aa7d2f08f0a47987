"""The funds in the header block of an indicator form: a small table under heads.

Amounts beside their labels are `indicator_stated`, lines as heads `indicator_across`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ingest.alignment import (
    UNRECONCILED,
    Figure,
    Placement,
    PrintedRow,
    place_rows,
    slipped_whole,
)
from ingest.documents import BlankLine, Project, Row, Untaken
from ingest.errors import Reason
from ingest.form import Form
from ingest.plain_grid import without_unit
from ingest.shapes.rules import RowName, table_of
from ingest.shapes.tables import LABEL, NOTE, Sheet, figures_of, mark
from ingest.values import is_blank, number, squeeze

TOTALS: Final = ("total", "income_total")
"""The lines of a form that are all of its money."""
RATE: Final = "execution_rate"
MONEY: Final = ("approved", "adjusted", "executed")
PROJECT: Final = "project_item"
"""The line that each project of a department's funds is."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount that stands beside its label, without a head over it.

    `text` is the amount as printed; `key` and `measure` are what the label means.
    """

    row_no: int
    row: Row
    label: str
    label_column: int
    column_no: int
    text: str
    key: str = ""
    measure: str | None = None
    is_whole: bool = False


@dataclass(slots=True)
class Beside:
    """What amounts beside their labels tell of those below them.

    Attributes:
        row_no: the row of the amounts whose measures are `measures`.
        measures: the measure of the amounts in a column: 预算数 | 50 | 执行数 | 45.
        year: the column from which amounts are the year's, where the whole project's amounts
            stand beside them.
        whole: the column from which they are the whole project's.
    """

    row_no: int = 0
    measures: dict[int, str] = field(default_factory=dict)
    year: int | None = None
    whole: int | None = None


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
    years of a project: the year's own, where none else is printed. `across` are the lines that
    a row of heads names with these heads, by column, where the amounts stand below;
    `foreign` are the columns under heads that are none of the form's.
    """

    form: Form
    sheet: Sheet
    next_project_no: int
    items: list[Project] = field(default_factory=list)
    lines: list[_Line] | None = None
    last_key: str = ""
    blanks: list[BlankLine] = field(default_factory=list)
    knows_all: bool = True
    wholes: list[Stated] = field(default_factory=list)
    beside: Beside = field(default_factory=Beside)
    across: dict[int, tuple[str, str]] = field(default_factory=dict)
    untaken: list[Untaken] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    foreign: frozenset[int] = frozenset()


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
    first = min(positions.values())
    funding.foreign = frozenset(
        column
        for column, cell in enumerate(row.cells)
        if column > first and cell.strip() and column not in positions.values()
    )
    funding.lines = []
    funding.last_key = ""
    return True


def close(funding: Funding) -> None:
    """Places the lines of the funding table read last, all together."""
    lines = [_under_heads(funding, line) for line in funding.lines or []]
    funding.lines = None
    funding.across, funding.beside = {}, Beside()
    rows = [PrintedRow(tuple(line.figures)) for line in lines]
    names = [line.name for line in lines]
    given = funding.sheet.given
    table = table_of(funding.form, given, names, rows)
    shares = [_shares(line.row) for line in lines]
    placed = slipped_whole(table, shares, RATE) or place_rows(table)
    placed = [
        placement._replace(reading=UNRECONCILED)
        if any(m in MONEY and f.column_no in told for f, m in _measured(line, placement))
        else placement
        for line, placement, told in zip(lines, placed, shares, strict=True)
    ]
    for line, placement in zip(lines, placed, strict=True):
        funding.sheet.add(line.row_no, line.row, line.name, line.figures, placement)
        for figure, measure in zip(line.figures, placement.measures, strict=True):
            if measure is None and figure.value is not None:
                leave_figure(funding, Reason.UNKNOWN_COLUMN, line.row_no, line.row,
                       figure.column_no, line.name)  # fmt: skip
        _leave_texts(funding, line, _step(funding, line, placement))


def _under_heads(funding: Funding, line: _Line) -> _Line:
    """A line without figures under heads that are none of the form's, which are told.

    One whose other figures stand elsewhere than under the form's heads is displaced.
    """
    given = set(funding.sheet.given.values())
    own = [figure for figure in line.figures if figure.column_no not in funding.foreign]
    if len(own) == len(line.figures) or not {figure.column_no for figure in own} <= given:
        return line
    for figure in line.figures:
        if figure.column_no in funding.foreign and figure.value is not None:
            leave_figure(funding, Reason.UNKNOWN_COLUMN, line.row_no, line.row,
                   figure.column_no, line.name)  # fmt: skip
    return replace(line, figures=own)


def _shares(row: Row) -> frozenset[int]:
    """The columns in which a row prints a rate with its sign: no amount of money."""
    return frozenset(
        column
        for column, cell in enumerate(row.cells)
        if squeeze(cell).endswith("%") and number(cell) is not None
    )


def _measured(line: _Line, placement: Placement) -> Iterator[tuple[Figure, str | None]]:
    yield from zip(line.figures, placement.measures, strict=True)


def _step(funding: Funding, line: _Line, placement: Placement) -> int:
    """How far a line was moved as one under its heads."""
    steps = {funding.sheet.given[m] - f.column_no for f, m in _measured(line, placement) if m}
    return steps.pop() if len(steps) == 1 else 0


def _leave_texts(funding: Funding, line: _Line, step: int) -> None:
    """Says what stands in a column of figures and is none."""
    for measure, column in _texts(funding, line.row, line.label_column, step):
        leave_figure(funding, Reason.UNREADABLE_FIGURE, line.row_no, line.row, column,
               line.name, measure)  # fmt: skip


def _texts(funding: Funding, row: Row, label: int, step: int = 0) -> list[tuple[str, int]]:
    """The columns of figures in which a line prints what is no number and no blank."""
    columns = [(measure, place - step) for measure, place in funding.sheet.given.items()]
    return [
        (measure, column)
        for measure, column in columns
        if label < column < len(row.cells)
        and not is_blank(row.cells[column])
        and number(row.cells[column]) is None
    ]


def reads(funding: Funding, row_no: int, row: Row) -> bool:
    """Reads a funding line; False where the row is none.

    A line may have the name of the whole table before its own: 项目资金 | 年度资金总额.
    """
    found = _line(funding, row) or _line_without_label(funding, row)
    if found is None or funding.lines is None:
        return False
    label, key = found
    row = without_unit(row, funding.sheet.context.unit_text)
    figures = figures_of(row, label + 1)
    if not figures and key == PROJECT:
        return False
    funding.last_key = key
    if any(figure.value is not None for figure in figures) or _texts(funding, row, label):
        project_no = None
        if key == PROJECT:
            project_no = funding.next_project_no + len(funding.items)
            texts = {"name_text": row.cells[label]}
            funding.items.append(Project(project_no, row_no, row.places[label], texts))
        text = row.cells[label] if label >= 0 else None
        name = RowName(key, None, text, project_no=project_no)
        if text is not None:
            funding.sheet.roles[row_no, label] = LABEL
        funding.lines.append(_Line(row_no, row, name, label, figures))
    elif label >= 0:
        funding.blanks.append(BlankLine(row_no, key, row.cells[label], row.places[label]))
    mark(funding.sheet.roles, row_no, row, LABEL)
    return True


def blank_lines(funding: Funding) -> list[BlankLine]:
    """The lines that are printed and blank, where the form knows all that have figures."""
    return funding.blanks if funding.knows_all else []


def leave_figure(
    funding: Funding,
    reason: Reason,
    row_no: int,
    row: Row,
    column: int,
    name: RowName,
    measure: str | None = None,
    text: str | None = None,
) -> None:
    """Says that a printed figure of the funds was not taken.

    A zero is a note, and what its cell prints beside another figure that is told. `text` is
    the figure where its cell prints more than it.
    """
    text = row.cells[column] if text is None else text
    parsed = number(text)
    funding.sheet.roles[row_no, column] = NOTE
    is_told = any((u.row_no, u.column_no) == (row_no, column) for u in funding.untaken)
    if is_told or (parsed is not None and not parsed.value):
        told = " ".join(filter(None, (name.label_text, text)))
        funding.notes.append(f"{row.places[column]}: {squeeze(told)}")
        return
    funding.untaken.append(
        Untaken(
            reason=reason,
            row_no=row_no,
            column_no=column,
            text=text,
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
        key = line_of(funding, squeeze(cell))
        if key is not None:
            return column, key
    return None


def _line_without_label(funding: Funding, row: Row) -> tuple[int, str] | None:
    """The total, where the first row under the heads prints their figures and no text."""
    printed = [column for column, cell in enumerate(row.cells) if cell]
    under = set(funding.sheet.given.values())
    if funding.lines or not printed or not set(printed) <= under:
        return None
    is_row = all(number(row.cells[c]) is not None or is_blank(row.cells[c]) for c in printed)
    key = next((total for total in TOTALS if total in funding.form.rows), None)
    return (-1, key) if key is not None and is_row else None


def line_of(funding: Funding, label: str) -> str | None:
    """The line a label names; lines under 项目支出 that name no other are its projects."""
    for key, rule in funding.form.rows.items():
        if key == PROJECT and funding.last_key not in ("project", key):
            continue
        if rule.fullmatch(label):
            return key
    return None

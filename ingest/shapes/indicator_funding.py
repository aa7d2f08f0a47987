"""The funds in the header block of an indicator form: a small table, or labels with amounts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.alignment import AS_PUBLISHED, Figure, Placement, PrintedRow, place_rows
from ingest.documents import BlankLine, Project, Row
from ingest.form import Form
from ingest.shapes.rules import RowName, table_of
from ingest.shapes.tables import LABEL, Sheet, figures_of, mark
from ingest.values import is_blank, number, squeeze

_STATED: Final = "approved"
"""What an amount is that stands beside its label without a head: a plan's."""
_PROJECT = "project_item"


@dataclass(slots=True)
class Funding:
    """What has been read of the funds of one form; `items` are the projects they name.

    `lines` wait under their head until all are known: together they are placed. `blanks` are
    the lines that stand there blank; where figures stand in lines that the form does not
    know, a blank may not be nothing, and none is told.
    """

    form: Form
    sheet: Sheet
    next_project_no: int
    items: list[Project] = field(default_factory=list)
    lines: list[tuple[int, Row, RowName, list[Figure]]] | None = None
    last_key: str = ""
    blanks: list[BlankLine] = field(default_factory=list)
    knows_all: bool = True


def opens(funding: Funding, row: Row) -> bool:
    """Whether the row heads a funding table; if so, its columns are taken."""
    positions: dict[str, int] = {}
    titles: dict[str, str] = {}
    for column, cell in enumerate(row.cells):
        text = squeeze(cell)
        for measure, rules in funding.form.amounts.items():
            if measure not in positions and any(r.fullmatch(text) for r in rules):
                positions[measure], titles[measure] = column, cell
    if not positions or any(number(cell) is not None for cell in row.cells):
        return False
    close(funding)
    funding.sheet.headers, funding.sheet.given = titles, positions
    funding.lines = []
    funding.last_key = ""
    return True


def close(funding: Funding) -> None:
    """Places the lines of the funding table read last, all together."""
    lines, funding.lines = funding.lines or [], None
    names = [name for _, _, name, _ in lines]
    rows = [PrintedRow(tuple(figures)) for *_, figures in lines]
    placed = place_rows(table_of(funding.form, funding.sheet.given, names, rows))
    for (row_no, row, name, figures), placement in zip(lines, placed, strict=True):
        funding.sheet.add(row_no, row, name, figures, placement)


def reads(funding: Funding, row_no: int, row: Row) -> bool:
    """Reads a funding line; False where the row is none.

    A line may have the name of the whole table before its own: 项目资金 | 年度资金总额.
    """
    found = _line(funding, row)
    if found is None:
        if funding.lines and any(figure.value is not None for figure in figures_of(row, 0)):
            funding.knows_all = False
        return False
    label, key = found
    figures = figures_of(row, label + 1)
    if funding.lines is None:
        return _states(funding, row_no, row, label, key, figures)
    if not figures and key == _PROJECT:
        return False
    funding.last_key = key
    if any(figure.value is not None for figure in figures):
        project_no = None
        if key == _PROJECT:
            project_no = funding.next_project_no + len(funding.items)
            texts = {"name_text": row.cells[label]}
            funding.items.append(Project(project_no, row_no, row.places[label], texts))
        name = RowName(key, None, row.cells[label], project_no=project_no)
        funding.sheet.roles[row_no, label] = LABEL
        funding.lines.append((row_no, row, name, figures))
    else:
        funding.blanks.append(BlankLine(row_no, key, row.cells[label], row.places[label]))
    mark(funding.sheet.roles, row_no, row, LABEL)
    return True


def blank_lines(funding: Funding) -> list[BlankLine]:
    """The lines that are printed and blank, where the form knows all that have figures."""
    return funding.blanks if funding.knows_all else []


def _states(
    funding: Funding,
    row_no: int,
    row: Row,
    label: int,
    key: str,
    figures: Sequence[Figure],
) -> bool:
    """Reads an amount that stands right after its label, in a form without a head for it."""
    after = next((i for i in range(label + 1, len(row.cells)) if row.cells[i]), None)
    amount = next((f for f in figures if f.column_no == after and f.value is not None), None)
    if amount is None or key == _PROJECT or funding.form.phase != _STATED:
        return False
    funding.sheet.given = {_STATED: amount.column_no}
    name = RowName(key, None, row.cells[label])
    funding.sheet.add(row_no, row, name, [amount], Placement((_STATED,), AS_PUBLISHED, ()))
    mark(funding.sheet.roles, row_no, row, LABEL)
    return True


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

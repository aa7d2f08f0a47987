"""Projects that stand in the rows of a table of indicators, with their goals and money."""

from typing import Final

from ingest.alignment import AS_PUBLISHED, Placement
from ingest.documents import Project, Row
from ingest.errors import Reason
from ingest.shapes.indicator_state import Sections
from ingest.shapes.indicator_stated import STATED
from ingest.shapes.rules import RowName
from ingest.shapes.tables import LABEL, figures_of
from ingest.value import replace
from ingest.values import is_blank, number

OWN: Final = ("project", "goal", "amount")
"""The columns of a table that say something of a project and not of an indicator."""


def read(sections: Sections, row_no: int, row: Row) -> Row:
    """Takes the project, its goal and its money out of a row of a table of many projects.

    A project stands beside its first indicator, or with its goal in a row of its own. Alone
    in its row it is a department where the next row names a project, else a project.
    """
    positions = sections.head.columns.positions if sections.head else {}
    taken = {
        name: positions[name]
        for name in OWN
        if name in positions and positions[name] < len(row.cells)
    }
    if not taken:
        return row
    texts = {name: row.cells[column] for name, column in taken.items() if row.cells[column]}
    cells = ["" if i in taken.values() else cell for i, cell in enumerate(row.cells)]
    for name in texts:
        sections.sheet.roles[row_no, taken[name]] = LABEL
    place = row.places[taken["project"]] if "project" in taken else ""
    amount = texts.pop("amount", "")
    if texts.keys() == {"project"} and not amount and not any(cells):
        _end_heading(sections)
        sections.heading = (texts["project"], row_no, place)
    elif "project" in texts and not _goes_on(sections, texts["project"]):
        _end_heading(sections)
        _open_project(sections, texts["project"], row_no, place, texts.get("goal", ""))
    elif sections.heading is not None and any(cells):
        name, named_no, named_place = sections.heading
        sections.heading = None
        if not _goes_on(sections, name):
            _open_project(sections, name, named_no, named_place, texts.get("goal", ""))
    if amount:
        _read_amount(sections, row_no, row, taken["amount"])
    return replace(row, cells=tuple(cells))


def _end_heading(sections: Sections) -> None:
    """A text alone in its row, before a row that names a project, is its department."""
    if sections.heading is not None:
        sections.department, sections.heading = sections.heading[0], None


def _open_project(sections: Sections, name: str, row_no: int, place: str, goal: str) -> None:
    sections.row_project_no = sections.context.next_project_no + len(sections.funding.items)
    texts = {"name_text": name, "goal_text": goal}
    if sections.department:
        texts["heading_text"] = sections.department
    sections.levels = {}
    sections.funding.items.append(Project(sections.row_project_no, row_no, place, texts))


def _goes_on(sections: Sections, project: str) -> bool:
    """Whether a page break made the table print the last project's name once more."""
    return (
        bool(sections.funding.items)
        and sections.funding.items[-1].texts["name_text"] == project
    )


def _read_amount(sections: Sections, row_no: int, row: Row, column: int) -> None:
    """The money of the project that a row speaks of; once where its rows repeat it."""
    sheet, text = sections.sheet, row.cells[column]
    parsed = number(text)
    told = [a for a in sheet.amounts if a.project_no == sections.row_project_no]
    if is_blank(text) or (parsed and any(a.amount == parsed.value for a in told)):
        return
    if parsed is None or sections.row_project_no is None or told:
        reason = Reason.UNREADABLE_FIGURE if parsed is None else Reason.UNKNOWN_ROW
        sections.leave(reason, row_no, row, column)
        return
    heads = sections.head.printed if sections.head else ()
    said = [head.header_text for head in heads if head.column_no == column]
    sheet.headers = dict.fromkeys([STATED] if said else [], "/".join(said))
    sheet.given = {STATED: column}
    name = sections.funding.items[-1].texts["name_text"]
    sheet.add(
        row_no, row, RowName("total", None, name, project_no=sections.row_project_no),
        figures_of(row, column, column + 1), Placement((STATED,), AS_PUBLISHED, ()),
    )  # fmt: skip

"""Indicator tables, with the header block of their project or department above them.

A grid is read from the top: cells that name a field take the cell after them; a row of
column heads opens a funding table or an indicator table; a total row closes it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest import headers
from ingest.alignment import Figure, Placement, placer
from ingest.documents import (
    Context,
    Grid,
    Indicator,
    Passage,
    Project,
    Records,
    Row,
    TableColumn,
)
from ingest.errors import DocumentError, Reason
from ingest.form import Form
from ingest.shapes import indicator_rows
from ingest.shapes.tables import (
    FIGURE,
    HEADER,
    LABEL,
    NOTE,
    TEXT,
    RowName,
    Sheet,
    figures_of,
    mark,
    rules_of,
)
from ingest.values import is_blank, number, squeeze

_HEAD = re.compile(r"三级指标")
_UPPER_HEAD = re.compile(r"绩效指标|年度指标值|实际完成值|全年完成值|一级指标|指标内容")
_TOTAL = re.compile(r"总分|合计|总计|自评得分")
_CLOSING = re.compile(r"其他需要?说明的?(?:事项|问题).*|备注.*|注[:：].*|.*联系电话.*")
_GRADE = re.compile(r"优秀?|良好?|中|差|合格|不合格|较好|一般")
_GOAL = re.compile(r".*目标.*")
_FIGURES = ("target", "half_year", "actual", "weight", "score")
_LONG_TEXT = 15
_NO_ROW = Row((), ())


@dataclass(slots=True)
class _Sections:
    """What has been read of a grid so far, and which table its rows stand in."""

    form: Form
    context: Context
    sheet: Sheet
    project: dict[str, str] = field(default_factory=dict)
    project_place: tuple[int, str] = (0, "")
    indicators: list[Indicator] = field(default_factory=list)
    items: list[Project] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    columns: list[TableColumn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    place_amounts: Callable[[Sequence[Figure]], Placement] | None = None
    last_key: str = ""
    last_row: Row = _NO_ROW
    department: str | None = None
    row_project_no: int | None = None

    @property
    def is_about_project(self) -> bool:
        """Whether the form speaks of one project rather than of the department."""
        return "name_text" in self.form.sections

    @property
    def project_no(self) -> int | None:
        """The number of the project that the grid is about, if it is about one."""
        if not self.is_about_project:
            return None
        if "name_text" in self.project:
            return self.context.next_project_no
        return self.context.current_project_no


def read(grid: Grid, form: Form, context: Context) -> Records:
    """Project, funding, indicators and scores of a grid.

    Raises:
        DocumentError: an indicator table lacks a column that the form requires.
    """
    unit = headers.unit_in_cells(grid.rows)
    if unit is not None:
        context = replace(context, unit_text=unit[0], unit_locator=unit[1])
    sections = _Sections(
        form,
        context,
        Sheet(context, headers={}, given={}, measure_units=form.units),
    )
    for row_no, row in enumerate(grid.rows, start=1):
        _read_row(sections, row_no, row)
        sections.last_row = row
    number_ = sections.project_no
    own = (
        [Project(number_, *sections.project_place, sections.project)]
        if number_ is not None and "name_text" in sections.project
        else []
    )
    return Records(
        amounts=[a if a.project_no else replace(a, project_no=number_)
                 for a in sections.sheet.amounts],
        indicators=[
            i if i.project_no else replace(i, project_no=number_) for i in sections.indicators
        ],
        projects=[*own, *sections.items],
        passages=sections.passages,
        columns=sections.columns,
        roles=sections.sheet.roles,
        fields=sections.project,
        notes=sections.notes,
    )  # fmt: skip


def _read_row(sections: _Sections, row_no: int, row: Row) -> None:
    """Hands a row to the part of the form that it belongs to; the order matters."""
    texts = [squeeze(cell) for cell in row.cells]
    if any(map(_HEAD.fullmatch, texts)):
        _open_indicators(sections, row_no, row)
    elif any(map(_UPPER_HEAD.fullmatch, texts)) or (
        not sections.positions and _opens_funding(sections, row_no, row)
    ):
        mark(sections.sheet.roles, row_no, row, HEADER)
    elif not sections.positions and _read_funding(sections, row_no, row):
        return
    elif any(map(_CLOSING.fullmatch, texts)):
        _read_text(sections, row_no, row, NOTE)
    elif any(map(_TOTAL.fullmatch, texts)) and sections.positions:
        _read_total(sections, row_no, row)
    elif sections.positions:
        if headers.is_number_line(row):
            mark(sections.sheet.roles, row_no, row, HEADER)
            return
        rest = _read_row_project(sections, row_no, row)
        if any(rest.cells):
            _read_indicator(sections, row_no, rest)
    else:
        _read_fields(sections, row_no, row)


def _open_indicators(sections: _Sections, row_no: int, row: Row) -> None:
    """Finds the form's columns in a head row, and in the row above it where it is blank."""
    above = sections.last_row
    if not any(_UPPER_HEAD.fullmatch(squeeze(cell)) for cell in above.cells):
        above = Row((), ())
    width = max(len(row.cells), len(above.cells))
    printed = [(headers.cell_at(row, i) or headers.cell_at(above, i),) for i in range(width)]
    positions = headers.by_text(sections.form.columns, [p if p[0] else () for p in printed])
    missing = [
        c.measure
        for c in sections.form.columns
        if not c.optional and c.measure not in positions
    ]
    if missing:
        raise DocumentError(
            Reason.COLUMNS_UNMAPPED,
            f"no column found for {', '.join(missing)}",
            row.places[0] if row.places else "",
        )
    sections.positions, sections.levels = positions, {}
    sections.columns = list(headers.table_columns(positions, printed))
    mark(sections.sheet.roles, row_no, row, HEADER)


def _opens_funding(sections: _Sections, row_no: int, row: Row) -> bool:
    """Whether the row heads a funding table; if so, its columns are taken."""
    positions: dict[str, int] = {}
    titles: dict[str, str] = {}
    for column, cell in enumerate(row.cells):
        text = squeeze(cell)
        for measure, rules in sections.form.amounts.items():
            if measure not in positions and any(r.fullmatch(text) for r in rules):
                positions[measure], titles[measure] = column, cell
    if not positions or (
        figures_of(row, 0) and any(number(cell) is not None for cell in row.cells)
    ):
        return False
    sheet = sections.sheet
    sheet.headers, sheet.given = titles, positions
    sections.place_amounts = placer(positions, rules_of(sections.form))
    sections.last_key = ""
    return True


def _read_funding(sections: _Sections, row_no: int, row: Row) -> bool:
    """Reads a funding line; False where the row is none."""
    if sections.place_amounts is None:
        return False
    label = next(
        (i for i, c in enumerate(row.cells) if c and number(c) is None and not is_blank(c)),
        None,
    )
    if label is None:
        return False
    key = _funding_key(sections, squeeze(row.cells[label]))
    figures = figures_of(row, label + 1)
    if key is None or (not figures and key == "project_item"):
        return False
    sections.last_key = key
    if any(figure.value is not None for figure in figures):
        project_no = None
        if key == "project_item":
            project_no = sections.context.next_project_no + len(sections.items)
            texts = {"name_text": row.cells[label]}
            place = row.places[label]
            sections.items.append(Project(project_no, row_no, place, texts))
        name = RowName(key, None, row.cells[label], project_no=project_no)
        sections.sheet.roles[row_no, label] = LABEL
        sections.sheet.add(row_no, row, name, figures, sections.place_amounts(figures))
    mark(sections.sheet.roles, row_no, row, LABEL)
    return True


def _funding_key(sections: _Sections, label: str) -> str | None:
    """The line a label names; lines under 项目支出 that name no other are its projects."""
    for key, rule in sections.form.rows.items():
        if key == "project_item" and sections.last_key not in ("project", key):
            continue
        if rule.fullmatch(label):
            return key
    return None


def _read_fields(sections: _Sections, row_no: int, row: Row) -> None:
    """Takes `field | value` pairs; long texts become passages under the label near them."""
    printed = [(i, cell) for i, cell in enumerate(row.cells) if cell]
    keys = {
        i: name
        for i, cell in printed
        for name, rule in sections.form.sections.items()
        if rule.fullmatch(squeeze(cell))
    }
    for (i, _), (j, value) in pairwise(printed):
        if i in keys and j not in keys:
            sections.project.setdefault(keys[i], value)
            if keys[i] == "name_text":
                sections.project_place = (row_no, row.places[j])
    _read_text(sections, row_no, row, LABEL)


def _read_text(sections: _Sections, row_no: int, row: Row, role: str) -> None:
    printed = [(i, cell) for i, cell in enumerate(row.cells) if cell]
    short = next((cell for _, cell in printed if len(cell) <= _LONG_TEXT), "")
    for column, cell in printed:
        above = sections.last_row.cells
        if len(cell) <= _LONG_TEXT:
            continue
        over = above[column] if column < len(above) else ""
        heading = over if over and len(over) <= _LONG_TEXT else short
        sections.passages.append(Passage(heading, cell, row.places[column]))
        sections.sheet.roles[row_no, column] = TEXT
        if _GOAL.fullmatch(squeeze(heading)):
            sections.project.setdefault("goal_text", cell)
    mark(sections.sheet.roles, row_no, row, role)


def _read_row_project(sections: _Sections, row_no: int, row: Row) -> Row:
    """Takes the project and its goal out of a row of a table of many projects.

    A project's cell stands beside its first indicator; alone in its row it names the
    department that the next projects belong to.
    """
    taken = {
        name: sections.positions[name]
        for name in ("project", "goal")
        if name in sections.positions and sections.positions[name] < len(row.cells)
    }
    texts = {name: row.cells[column] for name, column in taken.items() if row.cells[column]}
    cells = ["" if i in taken.values() else cell for i, cell in enumerate(row.cells)]
    for name in texts:
        sections.sheet.roles[row_no, taken[name]] = LABEL
    if "project" in texts and not any(cells):
        sections.department = texts["project"]
    elif "project" in texts and not _goes_on(sections, texts["project"]):
        sections.row_project_no = sections.context.next_project_no + len(sections.items)
        fields = {"name_text": texts["project"], "goal_text": texts.get("goal", "")}
        if sections.department:
            fields["department_text"] = sections.department
        place = row.places[taken["project"]]
        sections.items.append(Project(sections.row_project_no, row_no, place, fields))
    return replace(row, cells=tuple(cells)) if taken else row


def _goes_on(sections: _Sections, project: str) -> bool:
    """Whether a page break made the table print the last project's name once more."""
    return bool(sections.items) and sections.items[-1].texts["name_text"] == project


def _read_total(sections: _Sections, row_no: int, row: Row) -> None:
    """The closing row: full marks, total score, grade."""
    figures = [cell for cell in row.cells if number(cell) is not None]
    grade = next((c for c in row.cells if _GRADE.fullmatch(squeeze(c))), None)
    if figures:
        sections.project["total_score_text"] = figures[-1]
    if grade:
        sections.project["grade_text"] = grade
    for column, cell in enumerate(row.cells):
        if number(cell) is not None:
            sections.sheet.roles[row_no, column] = FIGURE
    mark(sections.sheet.roles, row_no, row, LABEL)


def _read_indicator(sections: _Sections, row_no: int, row: Row) -> None:
    """An indicator, or a row that prints only the level the next rows stand under."""
    printed = [(i, cell) for i, cell in enumerate(row.cells) if cell and not is_blank(cell)]
    level_columns = {
        sections.positions.get(f"level{level}"): f"level{level}" for level in (1, 2)
    }
    names_levels = all(
        indicator_rows.is_level_name(cell, 1) or indicator_rows.is_level_name(cell, 2)
        for _, cell in printed
    )
    if names_levels or len(printed) < len(indicator_rows.REQUIRED):
        for column, cell in printed:
            named = [f"level{n}" for n in (1, 2) if indicator_rows.is_level_name(cell, n)]
            name = level_columns.get(column) or (named[0] if named else None)
            if name:
                sections.levels[name] = cell
            elif len(cell) > 1:
                sections.notes.append(f"{row.places[column]}: {cell[:30]}")
        mark(sections.sheet.roles, row_no, row, LABEL)
        return
    columns = {n: c for n, c in sections.positions.items() if n not in ("project", "goal")}
    placed = indicator_rows.place(row, columns)
    for name, column in placed.columns.items():
        role = FIGURE if name in _FIGURES else LABEL
        sections.sheet.roles[row_no, column] = role
    mark(sections.sheet.roles, row_no, row, TEXT)
    if "indicator" not in placed.texts:
        sections.notes.append(f"{row.places[0]}: a row without an indicator's name")
        return
    column = placed.columns.get("target", placed.columns["indicator"])
    sections.indicators.append(
        Indicator(
            row_no=row_no,
            column_no=column,
            texts={**sections.levels, **placed.texts},
            locator=row.places[column],
            reading=placed.reading,
            project_no=sections.row_project_no,
        )
    )
    sections.levels = {}

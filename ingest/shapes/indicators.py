"""Indicator tables, with the header block of their project or department above them.

A grid is read from the top: cells that name a field take the cell after them; a row of
column heads opens a funding table or an indicator table; a total row closes it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest import headers
from ingest.alignment import AS_PUBLISHED, REALIGNED, UNRECONCILED, Figure
from ingest.documents import (
    Amount,
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
from ingest.shapes import indicator_funding, indicator_rows
from ingest.shapes import indicators_continued as continued
from ingest.shapes.indicator_funding import Funding
from ingest.shapes.tables import (
    FIGURE,
    HEADER,
    LABEL,
    NOTE,
    TEXT,
    Sheet,
    figures_of,
    mark,
)
from ingest.values import is_blank, number, squeeze

_BRACKET = r"(?:\(.*\))?"
_HEAD = re.compile(rf"三级指标(?:名称|内容)?{_BRACKET}|(?:绩效)?指标名称")
_UPPER_HEAD = re.compile(
    rf"(?:年度)?绩效指标|一级指标|指标内容|(?:年度|全年|本年)?(?:指标|目标)值{_BRACKET}"
    rf"|(?:全年|年度)?(?:实际)?(?:完成|实现)值{_BRACKET}|全年实际值{_BRACKET}"
)
_TOTAL = re.compile(r"(?:自评|得分)?(?:总分|合计|总计|总得分)(?:\(.*\))?:?|自评得分|合计得分")
_CLOSING = re.compile(r"其他需要?说明的?(?:事项|问题).*|备注.*|注[:：].*|.*联系电话.*")
_GRADE = re.compile(r"优秀?|良好?|中|差|合格|不合格|较好|一般")
_GOAL = re.compile(r".*目标.*")
_FIGURES = ("target", "half_year", "actual", "weight", "score")
_LONG_TEXT = 15
_POINTS = "分"
_NO_ROW = Row((), ())


@dataclass(slots=True)
class _Sections:
    """What has been read of a grid so far, and which table its rows stand in."""

    form: Form
    context: Context
    sheet: Sheet
    funding: Funding
    project: dict[str, str] = field(default_factory=dict)
    project_place: tuple[int, str] = (0, "")
    project_cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    columns: list[TableColumn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
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
    """Projects, funding, indicators and scores of a grid.

    Raises:
        DocumentError: an indicator table lacks a column that the form requires.
    """
    unit = headers.unit_in_cells(grid.rows)
    if unit is not None:
        context = replace(context, unit_text=unit[0], unit_locator=unit[1])
    starts = [*_first_rows(grid, form), len(grid.rows) + 1]
    found: list[Records] = []
    for first, after in pairwise(starts):
        part = _read_part(grid, form, context, range(first, after))
        if found and continued.goes_on(found[-1], part):
            found[-1] = continued.joined(found[-1], part)
            continue
        found.append(part)
        numbers = [project.project_no for project in part.projects]
        context = (
            replace(context, next_project_no=max(numbers, default=0) + 1)
            if numbers
            else context
        )
    return found[0] if len(found) == 1 else _together(found)


def _first_rows(grid: Grid, form: Form) -> list[int]:
    """The rows with which the grid's forms begin: one each for projects set one below another.

    A title above the project's name belongs to it.
    """
    rule = form.sections.get("name_text")
    named = [
        row_no
        for row_no, row in enumerate(grid.rows, start=1)
        if rule is not None and _names_project(row, rule)
    ]
    starts = []
    for row_no in named[1:]:
        first = row_no
        while first > 1 and sum(map(bool, grid.rows[first - 2].cells)) == 1:
            first -= 1
        starts.append(first)
    return [1, *starts]


def _names_project(row: Row, rule: re.Pattern[str]) -> bool:
    """Whether a row is the line of a project's name, and no head of a table."""
    texts = [squeeze(cell) for cell in row.cells if cell]
    if any(_HEAD.fullmatch(text) or _UPPER_HEAD.fullmatch(text) for text in texts):
        return False
    return any(rule.fullmatch(field_) for field_ in texts[:-1])


def _together(found: Sequence[Records]) -> Records:
    """The records of several forms as those of one grid."""
    roles: dict[tuple[int, int], str] = {}
    for records in found:
        roles |= records.roles
    return Records(
        amounts=[amount for records in found for amount in records.amounts],
        indicators=[indicator for records in found for indicator in records.indicators],
        projects=[project for records in found for project in records.projects],
        passages=[passage for records in found for passage in records.passages],
        columns=found[0].columns,
        blank_lines=[line for records in found for line in records.blank_lines],
        roles=roles,
        fields=found[0].fields,
        notes=[note for records in found for note in records.notes],
    )


def _read_part(grid: Grid, form: Form, context: Context, row_nos: range) -> Records:
    """One form of a grid, in the rows with these numbers."""
    sheet = Sheet(context, headers={}, given={}, measure_units=form.units)
    funding = Funding(form, sheet, context.next_project_no)
    sections = _Sections(form, context, sheet, funding)
    for row_no in row_nos:
        row = grid.rows[row_no - 1]
        _read_row(sections, row_no, row)
        sections.last_row = row
    indicator_funding.close(funding)
    number_ = sections.project_no
    own = (
        [Project(number_, *sections.project_place, sections.project, sections.project_cells)]
        if number_ is not None and "name_text" in sections.project
        else []
    )
    return Records(
        amounts=[a if a.project_no else replace(a, project_no=number_)
                 for a in sections.sheet.amounts],
        indicators=[
            i if i.project_no else replace(i, project_no=number_) for i in sections.indicators
        ],
        projects=[*own, *funding.items],
        passages=sections.passages,
        columns=sections.columns,
        blank_lines=[
            replace(line, project_no=number_) for line in indicator_funding.blank_lines(funding)
        ],
        roles=sections.sheet.roles,
        fields=sections.project,
        notes=sections.notes,
    )  # fmt: skip


def _read_row(sections: _Sections, row_no: int, row: Row) -> None:
    """Hands a row to the part of the form that it belongs to; the order matters."""
    texts = [squeeze(cell) for cell in row.cells]
    if any(map(_HEAD.fullmatch, texts)):
        _open_indicators(sections, row_no, row)
    elif _is_upper_head(texts) or (
        not sections.positions and indicator_funding.opens(sections.funding, row)
    ):
        mark(sections.sheet.roles, row_no, row, HEADER)
    elif not sections.positions and indicator_funding.reads(sections.funding, row_no, row):
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


def _is_upper_head(texts: Sequence[str]) -> bool:
    """Whether a row heads indicators: in the first of their rows the head may stand beside."""
    return any(map(_UPPER_HEAD.fullmatch, texts)) and not any(
        indicator_rows.is_level_name(text, level) for text in texts for level in (1, 2)
    )


def _open_indicators(sections: _Sections, row_no: int, row: Row) -> None:
    """Finds the form's columns in a head row, and in the row above it where it is blank."""
    indicator_funding.close(sections.funding)
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
        sections.row_project_no = sections.context.next_project_no + len(sections.funding.items)
        fields = {"name_text": texts["project"], "goal_text": texts.get("goal", "")}
        if sections.department:
            fields["heading_text"] = sections.department
        place = row.places[taken["project"]]
        sections.funding.items.append(Project(sections.row_project_no, row_no, place, fields))
    return replace(row, cells=tuple(cells)) if taken else row


def _goes_on(sections: _Sections, project: str) -> bool:
    """Whether a page break made the table print the last project's name once more."""
    return (
        bool(sections.funding.items)
        and sections.funding.items[-1].texts["name_text"] == project
    )


def _read_total(sections: _Sections, row_no: int, row: Row) -> None:
    """The closing row: full mark, total score, grade."""
    figures = [f for f in figures_of(row, 0) if f.value is not None]
    measures = _total_measures(sections, figures)
    values = {m: f.value or 0 for m, f in zip(measures, figures, strict=True) if m}
    proven = len(values) == 2 and values["score"] <= values["weight"]
    for figure, measure in zip(figures, measures, strict=True):
        if measure is not None:
            _add_total(sections, row_no, row, figure.column_no, measure, proven)
    for column, cell in enumerate(row.cells):
        if _GRADE.fullmatch(squeeze(cell)) and "grade_text" not in sections.project:
            sections.project["grade_text"] = cell
            sections.project_cells["grade_text"] = (row_no, column)
    mark(sections.sheet.roles, row_no, row, LABEL)


def _total_measures(sections: _Sections, figures: Sequence[Figure]) -> list[str | None]:
    """What each figure of the closing row totals: points given stand after those to be had.

    One figure alone is the total score, unless it stands where the weights do.
    """
    points = [name for name in ("weight", "score") if name in sections.positions] or ["score"]
    if len(figures) == 1 and figures[0].column_no == sections.positions.get("weight"):
        points = ["weight"]
    closing = points[-len(figures) :] if figures else []
    return [None] * (len(figures) - len(closing)) + closing


def _add_total(
    sections: _Sections, row_no: int, row: Row, column: int, measure: str, proven: bool
) -> None:
    """Records a total; off its column it is proven where the score is within the marks."""
    parsed = number(row.cells[column])
    if parsed is None:
        return
    in_column = column == sections.positions.get(measure)
    moved = REALIGNED if proven else UNRECONCILED
    if measure == "score":
        sections.project["total_score_text"] = row.cells[column]
    sections.sheet.roles[row_no, column] = FIGURE
    sections.sheet.amounts.append(
        Amount(
            row_no=row_no,
            column_no=column,
            row_key="score_total",
            measure=measure,
            amount_text=row.cells[column],
            amount=parsed.value,
            decimals=parsed.decimals,
            locator=row.places[column],
            reading=AS_PUBLISHED if in_column else moved,
            proof="R15" if proven and not in_column else None,
            label_text=next(c for c in row.cells if _TOTAL.fullmatch(squeeze(c))),
            column_text=next(
                (c.header_text for c in sections.columns if c.measure == measure), None
            ),
            unit_text=_POINTS,
        )
    )


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
    texts = dict(placed.texts)
    if "kind" not in texts and indicator_rows.is_kind(texts.get("operator", "")):
        texts["kind"] = texts.pop("operator")
    column = placed.columns.get("target", placed.columns["indicator"])
    sections.indicators.append(
        Indicator(
            row_no=row_no,
            column_no=column,
            texts={**sections.levels, **texts},
            locator=row.places[column],
            columns=placed.columns,
            reading=placed.reading,
            project_no=sections.row_project_no,
        )
    )
    sections.levels = {}

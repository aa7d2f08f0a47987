"""Indicator tables, with the header block of their project or department above them.

A grid is read from the top: cells that name a field take the cell after them; a row of
column heads opens a funding table or an indicator table; a total row closes it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ingest import headers
from ingest.account_unit import is_label, unit_alone, unit_in_cells
from ingest.documents import Context, Grid, Indicator, Project, Records, Row, Untaken
from ingest.errors import Reason
from ingest.form import Form
from ingest.measures import is_bare_number
from ingest.shapes import (
    indicator_across,
    indicator_funding,
    indicator_rows,
    indicator_stated,
)
from ingest.shapes import indicator_closing as closing
from ingest.shapes import indicator_fields as fields
from ingest.shapes import indicator_projects as projects
from ingest.shapes import indicator_words as words
from ingest.shapes import indicators_continued as continued
from ingest.shapes.indicator_funding import Funding
from ingest.shapes.indicator_head import head_of
from ingest.shapes.indicator_state import Sections
from ingest.shapes.tables import FIGURE, HEADER, LABEL, NOTE, TEXT, Sheet, mark
from ingest.shapes.untaken import of_no_project
from ingest.value import replace
from ingest.values import number, squeeze
from ingest.words import spelled

_HEAD = re.compile(spelled("{indicators.indicator}"))
_UPPER_HEAD = re.compile(
    spelled(
        "{indicators.indicators}|{indicators.first_level}|指标内容"
        "|{indicators.target}|{indicators.actual_value}"
    )
)
_VALUE_HEAD = re.compile(spelled("{indicators.target}|{indicators.actual_value}"))
_TOTAL = re.compile(spelled("{indicators.total}"))
_SUBTOTAL = re.compile(spelled("{indicators.subtotal}"))
_FIGURES = ("target", "adjusted_target", "half_year", "actual", "weight", "score")
_LONGEST_NAME = 60
_LINES_ABOVE = 6
"""How many lines above a table may say of which project it is."""
_NO_ROW = Row((), ())


def read(grid: Grid, form: Form, context: Context) -> Records:
    """Projects, funding, indicators and scores of a grid.

    Raises:
        DocumentError: an indicator table lacks a column that the form requires.
    """
    unit = unit_in_cells(grid.rows)
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
    whole = found[0] if len(found) == 1 else _together(found)
    return _of_projects(whole) if "name_text" in form.sections else whole


def _of_projects(records: Records) -> Records:
    """What a form about projects tells; a figure of one that nothing names is not taken."""
    nameless = [amount for amount in records.amounts if amount.project_no is None]
    if not nameless:
        return records
    return replace(
        records,
        amounts=[amount for amount in records.amounts if amount.project_no is not None],
        untaken=[*records.untaken, *map(of_no_project, nameless)],
    )


def _first_rows(grid: Grid, form: Form) -> list[int]:
    """The rows with which the grid's forms begin: one each for projects set one below another.

    A title above the project's name belongs to it.
    """
    named = [
        row_no for row_no, row in enumerate(grid.rows, start=1) if _names_project(form, row)
    ]
    starts = []
    for row_no in named[1:]:
        first = row_no
        while first > 1 and sum(map(bool, grid.rows[first - 2].cells)) == 1:
            first -= 1
        starts.append(first)
    return [1, *starts]


def _names_project(form: Form, row: Row) -> bool:
    """Whether a row is the line of a project's name, and no head of a table."""
    texts = [squeeze(cell) for cell in row.cells if cell]
    if any(_HEAD.fullmatch(text) or _UPPER_HEAD.fullmatch(text) for text in texts):
        return False
    return fields.names_project(form, row)


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
        untaken=[figure for records in found for figure in records.untaken],
        roles=roles,
        fields=found[0].fields,
        notes=[note for records in found for note in records.notes],
    )


def _read_part(grid: Grid, form: Form, context: Context, row_nos: range) -> Records:
    """One form of a grid, in the rows with these numbers."""
    sheet = Sheet(context, headers={}, given={}, measure_units=form.units)
    funding = Funding(form, sheet, context.next_project_no)
    sections = Sections(form, context, sheet, funding)
    if row_nos.start == 1:
        fields.read_lines_above(sections, grid.before[-_LINES_ABOVE:])
    for row_no in row_nos:
        row = grid.rows[row_no - 1]
        _read_row(sections, grid.rows, row_no)
        sections.last_row = row
    indicator_funding.close(funding)
    indicator_stated.finish(funding)
    fields.settle(sections.project)
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
        columns=sections.head.printed if sections.head else (),
        blank_lines=[
            replace(line, project_no=number_) for line in indicator_funding.blank_lines(funding)
        ],
        untaken=_of_project([*funding.untaken, *sections.untaken], number_),
        roles=sections.sheet.roles,
        fields=sections.project,
        notes=[*funding.notes, *sections.notes],
    )  # fmt: skip


def _of_project(untaken: Sequence[Untaken], project_no: int | None) -> list[Untaken]:
    return [
        figure if figure.project_no else replace(figure, project_no=project_no)
        for figure in untaken
    ]


def _read_row(sections: Sections, rows: Sequence[Row], row_no: int) -> None:
    """Hands a row to the part of the form that it belongs to; the order matters."""
    row = rows[row_no - 1]
    texts = [squeeze(cell) for cell in row.cells]
    if _heads_indicators(rows, row_no):
        if _is_lower_head(sections.form, rows, row_no + 1):
            mark(sections.sheet.roles, row_no, row, HEADER)
        else:
            _open_indicators(sections, rows, row_no)
    elif _is_lower_head(sections.form, rows, row_no):
        _open_indicators(sections, rows, row_no)
    elif sections.head is not None:
        _read_below_head(sections, row_no, row, texts)
    elif _is_upper_head(texts) or _opens_funds(sections.funding, row):
        mark(sections.sheet.roles, row_no, row, HEADER)
    elif _reads_funds(sections.funding, row_no, row):
        return
    elif closing.closes(row):
        _close(sections, row_no, row)
    else:
        fields.read_fields(sections, row_no, row)
        indicator_stated.leave(sections.funding, row_no, row)


def _heads_indicators(rows: Sequence[Row], row_no: int) -> bool:
    """Whether a row heads indicators: it names their column, or their values beside a 指标.

    Above a row that names their column it is the upper row of that head.
    """
    cells = rows[row_no - 1].cells
    if _names_column(cells):
        return True
    if not _heads_values(cells):
        return False
    return row_no == len(rows) or not _names_column(rows[row_no].cells)


def _is_lower_head(form: Form, rows: Sequence[Row], row_no: int) -> bool:
    """Whether a row is the lower one of a head that names the indicators in the upper one.

    It prints nothing but heads of the form, under a head of theirs or under none.
    """
    if not 1 < row_no <= len(rows) or not _heads_indicators(rows, row_no - 1):
        return False
    row, above = rows[row_no - 1], rows[row_no - 2]
    rules = [header[-1] for column in form.columns for header in column.headers]
    printed = [(i, squeeze(cell)) for i, cell in enumerate(row.cells) if cell.strip()]
    names = [i for i, cell in enumerate(above.cells) if _HEAD.fullmatch(squeeze(cell))]
    return len(printed) > 1 and all(
        i not in names and any(rule.fullmatch(text) for rule in rules) for i, text in printed
    )


@lru_cache(maxsize=16_384)
def _names_column(cells: tuple[str, ...]) -> bool:
    return any(_HEAD.fullmatch(squeeze(cell)) for cell in cells)


@lru_cache(maxsize=16_384)
def _heads_values(cells: tuple[str, ...]) -> bool:
    """Whether a row heads values of indicators, beside what is no more than their name."""
    texts = [squeeze(cell) for cell in cells]
    return any(map(_VALUE_HEAD.fullmatch, texts)) and any(map(words.is_bare_name, texts))


def _opens_funds(funding: Funding, row: Row) -> bool:
    """Whether a row heads amounts: with their measures, or with their lines."""
    if indicator_across.is_blank_line(funding, row):
        return False
    return indicator_funding.opens(funding, row) or indicator_across.opens(funding, row)


def _reads_funds(funding: Funding, row_no: int, row: Row) -> bool:
    return indicator_funding.reads(funding, row_no, row) or indicator_across.reads(
        funding, row_no, row
    )


def _read_below_head(sections: Sections, row_no: int, row: Row, texts: Sequence[str]) -> None:
    """A row under the head of indicators."""
    is_again = _is_head_again(texts) or _is_above_head(sections.form, texts)
    if is_again or headers.is_number_line(row):
        mark(sections.sheet.roles, row_no, row, HEADER)
    elif any(map(_is_total, texts)):
        closing.read_total(sections, row_no, row)
    elif closing.closes(row) and not _prints_points(sections, row):
        _close(sections, row_no, row)
    elif any(map(_SUBTOTAL.fullmatch, texts)):
        mark(sections.sheet.roles, row_no, row, NOTE)
    else:
        rest = projects.read(sections, row_no, row)
        if any(rest.cells):
            _read_indicator(sections, row_no, rest)


def _prints_points(sections: Sections, row: Row) -> bool:
    """Whether a row prints points in their column: then it is an indicator, however named."""
    positions = sections.head.columns.positions if sections.head else {}
    columns = [positions[name] for name in indicator_rows.FIGURES if name in positions]
    return any(c < len(row.cells) and number(row.cells[c]) is not None for c in columns)


def _is_total(text: str) -> bool:
    """Whether a cell says that points are summed up, alone or before a colon."""
    label = text.partition(":")[0]
    return bool(_TOTAL.fullmatch(label)) or words.is_score_label(label)


def _close(sections: Sections, row_no: int, row: Row) -> None:
    """A row that closes the table: its grade is kept, the rest is text."""
    closing.read_scores(sections, row_no, row)
    closing.read_grades(sections, row_no, row)
    fields.read_text(sections, row_no, row, NOTE)


def _is_upper_head(texts: Sequence[str]) -> bool:
    """Whether a row heads indicators: in the first of their rows the head may stand beside."""
    return any(map(_UPPER_HEAD.fullmatch, texts)) and not any(map(words.is_any_level, texts))


def _is_head_again(texts: Sequence[str]) -> bool:
    """Whether all that a row prints are heads."""
    printed = [text for text in texts if text]
    return bool(printed) and all(
        _UPPER_HEAD.fullmatch(text) or words.is_group_name(text) for text in printed
    )


def _is_above_head(form: Form, texts: Sequence[str]) -> bool:
    """Whether a row prints the form's title or a unit of money alone, as above its head."""
    printed = [text for text in texts if text]
    label, colon, unit = "".join(printed).partition(":")
    is_unit = is_label(label + colon) and unit_alone(unit) is not None
    return len(printed) == 1 and (is_unit or form.claims_title(printed[0]))


def _open_indicators(sections: Sections, rows: Sequence[Row], row_no: int) -> None:
    """Finds the form's columns in a head row, and in the row above it where it is blank."""
    indicator_funding.close(sections.funding)
    row, above = rows[row_no - 1], sections.last_row
    if not any(_UPPER_HEAD.fullmatch(squeeze(cell)) for cell in above.cells):
        above = _NO_ROW
    head = head_of(sections.form, row, above, rows[row_no:])
    if sections.head is None or sections.head.notes != head.notes:
        sections.notes += head.notes
    sections.head, sections.levels, sections.is_summed = head, {}, False
    mark(sections.sheet.roles, row_no, row, HEADER)


def _read_indicator(sections: Sections, row_no: int, row: Row) -> None:
    """An indicator, or a row that prints only the level the next rows stand under."""
    if sections.head is None:
        return
    printed = indicator_rows.cells_of(row, sections.head.columns.beside)
    if not printed or _names_levels(sections, printed):
        mark(sections.sheet.roles, row_no, row, LABEL)
        return
    columns = indicator_rows.Columns(
        {
            name: column
            for name, column in sections.head.columns.positions.items()
            if name not in projects.OWN
        },
        sections.head.columns.beside,
        sections.head.columns.under,
    )
    placed = indicator_rows.place(row, columns)
    if not _is_indicator(sections, placed):
        _leave_row(sections, row_no, row, printed)
        return
    for name, column in placed.columns.items():
        role = FIGURE if name in _FIGURES else LABEL
        sections.sheet.roles[row_no, column] = role
    for column in placed.left:
        _leave_cell(sections, row_no, row, column, placed.texts["indicator"])
    mark(sections.sheet.roles, row_no, row, TEXT)
    _leave_columns(sections, row_no, row, placed.texts["indicator"])
    texts, places = _with_unit(sections, placed)
    column = places.get("target", places["indicator"])
    sections.indicators.append(
        Indicator(
            row_no=row_no,
            column_no=column,
            texts=_levelled({**sections.levels, **texts}),
            locator=row.places[column],
            columns=places,
            reading=placed.reading,
            project_no=sections.row_project_no,
        )
    )
    sections.levels = {}


def _levelled(texts: dict[str, str]) -> dict[str, str]:
    """The texts of an indicator, its levels without the points behind them."""
    return {
        name: words.without_points(text) if name in ("level1", "level2") else text
        for name, text in texts.items()
    }


def _names_levels(sections: Sections, printed: Sequence[tuple[int, str]]) -> bool:
    """Takes a row that prints nothing but levels: the next rows stand under them."""
    positions = sections.head.columns.positions if sections.head else {}
    level_columns = {positions[n]: n for n in ("level1", "level2") if n in positions}
    if not all(
        words.is_any_level(cell) or (column in level_columns and not words.is_value(cell))
        for column, cell in printed
    ):
        return False
    for column, cell in printed:
        named = [f"level{n}" for n in (1, 2) if words.is_level_name(cell, n)]
        name = level_columns.get(column) or (named[0] if named else None)
        if name:
            sections.levels[name] = cell
    return True


def _is_indicator(sections: Sections, placed: indicator_rows.PlacedRow) -> bool:
    """Whether a row gave an indicator; below the total only one with points is."""
    if "indicator" not in placed.texts:
        return False
    if sections.is_summed and not {"weight", "score"} & placed.texts.keys():
        return False
    is_alone = len(placed.texts) == 1
    return not is_alone or len(placed.texts["indicator"]) <= _LONGEST_NAME


def _with_unit(
    sections: Sections, placed: indicator_rows.PlacedRow
) -> tuple[dict[str, str], dict[str, int]]:
    """The texts of an indicator and their columns, with the unit that stands behind its name.

    Where the head says that units stand there, the name is what is before it.
    """
    texts, columns = dict(placed.texts), dict(placed.columns)
    texts["indicator"] = words.without_template_label(texts["indicator"])
    if "kind" not in texts and words.is_kind(texts.get("operator", "")):
        texts["kind"] = texts.pop("operator")
    is_said = sections.head is not None and sections.head.units_behind
    found = words.name_and_unit(texts["indicator"], is_said)
    is_bare = is_bare_number(texts.get("target", ""))
    if found is None or "unit" in texts or not (is_bare or is_said):
        return texts, columns
    texts["unit"], columns["unit"] = found[1], columns["indicator"]
    if is_said:
        texts["indicator"] = found[0]
    return texts, columns


def _leave_cell(sections: Sections, row_no: int, row: Row, column: int, label: str) -> None:
    """Says what became of a cell of an indicator's row that no column takes."""
    text = row.cells[column]
    if sections.measure_at(column) in indicator_rows.FIGURES:
        sections.leave(Reason.UNREADABLE_FIGURE, row_no, row, column, label)
    elif number(text) is not None:
        sections.leave(Reason.UNKNOWN_COLUMN, row_no, row, column, label)
    else:
        sections.notes.append(f"{row.places[column]}: {text[:30]}")
    sections.sheet.roles[row_no, column] = NOTE


def _leave_columns(sections: Sections, row_no: int, row: Row, label: str) -> None:
    """Says of each column of figures that the form does not know, by its first figure."""
    told = {(figure.reason, figure.column_no) for figure in sections.untaken}
    for column in sections.head.unknown if sections.head else ():
        is_figure = column < len(row.cells) and number(row.cells[column]) is not None
        if is_figure and (Reason.UNKNOWN_COLUMN, column) not in told:
            sections.leave(Reason.UNKNOWN_COLUMN, row_no, row, column, label)


def _leave_row(
    sections: Sections, row_no: int, row: Row, printed: Sequence[tuple[int, str]]
) -> None:
    """Says of a row that is no indicator what it prints: its figures, else its text."""
    label = next((cell for _, cell in printed if not words.is_value(cell)), None)
    figures = [
        column
        for column, cell in printed
        if number(cell) is not None
        and (sections.measure_at(column) in _FIGURES or len(printed) > 1)
    ]
    for column in figures:
        sections.leave(Reason.UNKNOWN_ROW, row_no, row, column, label)
    if not figures:
        column, cell = printed[0]
        sections.notes.append(f"{row.places[column]}: {cell[:30]}")
    mark(sections.sheet.roles, row_no, row, NOTE)

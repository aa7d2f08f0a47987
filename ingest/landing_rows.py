"""Records of one document → rows of the landing tables."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from ingest.about import About, Recognised, project_years, table_year
from ingest.documents import Grid, Indicator, Line, Project
from ingest.indicator_values import adjusted_target, plain_number, values_of, weight_of
from ingest.raw_tables import RawRow, RawRows, Rows, no_rows
from ingest.sights import SCAN
from ingest.value import value


@dataclass(frozen=True, slots=True)
class File:
    """A document's file: its content's SHA-256, its names, what it was read as."""

    document_id: str
    file_name: str
    source_path: str
    byte_count: int
    media_type: str | None = None
    encoding: str | None = None


@value(frozen=True, slots=True)
class Outcome:
    """What became of a document (block 0), of one block, or of one figure of it, and why.

    Only a figure's outcome has a row and a column, counted from 1 as `raw.cells` does.
    """

    block_no: int
    status: str
    reason_code: str
    detail: str = ""
    locator: str = ""
    form_id: str | None = None
    title_text: str | None = None
    record_count: int = 0
    cell_count: int = 0
    read_count: int = 0
    row_no: int | None = None
    column_no: int | None = None


def raw_rows(
    file: File,
    about: About | None,
    recognised: Sequence[Recognised],
    outcomes: Sequence[Outcome],
    prose: Sequence[tuple[int, Line]],
    extractor_version: str,
) -> RawRows:
    """Every landing row of a document.

    Args:
        file: the document.
        about: what it says of itself; None where it could not be read.
        recognised: its recognised blocks.
        outcomes: what became of the document and its blocks.
        prose: running text that no form claims, with its block.
        extractor_version: the reader's fingerprint.
    """
    key = {"document_id": file.document_id}
    rows = no_rows()
    rows["documents"].add(1, _document(file, about, extractor_version))
    rows["outcomes"].add_rows([_outcome(outcome) for outcome in outcomes], key)
    years = _project_years(recognised)
    projects = {
        project.project_no: project.texts
        for found in recognised
        for project in found.records.projects
    }
    for found in recognised:
        block = key | {
            "block_no": found.block.block_no,
            "form_id": found.claim.form.id,
        }
        _add_block(rows, found, _Around(block, about, years, projects))
    columns = rows["findings"].columns
    columns["finding_no"] = _numbered(columns["project_no"])
    lines = [
        {"block_no": block_no, "text": line.text, "locator": line.place}
        for block_no, line in prose
    ]
    rows["passages"].add_rows(lines, key | {"heading": ""})
    rows["passages"].columns["passage_no"] = list(range(1, len(rows["passages"]) + 1))
    return rows


def _document(file: File, about: About | None, extractor_version: str) -> RawRow:
    return {
        "document_id": file.document_id,
        "file_name": file.file_name,
        "source_path": file.source_path,
        "media_type": file.media_type,
        "byte_count": file.byte_count,
        "encoding": file.encoding,
        "extractor_version": extractor_version,
        "title": about.title if about else None,
        "document_kind": about.kind if about else "other",
        "year_text": about.year_text if about else None,
        "department_text": about.department_text if about else None,
        "credit_code_text": about.credit_code_text if about else None,
        "caliber_text": about.caliber_text if about else None,
        "is_synthetic": bool(about and about.is_synthetic),
        "revision_text": about.revision_text if about else None,
        "published_text": about.published_text if about else None,
        "year_source": about.year_source if about else None,
        "department_source": about.department_source if about else None,
        "title_years_text": about.title_years_text if about else None,
        "region_text": about.region_text if about else None,
        "region_source": about.region_source if about else None,
    }


def _outcome(outcome: Outcome) -> RawRow:
    return {
        "block_no": outcome.block_no,
        "form_id": outcome.form_id,
        "status": outcome.status,
        "reason_code": outcome.reason_code,
        "detail": outcome.detail,
        "locator": outcome.locator,
        "record_count": outcome.record_count,
        "title_text": outcome.title_text,
        "cell_count": outcome.cell_count,
        "read_count": outcome.read_count,
        "ignored_count": outcome.cell_count - outcome.read_count,
        "row_no": outcome.row_no,
        "column_no": outcome.column_no,
    }


def _project_years(recognised: Sequence[Recognised]) -> dict[int, str]:
    """The years of projects whose form takes the year from their names."""
    return {
        project.project_no: year
        for found in recognised
        if found.claim.form.year_from == "projects"
        for project in found.records.projects
        for year in project_years(project)
    }


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rows of a block share, and what the document says that they stand in."""

    block: RawRow
    about: About | None
    years: Mapping[int, str]
    projects: Mapping[int, Mapping[str, str]]

    def department_of(self, project_no: int | None) -> str | None:
        """The department that a table names for a project, under which it stands, or ours."""
        texts = self.projects.get(project_no or 0, {})
        return texts.get("department_text") or self.headed(texts)

    def headed(self, texts: Mapping[str, str]) -> str | None:
        """The department under whose name a table prints a project, or the document's.

        In a department's own document such names are those of its units.
        """
        own = self.about.department_text if self.about else None
        if self.about and own and self.about.kind != "government":
            return own
        return texts.get("heading_text") or own


def _add_block(rows: RawRows, found: Recognised, around: _Around) -> None:
    """Adds the rows of a block's records."""
    form, records = found.claim.form, found.records
    named = table_year(found) if not form.year_from else None
    year = named or (around.about.year_text if around.about else None)

    def year_of(project_no: int | None) -> str | None:
        return around.years.get(project_no, year) if project_no is not None else year

    _add_cells(rows["cells"], found, around.block)
    _add_records(rows["table_columns"], records.columns, around.block)
    _add_records(rows["blank_lines"], records.blank_lines, around.block)
    _add_amounts(rows["amounts"], found, around, year_of)
    _add_region_figures(rows["region_figures"], found, around.block)
    reasons = [figure.reason.value for figure in records.untaken]
    _add_records(rows["untaken"], records.untaken, around.block | {"reason_code": reasons})
    rows["indicators"].add_rows(
        [
            _indicator(indicator, year_of(indicator.project_no))
            | {
                "year_text": year_of(indicator.project_no),
                "project_text": around.projects.get(indicator.project_no or 0, {}).get(
                    "name_text"
                ),
                "department_text": around.department_of(indicator.project_no),
            }
            for indicator in records.indicators
        ],
        around.block,
    )
    rows["projects"].add_rows(
        [
            _project(project, around, year_of(project.project_no))
            for project in records.projects
        ],
        around.block,
    )
    findings = [
        {
            "project_no": finding.project_no,
            "row_no": finding.row_no,
            "column_no": finding.column_no + 1,
            "finding_text": finding.text,
            "locator": finding.locator,
        }
        for finding in records.findings
    ]
    rows["findings"].add_rows(findings, around.block)
    _add_records(rows["passages"], records.passages, around.block)


def _add_records(rows: Rows, records: Sequence[Any], given: RawRow) -> None:
    """Adds records whose fields are the table's columns; what is given goes before a field.

    The columns of a table are counted from 1 there, and from 0 in a record.
    """
    if not records:
        return
    fields = [name for name in records[0].__slots__ if name in rows.columns]
    values = {name: list(map(attrgetter(name), records)) for name in fields}
    if "column_no" in values:
        values["column_no"] = [column + 1 for column in values["column_no"]]
    rows.add(len(records), values | given)


def _add_amounts(
    rows: Rows, found: Recognised, around: _Around, year_of: Callable[[int | None], str | None]
) -> None:
    form, amounts = found.claim.form, found.records.amounts
    given = {
        "account_id": form.account_id,
        "phase": [amount.phase or form.phase for amount in amounts],
        "fund_source": form.fund_source,
        "department_text": around.about.department_text if around.about else None,
        "year_text": [year_of(amount.project_no) for amount in amounts],
    }
    _add_records(rows, amounts, around.block | given)


def _add_region_figures(rows: Rows, found: Recognised, block: RawRow) -> None:
    figures = found.records.region_figures
    given = {
        "of_column_no": [_from_one(figure.of_column_no) for figure in figures],
        "base_column_no": [_from_one(figure.base_column_no) for figure in figures],
        "account_id": [figure.account_id or found.claim.form.account_id for figure in figures],
    }
    _add_records(rows, figures, block | given)


def _project(project: Project, around: _Around, year_text: str | None) -> RawRow:
    return (
        {"department_text": around.headed(project.texts)}
        | project.texts
        | {
            "project_no": project.project_no,
            "row_no": project.row_no,
            "column_no": _from_one(project.column_no),
            "locator": project.locator,
            "year_text": year_text,
        }
        | _grade_cell(project)
    )


def _add_cells(rows: Rows, found: Recognised, block: RawRow) -> None:
    """Adds the printed cells of a table, each with what it was taken for."""
    if not isinstance(found.block, Grid):
        return
    roles, sights = found.records.roles, found.records.sights
    columns: tuple[list[Any], ...] = ([], [], [], [], [])
    row_nos, column_nos, texts, locators, taken = columns
    for row_no, row in enumerate(found.block.rows, start=1):
        for column_no, (text, place) in enumerate(zip(row.cells, row.places, strict=True), 1):
            if text:
                row_nos.append(row_no)
                column_nos.append(column_no)
                texts.append(text)
                locators.append(place)
                taken.append(roles.get((row_no, column_no - 1), "text"))
    names = ("row_no", "column_no", "text", "locator", "role")
    given = block | dict(zip(names, columns, strict=True))
    if sights:
        cells = zip(row_nos, column_nos, strict=True)
        seen = [sights.get((row_no, column_no - 1)) for row_no, column_no in cells]
        given["source"] = [SCAN if sight else None for sight in seen]
        given["confidence"] = [sight.confidence if sight else None for sight in seen]
        given["alternatives"] = [sight.alternatives if sight else None for sight in seen]
    rows.add(len(texts), given)


def _indicator(indicator: Indicator, year_text: str | None) -> RawRow:
    texts = indicator.texts
    weight_column, weight = weight_of(texts)
    columns = {name: column + 1 for name, column in indicator.columns.items()}
    return {
        "row_no": indicator.row_no,
        "column_no": indicator.column_no + 1,
        "project_no": indicator.project_no,
        "level1_text": texts.get("level1"),
        "level2_text": texts.get("level2"),
        "indicator_text": texts.get("indicator"),
        "kind_text": texts.get("kind"),
        "operator_text": texts.get("operator"),
        "target_text": texts.get("target"),
        "unit_text": texts.get("unit"),
        "adjusted_target_text": adjusted_target(texts),
        "half_year_target_text": texts.get("half_year"),
        "actual_text": texts.get("actual"),
        "weight_text": texts.get("weight"),
        "score_text": texts.get("score"),
        "deviation_text": texts.get("deviation"),
        "content_text": texts.get("content"),
        "scoring_rule_text": texts.get("scoring_rule"),
        "basis_text": texts.get("basis"),
        "task_text": texts.get("task"),
        "related_project_text": texts.get("related_project"),
        **values_of(texts, _year(year_text), indicator.unsure),
        "weight_number": weight,
        "score_number": plain_number(texts.get("score")),
        "reading": indicator.reading,
        "unsure_measures": ",".join(indicator.unsure) or None,
        "proof": indicator.proof,
        "locator": indicator.locator,
        "indicator_column_no": columns.get("indicator"),
        "unit_column_no": columns.get("unit"),
        "adjusted_target_column_no": (
            columns.get("adjusted_target") if adjusted_target(texts) else None
        ),
        "half_year_column_no": columns.get("half_year"),
        "actual_column_no": columns.get("actual"),
        "weight_column_no": columns.get(weight_column),
        "score_column_no": columns.get("score"),
    }


def _from_one(column: int | None) -> int | None:
    """A column counted from 1."""
    return None if column is None else column + 1


def _grade_cell(project: Project) -> RawRow:
    """Row and column, counted from 1, of the cell that prints a project's grade."""
    row_no, column = project.cells.get("grade_text", (None, None))
    return {
        "grade_row_no": row_no,
        "grade_column_no": None if column is None else column + 1,
    }


def _year(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _numbered(project_nos: Sequence[int | None]) -> list[int]:
    """Counts the findings of each project from 1."""
    last: Counter[int | None] = Counter()
    numbers = []
    for project_no in project_nos:
        last[project_no] += 1
        numbers.append(last[project_no])
    return numbers

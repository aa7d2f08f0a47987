"""Records of one document → rows of the landing tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.about import About, Recognised, project_years, table_year
from ingest.documents import Grid, Indicator, Line, Project
from ingest.indicator_values import adjusted_target, values_of
from ingest.landing import TABLES, RawRow, RawRows
from ingest.values import number, points, squeeze


@dataclass(frozen=True, slots=True)
class File:
    """A document's file: its content's SHA-256, its names, what it was read as."""

    document_id: str
    file_name: str
    source_path: str
    byte_count: int
    media_type: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
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
    rows: RawRows = {
        "documents": [_document(file, about, extractor_version)],
        "outcomes": [key | _outcome(outcome) for outcome in outcomes],
        "passages": [],
    }
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
        for table, made in _block_rows(found, about, years, projects).items():
            rows.setdefault(table, []).extend(block | row for row in made)
    _number_findings(rows.get("findings", []))
    rows["passages"] += [
        key
        | {
            "block_no": block_no,
            "heading": "",
            "text": line.text,
            "locator": line.place,
        }
        for block_no, line in prose
    ]
    for position, row in enumerate(rows["passages"], start=1):
        row["passage_no"] = position
    for table, made in rows.items():
        rows[table] = [_only_columns(table, row) for row in made]
    return rows


def _only_columns(table: str, row: RawRow) -> RawRow:
    value = row.get
    return {column: value(column) for column in TABLES[table]}


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


def _block_rows(
    found: Recognised,
    about: About | None,
    years: dict[int, str],
    projects: dict[int, dict[str, str]],
) -> RawRows:
    form, records = found.claim.form, found.records
    named = table_year(found) if not form.year_from else None
    year = named or (about.year_text if about else None)
    department = about.department_text if about else None
    common = {"department_text": department}

    def year_of(project_no: int | None) -> str | None:
        return years.get(project_no, year) if project_no is not None else year

    return {
        "cells": _cells(found),
        "table_columns": [
            {
                "measure": column.measure,
                "column_no": column.column_no + 1,
                "header_text": column.header_text,
            }
            for column in records.columns
        ],
        "blank_lines": [
            {name: getattr(line, name) for name in line.__slots__}
            for line in records.blank_lines
        ],
        "amounts": [
            common
            | {name: getattr(amount, name) for name in amount.__slots__ if name != "wanted"}
            | {
                "column_no": amount.column_no + 1,
                "account_id": form.account_id,
                "phase": amount.phase or form.phase,
                "fund_source": form.fund_source,
                "year_text": year_of(amount.project_no),
            }
            for amount in records.amounts
        ],
        "region_figures": [
            {name: getattr(figure, name) for name in figure.__slots__}
            | {
                "column_no": figure.column_no + 1,
                "of_column_no": _from_one(figure.of_column_no),
                "base_column_no": _from_one(figure.base_column_no),
                "account_id": figure.account_id or form.account_id,
            }
            for figure in records.region_figures
        ],
        "untaken": [
            {name: getattr(figure, name) for name in figure.__slots__ if name != "reason"}
            | {"column_no": figure.column_no + 1, "reason_code": figure.reason.value}
            for figure in records.untaken
        ],
        "indicators": [
            common
            | _indicator(indicator, year_of(indicator.project_no))
            | {
                "year_text": year_of(indicator.project_no),
                "project_text": _of_project(projects, indicator.project_no, "name_text"),
                "department_text": _of_project(
                    projects, indicator.project_no, "department_text"
                )
                or _headed(projects.get(indicator.project_no or 0, {}), about)
                or department,
            }
            for indicator in records.indicators
        ],
        "projects": [
            common
            | {"department_text": _headed(project.texts, about) or department}
            | project.texts
            | {
                "project_no": project.project_no,
                "row_no": project.row_no,
                "column_no": None if project.column_no is None else project.column_no + 1,
                "locator": project.locator,
                "year_text": year_of(project.project_no),
            }
            | _grade_cell(project)
            for project in records.projects
        ],
        "findings": [
            {
                "project_no": finding.project_no,
                "row_no": finding.row_no,
                "column_no": finding.column_no + 1,
                "finding_text": finding.text,
                "locator": finding.locator,
            }
            for finding in records.findings
        ],
        "passages": [
            {
                "heading": passage.heading,
                "text": passage.text,
                "locator": passage.locator,
            }
            for passage in records.passages
        ],
    }


def _headed(texts: dict[str, str], about: About | None) -> str | None:
    """The department under whose name a table prints a project.

    In a department's own document such names are those of its units.
    """
    if about and about.department_text and about.kind != "government":
        return None
    return texts.get("heading_text")


def _of_project(
    projects: dict[int, dict[str, str]], project_no: int | None, field: str
) -> str | None:
    return projects.get(project_no or 0, {}).get(field)


def _cells(found: Recognised) -> list[RawRow]:
    if not isinstance(found.block, Grid):
        return []
    roles = found.records.roles
    return [
        {
            "row_no": row_no,
            "column_no": column + 1,
            "text": text,
            "locator": place,
            "role": roles.get((row_no, column), "text"),
        }
        for row_no, row in enumerate(found.block.rows, start=1)
        for column, (text, place) in enumerate(zip(row.cells, row.places, strict=True))
        if text
    ]


def _indicator(indicator: Indicator, year_text: str | None) -> RawRow:
    texts = indicator.texts
    weight = _value(texts.get("weight"))
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
        **values_of(texts, _year(year_text)),
        "weight_number": points(texts.get("scoring_rule", "")) if weight is None else weight,
        "score_number": _value(texts.get("score")),
        "reading": indicator.reading,
        "proof": indicator.proof,
        "locator": indicator.locator,
        "indicator_column_no": columns.get("indicator"),
        "unit_column_no": columns.get("unit"),
        "adjusted_target_column_no": (
            columns.get("adjusted_target") if adjusted_target(texts) else None
        ),
        "half_year_column_no": columns.get("half_year"),
        "actual_column_no": columns.get("actual"),
        "weight_column_no": columns.get("scoring_rule" if weight is None else "weight"),
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


def _value(text: str | None) -> object:
    parsed = number(squeeze(text).removesuffix("分")) if text else None
    return parsed.value if parsed else None


def _number_findings(findings: list[RawRow]) -> None:
    """Numbers the findings of each project from 1."""
    last: dict[object, int] = {}
    for finding in findings:
        project = finding["project_no"]
        last[project] = finding["finding_no"] = last.get(project, 0) + 1

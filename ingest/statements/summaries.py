"""Summaries of self-evaluations → projects with their money, score, grade and problems."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents import Amount, Finding, Project, Records, Untaken
from ingest.errors import Reason
from ingest.statements.clauses import Meant, without_asides
from ingest.statements.stream import PARAGRAPH, Stream
from ingest.statements.summary_heads import Summary, summaries
from ingest.statements.summary_parts import (
    Parts,
    Span,
    Told,
    figures_told,
    grades_told,
    is_score,
    parts_of,
    problems_told,
    said_by,
)
from ingest.words import without_marks

Meaning = tuple[int | None, str, str]
"""What a figure is of: project number (None: the whole body), line, measure."""


@dataclass(slots=True)
class Known:
    """What the document has said of its projects so far: numbers by name, figures, grades."""

    next_no: int
    numbers: dict[str, int] = field(default_factory=dict)
    figures: dict[Meaning, Meant] = field(default_factory=dict)
    graded: set[int | None] = field(default_factory=set)


@dataclass(slots=True)
class _Found:
    projects: list[Project] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    untaken: list[Untaken] = field(default_factory=list)


def known_as(name: str) -> str:
    """A project's name for comparison: in one spelling, without the word 项目 at its end."""
    return without_marks(name).removesuffix("项目")


def read_summaries(stream: Stream, known: Known) -> Records:
    """The projects that a text tells of.

    What a table or an earlier passage of the document gave of a project is not told again;
    where it gave something else, the figure is untaken, as are two figures of one measure.
    """
    text = without_asides(stream.text)
    found = _Found()
    for summary in summaries(stream):
        parts = parts_of(stream, summary.body, summary.end)
        told = list(figures_told(text, summary.body, summary.end, parts, summary.names))
        if summary.rival:
            found.untaken += [_untaken(stream, one, None, Reason.TWO_READINGS) for one in told]
        else:
            _take(stream, summary, parts, told, known, found)
    return Records(
        amounts=found.amounts,
        projects=found.projects,
        findings=found.findings,
        untaken=found.untaken,
    )


def _take(
    stream: Stream,
    summary: Summary,
    parts: Parts,
    told: Sequence[Told],
    known: Known,
    found: _Found,
) -> None:
    """Adds what one summary tells of its project, or of the whole body."""
    problems = list(problems_told(stream, parts.problems)) if parts.problems else []
    grades = grades_told(stream, summary.body, summary.end, parts, summary.names)
    taken, left = _settled(told)
    if not (taken or problems):
        found.untaken += [_untaken(stream, one, None, Reason.TWO_READINGS) for one in left]
        return
    given = set(known.figures)
    project_no, is_new = _number(summary, known)
    if project_no is None:
        taken = [one for one in taken if one.measure == "score"]
    for one in taken:
        amount = _amount(stream, one, project_no)
        key = (project_no, amount.row_key, amount.measure)
        if not known.figures.setdefault(key, said_by(one)).agrees(said_by(one)):
            left.append(one)
        elif key not in given:
            found.amounts.append(amount)
    found.untaken += [_untaken(stream, one, project_no, Reason.TWO_READINGS) for one in left]
    found.findings += [_finding(stream, span, project_no) for span in problems]
    grade = _grade(grades, project_no, known)
    if project_no is not None and (is_new or grade or parts.measures):
        found.projects.append(_project(stream, summary, parts, project_no, grade))


def _number(summary: Summary, known: Known) -> tuple[int | None, bool]:
    """The number of a summary's project, and whether nothing named the project before."""
    if not summary.names[0]:
        return None, False
    for name in summary.names:
        if known_as(name) in known.numbers:
            return known.numbers[known_as(name)], False
    number = known.numbers[known_as(summary.names[0])] = known.next_no
    known.next_no += 1
    return number, True


def _settled(told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """One figure for each measure, and those of which a summary gives two readings."""
    taken: list[Told] = []
    left: list[Told] = []
    for measure in dict.fromkeys(one.measure for one in told):
        every = [one for one in told if one.measure == measure]
        said = [one for one in every if not one.is_aside] or every
        if measure == "score":
            said = [one for one in said if one.is_total] or said
        is_clear = all(said_by(one).agrees(said_by(said[0])) for one in said) and not any(
            one.is_doubtful for one in said
        )
        if is_clear and (measure != "score" or is_score(said[0])):
            taken.append(said[0])
        else:
            left += said
    return taken, left


def _grade(
    grades: Sequence[tuple[int, str]], project_no: int | None, known: Known
) -> tuple[int, str] | None:
    """The grade that a summary is the first to give its project, where it gives one only."""
    if project_no in known.graded or len({grade for _, grade in grades}) != 1:
        return None
    known.graded.add(project_no)
    return grades[0]


def _amount(stream: Stream, told: Told, project_no: int | None) -> Amount:
    figure, place = told.figure, stream.place(told.figure.start)
    is_score = told.measure == "score"
    return Amount(
        row_no=place.row_no,
        column_no=place.column_no,
        row_key="score_total" if is_score else "total",
        measure=told.measure,
        amount_text=figure.digits,
        amount=figure.parsed.value,
        decimals=figure.parsed.decimals,
        locator=place.locator,
        label_text=told.label,
        unit_text="分" if is_score else figure.unit,
        unit_locator=place.locator,
        project_no=project_no,
    )


def _untaken(stream: Stream, told: Told, project_no: int | None, reason: Reason) -> Untaken:
    figure, place = told.figure, stream.place(told.figure.start)
    return Untaken(
        reason=reason,
        row_no=place.row_no,
        column_no=place.column_no,
        text=f"{told.label}{figure.digits}{figure.unit}",
        locator=place.locator,
        amount=figure.parsed.value,
        unit_text=figure.unit or None,
        label_text=told.label,
        measure=told.measure,
        project_no=project_no,
    )


def _finding(stream: Stream, span: Span, project_no: int | None) -> Finding:
    place = stream.place(span.start)
    text = stream.as_printed(span.start, span.end)
    return Finding(project_no, place.row_no, place.column_no, text, place.locator)


def _project(
    stream: Stream,
    summary: Summary,
    parts: Parts,
    project_no: int,
    grade: tuple[int, str] | None,
) -> Project:
    place = stream.place(summary.start)
    texts = {"name_text": summary.names[0]}
    cells = {}
    for field_name, span in (
        ("result_text", parts.results),
        ("improvement_text", parts.measures),
    ):
        if span is not None and (text := _passage(stream, span)):
            texts[field_name] = text
    if grade is not None:
        at = stream.place(grade[0])
        texts["grade_text"] = grade[1]
        cells["grade_text"] = at.row_no, at.column_no
    return Project(
        project_no, place.row_no, place.locator, texts, cells, column_no=place.column_no
    )


def _passage(stream: Stream, span: Span) -> str:
    return stream.as_printed(span.start, span.end).strip(PARAGRAPH)

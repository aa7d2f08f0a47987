"""The annual trend report: scope, facts, chapters, notes, one file.

`write` is what `mingzhang report` calls. The same warehouse file and the same options
give the same bytes.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from reports import contents, html, marks, notes, queries
from reports.cite import Cite
from reports.contents import Facts
from reports.errors import NothingToReportError, UnsupportedFormatError
from reports.marks import Asked, Checked
from reports.model import Report, Section, Source
from reports.queries import Reader
from reports.scope import Document, Scope
from reports.sections import (
    areas,
    coverage,
    money,
    problems,
    projects,
    structure,
    summary,
    trust,
    years,
)
from reports.sections.blocks import build_text
from reports.texts import LANGUAGES, Texts
from warehouse.connection import is_about_synthetic, reading


@dataclass(frozen=True, slots=True)
class Composed:
    """A report with its footnotes, ready for any writer."""

    report: Report
    numbers: Mapping[Source, int]


def write(
    database: Path,
    year: int,
    region: str | None,
    department: str | None,
    out: Path,
    language: str = "zh",
    *,
    synthetic: bool = False,
) -> None:
    """Write the report of `year` to `out`, replacing it whole or not at all.

    `database` is a published file; `region` a code, with all regions below it;
    `department` a name or a part of one name; the suffix of `out` chooses the form;
    `synthetic` asks for synthetic documents instead of real ones.
    Raises UnsupportedFormatError for another suffix or an unknown language,
    NothingToReportError where region, department or year are not in the warehouse,
    MissingFontError for a PDF without a Chinese font, OSError where `out` cannot be
    written.
    """
    texts = _texts(language)
    writer = _writer(out, texts)
    asked = Asked(year, region, department, language, synthetic)
    composed = compose(database.resolve(), asked, texts)
    content = writer(composed, texts)
    temporary = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(out)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _writer(out: Path, texts: Texts) -> Callable[[Composed, Texts], bytes]:
    """Return what makes the file of this suffix; only the chosen form is imported."""
    match out.suffix.lower():
        case ".html":
            return lambda made, _: html.render(made.report, made.numbers).encode()
        case ".pdf":
            from reports import pdf

            return lambda made, texts: pdf.render(made.report, made.numbers, texts)
        case ".docx":
            from reports import word

            return lambda made, texts: word.render(made.report, made.numbers, texts)
        case _:
            raise UnsupportedFormatError(texts.say("unknown_format", file=out.name))


def compose(database: Path, asked: Asked, texts: Texts) -> Composed:
    """Return the report as plain values. Raises NothingToReportError."""
    with reading(database) as connection:
        found = _facts(connection, database, asked, texts)
        cite = Cite(texts, asked.year)
        first, chapters = _chapters(found, cite)
        numbers = notes.numbered((first, *chapters))
        receipts = Reader(connection, found.scope).receipts(notes.receipt_ids(numbers))
    annex = trust.annex(found, numbers, receipts, cite)
    report = _report(found, first, (*chapters, annex), cite)
    mark = marks.mark_of(asked, found, receipts)
    return Composed(replace(report, mark=mark, date=found.build.date), numbers)


def check(database: Path, file: Path, texts: Texts) -> Checked:
    """Tell whether the published data would make `file` say something else.

    Raises NotAReportError for a file that carries no mark of ours, OSError where it cannot
    be read, NothingToReportError where its scope has no data any more.
    """
    mark = marks.read(_inside(file, texts), texts, file)
    own = Texts(mark.asked.language)
    now = marks.read(compose(database.resolve(), mark.asked, own).report.mark, texts, file)
    return Checked(mark.build, now.build, is_same=mark.facts == now.facts)


def _inside(file: Path, texts: Texts) -> str | None:
    """Return the mark that a report's file carries, or None."""
    if not file.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))
    match file.suffix.lower():
        case ".html":
            return html.mark_of(file)
        case ".pdf":
            from reports import pdf

            return pdf.mark_of(file)
        case ".docx":
            from reports import word

            return word.mark_of(file)
        case _:
            raise UnsupportedFormatError(texts.say("unknown_format", file=file.name))


def _texts(language: str) -> Texts:
    if language not in LANGUAGES:
        said = Texts("en").say(
            "unknown_language", language=language, known=", ".join(LANGUAGES)
        )
        raise UnsupportedFormatError(said)
    return Texts(language)


def _facts(
    connection: duckdb.DuckDBPyConnection,
    database: Path,
    asked: Asked,
    texts: Texts,
) -> Facts:
    scope = resolved(connection, asked, texts)
    earlier = replace(scope, year=asked.year - 1, documents=(), excluded=())
    caliber = _caliber(scope.documents)
    earlier = _counted(earlier, queries.documents(connection, earlier), caliber)
    build = queries.build_of(connection, database)
    return contents.gather(connection, scope, earlier, build, texts.language)


def resolved(connection: duckdb.DuckDBPyConnection, asked: Asked, texts: Texts) -> Scope:
    """Return the scope with its documents: real ones or, where asked for, synthetic ones.

    Raises NothingToReportError where it holds no data of the year.
    """
    is_synthetic = is_about_synthetic(connection, asked=asked.synthetic)
    scope = Scope(asked.year, is_synthetic=is_synthetic)
    scope = _department(connection, scope, asked.department, texts)
    scope = _region(connection, scope, asked.region, texts)
    years = queries.years(connection, scope)
    if asked.year in years:
        documents = queries.documents(connection, scope)
        return _counted(scope, documents, _caliber(documents))
    if not years:
        raise NothingToReportError(texts.say("no_data_at_all"))
    listed = texts.say("list_separator").join(str(one) for one in sorted(years))
    raise NothingToReportError(texts.say("no_year", year=asked.year, years=listed))


def _region(
    connection: duckdb.DuckDBPyConnection, scope: Scope, code: str | None, texts: Texts
) -> Scope:
    if code is None:
        return scope
    found = queries.region_names(connection, code.strip().upper())
    if found is None:
        raise NothingToReportError(texts.say("no_region", code=code))
    name, codes = found
    return replace(scope, region_code=code.strip().upper(), region_name=name, regions=codes)


def _department(
    connection: duckdb.DuckDBPyConnection, scope: Scope, name: str | None, texts: Texts
) -> Scope:
    if name is None:
        return scope
    found = queries.departments_named(connection, name.strip()) if name.strip() else []
    if not found:
        raise NothingToReportError(texts.say("no_department", name=name))
    if len(found) > 1:
        names = texts.say("list_separator").join(one for _, one in found[:10])
        raise NothingToReportError(texts.say("many_departments", name=name, names=names))
    key, full_name = found[0]
    return replace(scope, department_key=key, department_name=full_name)


def _caliber(documents: list[Document] | tuple[Document, ...]) -> str:
    """Return the caliber of the scope: a unit's only where there is nothing else."""
    is_unit_only = all(one.caliber == "unit" for one in documents)
    return "unit" if documents and is_unit_only else "department"


def _counted(scope: Scope, documents: list[Document], caliber: str) -> Scope:
    """Return the scope with its documents, those contained in a department's set apart.

    A unit whose department published nothing counts for itself, as in every sum.
    """
    kept: set[str | None] = {"unit"} if caliber == "unit" else {"department", None}
    counted = tuple(one for one in documents if one.caliber in kept or one.states_money)
    excluded = tuple(
        replace(one, reason="reason_unit_caliber") for one in documents if one not in counted
    )
    return replace(scope, caliber=caliber, documents=counted, excluded=excluded)


def _chapters(facts: Facts, cite: Cite) -> tuple[Section, tuple[Section, ...]]:
    """Return the summary and the chapters, which follow the money."""
    return summary.section(facts, cite), (
        coverage.section(facts, cite),
        *areas.sections(facts, cite),
        money.section(facts, cite),
        years.years(facts, cite),
        structure.section(facts, cite),
        projects.execution(facts, cite),
        projects.performance(facts, cite),
        problems.findings(facts, cite),
        problems.leads(facts, cite),
        years.comparison(facts, cite),
        trust.ledger(facts, cite),
        trust.methods(facts, cite),
    )


def _report(facts: Facts, first: Section, chapters: tuple[Section, ...], cite: Cite) -> Report:
    say, scope = cite.texts.say, facts.scope
    region = say("all_regions")
    if scope.region_code is not None:
        region = f"{scope.region_code} {scope.region_name}"
    subtitle = say(
        "subtitle", region=region, department=scope.department_name or say("all_departments")
    )
    return Report(
        language=cite.texts.language,
        title=say("title", year=scope.year),
        subtitle=f"{subtitle} · {build_text(facts, cite)}",
        banner=say("synthetic") if scope.is_synthetic else "",
        footers=(f"{say('product')} · {scope.year} · {subtitle}", build_text(facts, cite)),
        summary=first,
        sections=chapters,
    )

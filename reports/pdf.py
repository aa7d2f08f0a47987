"""A report as PDF, set by typst: A4, margins to bind, Chinese fonts embedded.

All text reaches typst as quoted strings, so that no published text is markup; the charts
are vector. Fonts are the system's: without a Chinese one no report is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import assert_never

import pypdfium2
import typst

from reports import notes
from reports.clean import clean
from reports.errors import MissingFontError
from reports.model import (
    Block,
    Bullets,
    Chart,
    Column,
    Figure,
    Headline,
    Headlines,
    Missing,
    NoData,
    Paragraph,
    Report,
    Row,
    Run,
    Runs,
    Section,
    Source,
    Table,
    Text,
)
from reports.texts import Texts

Numbers = Mapping[Source, int]

SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "SimSun")
SANS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
)
_TEMPLATE = Path(__file__).with_name("report.typ")
_BREAKABLE = re.compile(r"[0-9A-Za-z_./%]{18,}")
_EVERY = re.compile("(.{8})(?=.)")


@cache
def _fonts() -> tuple[str, str]:
    """Return the serif and the sans family to set Chinese in; one serves for both."""
    installed = set(typst.Fonts().families())
    serif = next((one for one in SERIF if one in installed), None)
    sans = next((one for one in SANS if one in installed), None)
    if serif is None and sans is None:
        raise MissingFontError(", ".join((*SERIF, *SANS)))
    return str(serif or sans), str(sans or serif)


def render(report: Report, numbers: Numbers, texts: Texts) -> bytes:
    """Return the PDF file. Raises MissingFontError where no Chinese font is installed."""
    try:
        serif, sans = _fonts()
    except MissingFontError as error:
        raise MissingFontError(texts.say("no_font", fonts=error)) from error
    left, middle = report.footers
    page = {
        "title": quoted(f"{report.title} · {report.subtitle}"),
        "mark": quoted(report.mark),
        "language": quoted(report.language),
        "serif": quoted(serif),
        "sans": quoted(sans),
        "left": quoted(left),
        "middle": quoted(middle),
        "pages": _page_words(texts),
    }
    named = ", ".join(f"{name}: {value}" for name, value in page.items())
    front = (texts.say("product"), report.title, report.subtitle, report.banner, sans)
    lines = [
        _TEMPLATE.read_text(encoding="utf-8"),
        f"#show: page-of.with({named})",
        f"#let sans = {quoted(sans)}",
        f"#front({', '.join(map(quoted, front))})",
        *(_block(one, numbers, texts) for one in report.summary.blocks),
        "#pagebreak()",
    ]
    for index, section in enumerate(report.sections, start=1):
        lines.extend(_section(section, index, numbers, texts))
    compiled = typst.compile("\n".join(lines).encode(), format="pdf", timestamp=0)
    return _bytes(compiled)


def mark_of(path: Path) -> str | None:
    """Return the mark kept in the keywords of a report's PDF, or None."""
    document = pypdfium2.PdfDocument(path)
    try:
        found: str = document.get_metadata_dict().get("Keywords", "")
    finally:
        document.close()
    return found or None


def quoted(text: str) -> str:
    """Return text as a typst string, without control characters."""
    safe = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + safe.replace("\n", "\\n").replace("\t", " ") + '"'


def _bytes(compiled: object) -> bytes:
    if not isinstance(compiled, bytes):
        raise TypeError(type(compiled))
    return compiled


def _page_words(texts: Texts) -> str:
    parts = re.split(
        r"\{page\}|\{pages\}", texts.say("page_of", page="{page}", pages="{pages}")
    )
    return f"({', '.join(quoted(one) for one in parts)})"


def _section(section: Section, index: int, numbers: Numbers, texts: Texts) -> list[str]:
    heading = f"#heading(level: 1, {quoted(f'{index}　{section.title}')})"
    return [heading, *(_block(one, numbers, texts) for one in section.blocks)]


def _block(block: Block, numbers: Numbers, texts: Texts) -> str:
    match block:
        case Paragraph():
            return f"#par[{_runs(block.runs, {}, numbers, texts)}]"
        case Bullets():
            items = (f"[{_runs(one, {}, numbers, texts)}]" for one in block.items)
            title = f"#heading(level: 2, {quoted(block.title)})\n" if block.title else ""
            return f"{title}#list({', '.join(items)})"
        case Headlines():
            items = (_headline(one, numbers, texts) for one in block.items)
            return f"#headlines(sans, {', '.join(items)})"
        case Table():
            return _table(block, numbers, texts)
        case Chart():
            return (
                f"#drawn(sans, {quoted(block.title)}, {quoted(block.subtitle)},"
                f" {quoted(block.svg)}, {quoted(block.footer)})"
            )
        case NoData():
            reason = f"{texts.say('no_data')}{texts.say('colon')}{block.reason}"
            return f"#nothing(sans, {quoted(block.title)}, {quoted(reason)})"
        case _:
            assert_never(block)


def _headline(one: Headline, numbers: Numbers, texts: Texts) -> str:
    value = _runs(one.value, {}, numbers, texts)
    comparison = _runs(one.comparison, {}, numbers, texts)
    return f"({quoted(one.label)}, [{value}], [{comparison}])"


def _table(table: Table, numbers: Numbers, texts: Texts) -> str:
    letters = notes.reasons(table)
    widths = ", ".join(_width(one, table) for one in table.columns)
    sides = ", ".join("right" if one.is_number else "left" for one in table.columns)
    head = ", ".join(f"[#{_text(one.title)}]" for one in table.columns)
    rows = ",\n".join(_row(one, table, letters, numbers, texts) for one in table.rows)
    foot = ", ".join(quoted(one) for one in notes.remarks(table, letters, texts))
    size = "6pt" if table.style == "annex" else _size(table.columns)
    return (
        f"#listed(sans, {quoted(table.title)}, {quoted(table.subtitle)}, ({widths},),"
        f" ({sides},), ({head},), ({foot}{',' if foot else ''}), {size},\n{rows})"
    )


def _size(columns: Sequence[Column]) -> str:
    """Return the size of a table's letters: smaller where many columns stand."""
    return "8pt" if len(columns) < 6 else "7.2pt" if len(columns) < 8 else "6.4pt"


def _width(column: Column, table: Table) -> str:
    if column.width is not None:
        return f"{column.width}fr"
    known = sum(one.width or 0 for one in table.columns)
    unknown = sum(1 for one in table.columns if one.width is None)
    return f"{max(6, (100 - known) // unknown)}fr"


def _row(
    row: Row, table: Table, letters: Mapping[str, str], numbers: Numbers, texts: Texts
) -> str:
    anchor = f"#metadata(none)<{row.anchor}>" if row.anchor else ""
    if row.kind == "group":
        name = _runs(row.cells[0], letters, numbers, texts)
        return f"table.cell(colspan: {len(table.columns)})[#strong[{name}]]"
    cells = []
    for index, runs in enumerate(row.cells):
        text = _runs(runs, letters, numbers, texts)
        if row.kind == "total":
            text = f"#strong[{text}]"
        if row.kind == "part" and index == 0:
            text = f"#h(1em){text}"
        cells.append(f"[{anchor if index == 0 else ''}{text}]")
    return ", ".join(cells)


def _runs(
    runs: Sequence[Run] | Runs, letters: Mapping[str, str], numbers: Numbers, texts: Texts
) -> str:
    return "".join(f"#{_run(one, letters, numbers, texts)};" for one in runs)


def _run(run: Run, letters: Mapping[str, str], numbers: Numbers, texts: Texts) -> str:
    match run:
        case Text():
            return _text(run.text)
        case Figure():
            number = numbers[run.source]
            return f"figured({_broken(run.text)}, {number})"
        case Missing():
            letter = letters.get(run.reason)
            why = quoted("" if letter else run.reason)
            return f"missing({quoted(texts.say('no_data'))}, {quoted(letter or '')}, {why})"
        case _:
            assert_never(run)


def _text(text: str) -> str:
    return f"text({_broken(text)})"


def _broken(text: str) -> str:
    """Return text as a typst string; long words without a blank may break anywhere."""
    return quoted(_BREAKABLE.sub(lambda found: _EVERY.sub("\\1\u200b", found[0]), clean(text)))

"""A report as one self-contained HTML file, made for A4 and for a screen.

The file is well-formed XML too, loads nothing, and escapes every published text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape as _escape
from html import unescape
from pathlib import Path
from typing import assert_never

from reports import notes
from reports.clean import clean
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
MARK = "mingzhang-report"

_STYLE = Path(__file__).with_name("report.css")
_PLAIN = re.compile(r"[0-9A-Za-z一-鿿]")
_LONG_WORD = re.compile("[!-~]{18,}")
_SHORT = 10
_UNBROKEN = 24
_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


def escape(text: str) -> str:
    """Return text safe between tags and in quoted attributes, without controls."""
    return _escape(clean(text), quote=True)


def css_string(text: str) -> str:
    """Return text as a quoted CSS string; all but letters and digits are escaped."""
    safe = clean(text)
    shown = (one if _PLAIN.match(one) else f"\\{ord(one):06x}" for one in safe)
    return f'"{"".join(shown)}"'


def render(report: Report, numbers: Numbers) -> str:
    """Return the whole file; `numbers` are the footnotes of the report's sources."""
    texts = Texts(report.language)
    pages = [_summary(report, numbers, texts)]
    for index, section in enumerate(report.sections, start=1):
        pages.append(_section(section, index, numbers, texts))
    tag = _LANGUAGE_TAGS[report.language]
    title = escape(f"{report.title} · {report.subtitle}")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{tag}">',
            "<head>",
            '<meta charset="utf-8" />',
            '<meta name="viewport" content="width=device-width, initial-scale=1" />',
            f"<title>{title}</title>",
            f'<meta name="{MARK}" content="{escape(report.mark)}" />',
            f"<style>\n{_style(report, texts)}</style>",
            "</head>",
            "<body>",
            *pages,
            f'<footer class="screen">{escape(" · ".join(report.footers))}</footer>',
            "</body>",
            "</html>",
            "",
        ]
    )


def mark_of(path: Path) -> str | None:
    """Return the mark inside a report's HTML file, or None."""
    found = re.search(f'<meta name="{MARK}" content="([^"]*)"', path.read_text("utf-8"))
    return unescape(found[1]) if found else None


def _style(report: Report, texts: Texts) -> str:
    """Return the style sheet with the foot of each printed page."""
    left, middle = (css_string(one) for one in report.footers)
    before, between, after = re.split(
        r"\{page\}|\{pages\}", texts.say("page_of", page="{page}", pages="{pages}")
    )
    page = (
        f"{css_string(before)} counter(page) {css_string(between)} "
        f"counter(pages) {css_string(after)}"
    )
    sheet = _STYLE.read_text(encoding="utf-8")
    return (
        sheet.replace("FOOT_LEFT", left)
        .replace("FOOT_MIDDLE", middle)
        .replace("FOOT_RIGHT", page)
    )


def _summary(report: Report, numbers: Numbers, texts: Texts) -> str:
    banner = f'<p class="banner">{escape(report.banner)}</p>' if report.banner else ""
    head = (
        f'<header><p class="product">{escape(texts.say("product"))}</p>'
        f"<h1>{escape(report.title)}</h1>"
        f'<p class="scope">{escape(report.subtitle)}</p>{banner}</header>'
    )
    body = "\n".join(_block(one, numbers, texts) for one in report.summary.blocks)
    return f'<section class="summary" id="{report.summary.anchor}">{head}\n{body}\n</section>'


def _section(section: Section, index: int, numbers: Numbers, texts: Texts) -> str:
    heading = f'<h2><span class="index">{index}</span>{escape(section.title)}</h2>'
    body = "\n".join(_block(one, numbers, texts) for one in section.blocks)
    return f'<section id="{section.anchor}">{heading}\n{body}\n</section>'


def _block(block: Block, numbers: Numbers, texts: Texts) -> str:
    match block:
        case Paragraph():
            return f"<p>{_sentence(block.runs, numbers, texts)}</p>"
        case Bullets():
            return _bullets(block, numbers, texts)
        case Headlines():
            items = "".join(_headline(one, numbers, texts) for one in block.items)
            return f'<div class="headlines">{items}</div>'
        case Table():
            return _table(block, numbers, texts)
        case Chart():
            return _chart(block)
        case NoData():
            return _no_data(block, texts)
        case _:
            assert_never(block)


def _bullets(block: Bullets, numbers: Numbers, texts: Texts) -> str:
    title = f"<h3>{escape(block.title)}</h3>" if block.title else ""
    items = "".join(f"<li>{_sentence(one, numbers, texts)}</li>" for one in block.items)
    return f"{title}<ul>{items}</ul>"


def _headline(one: Headline, numbers: Numbers, texts: Texts) -> str:
    value = _sentence(one.value, numbers, texts)
    return (
        f'<div class="headline"><p class="label">{escape(one.label)}</p>'
        f'<p class="value">{value}</p>'
        f'<p class="comparison">{_sentence(one.comparison, numbers, texts)}</p></div>'
    )


def _chart(block: Chart) -> str:
    label = escape(f"{block.title}. {block.subtitle}")
    return (
        f'<figure class="chart" role="img" aria-label="{label}">'
        f'<figcaption><p class="title">{escape(block.title)}</p>'
        f'<p class="subtitle">{escape(block.subtitle)}</p></figcaption>'
        f'{block.svg}<p class="foot">{escape(block.footer)}</p></figure>'
    )


def _no_data(block: NoData, texts: Texts) -> str:
    reason = f"{texts.say('no_data')}{texts.say('colon')}{block.reason}"
    return (
        f'<div class="nothing"><p class="title">{escape(block.title)}</p>'
        f"<p>{escape(reason)}</p></div>"
    )


def _table(table: Table, numbers: Numbers, texts: Texts) -> str:
    letters = notes.reasons(table)
    kind = "table short" if len(table.rows) <= _SHORT else f"table {table.style}"
    head = "".join(_header(one) for one in table.columns)
    body = "\n".join(_row(one, table, letters, numbers, texts) for one in table.rows)
    columns = "".join(_width(one) for one in table.columns)
    return (
        f'<div class="{kind}"><p class="title">{escape(table.title)}</p>'
        f'<p class="subtitle">{escape(table.subtitle)}</p>'
        f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{body}\n</tbody></table>{_foot(table, letters, texts)}</div>"
    )


def _width(column: Column) -> str:
    return "<col />" if column.width is None else f'<col style="width:{column.width}%" />'


def _header(column: Column) -> str:
    kind = ' class="number"' if column.is_number else ""
    return f'<th scope="col"{kind}>{escape(column.title)}</th>'


def _row(
    row: Row, table: Table, letters: Mapping[str, str], numbers: Numbers, texts: Texts
) -> str:
    anchor = f' id="{escape(row.anchor)}"' if row.anchor else ""
    opening = f'<tr class="{row.kind}"{anchor}>'
    if row.kind == "group":
        name = "".join(_run(one, letters, numbers, texts) for one in row.cells[0])
        cell = f'<th scope="colgroup" colspan="{len(table.columns)}">{name}</th>'
        return f"{opening}{cell}</tr>"
    cells = []
    for column, runs in zip(table.columns, row.cells, strict=True):
        kind = ' class="number"' if column.is_number else _breaking(runs)
        text = "".join(_run(one, letters, numbers, texts) for one in runs)
        cells.append(f"<td{kind}>{text}</td>")
    return f"{opening}{''.join(cells)}</tr>"


def _breaking(runs: Runs) -> str:
    """Return the class of a cell whose words are too long to stay whole: file names."""
    said = " ".join(one.text for one in runs if not isinstance(one, Missing))
    return ' class="long"' if _LONG_WORD.search(said) else ""


def _foot(table: Table, letters: Mapping[str, str], texts: Texts) -> str:
    remarks = notes.remarks(table, letters, texts)
    return "".join(f'<p class="foot">{escape(one)}</p>' for one in remarks)


def _sentence(runs: Sequence[Run], numbers: Numbers, texts: Texts) -> str:
    return "".join(_run(one, {}, numbers, texts) for one in runs)


def _run(run: Run, letters: Mapping[str, str], numbers: Numbers, texts: Texts) -> str:
    match run:
        case Text():
            return escape(run.text)
        case Figure():
            number = numbers[run.source]
            note = f'<sup class="note"><a href="#n{number}">[{number}]</a></sup>'
            kind = "figure" if len(run.text) <= _UNBROKEN else "words"
            return f'<span class="{kind}">{escape(run.text)}{note}</span>'
        case Missing():
            return _missing(run, letters, texts)
        case _:
            assert_never(run)


def _missing(run: Missing, letters: Mapping[str, str], texts: Texts) -> str:
    said = escape(texts.say("no_data"))
    letter = letters.get(run.reason)
    if letter:
        return f'<span class="missing">{said}</span><sup class="note">{letter}</sup>'
    return f'<span class="missing">{said}</span><span class="why">{escape(run.reason)}</span>'

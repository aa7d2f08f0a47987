"""A report as a Word file: headings, tables and captions of Word's own, to be edited."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, assert_never
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

import docx
import vl_convert
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from reports import notes
from reports.clean import clean
from reports.model import (
    Block,
    Bullets,
    Chart,
    Column,
    Figure,
    Headlines,
    Missing,
    NoData,
    Paragraph,
    Report,
    Row,
    Run,
    Source,
    Table,
    Text,
)
from reports.texts import Texts

Numbers = Mapping[Source, int]

BODY_FONT, HEAD_FONT = "宋体", "黑体"
_LATIN = "Times New Roman"
_WIDTH = 9_400  # twentieths of a point between the margins
_SCALE = 2.5  # dots of the charts per point
_STYLES = {  # name: (points, is sans, is bold, grey)
    "Report Caption": (9.5, True, True, False),
    "Report Subtitle": (7.5, True, False, True),
    "Report Foot": (7, True, False, True),
    "Report Cell": (8, False, False, False),
    "Report Annex": (6, False, False, False),
    "Report Headline": (14, True, True, False),
}


def render(report: Report, numbers: Numbers, texts: Texts) -> bytes:
    """Return the .docx file; the same report gives the same bytes."""
    document = docx.Document()
    _prepare(document, report)
    document.add_heading(clean(report.title), 0)
    document.add_paragraph(clean(report.subtitle), "Report Subtitle")
    if report.banner:
        document.add_paragraph(clean(report.banner), "Intense Quote")
    writer = _Writer(document, numbers, texts)
    for block in report.summary.blocks:
        writer.block(block)
    for index, section in enumerate(report.sections, start=1):
        document.add_heading(f"{index}　{clean(section.title)}", 1)
        for block in section.blocks:
            writer.block(block)
    buffer = io.BytesIO()
    document.save(buffer)
    return _undated(buffer.getvalue())


def mark_of(path: Path) -> str | None:
    """Return the mark kept in the keywords of a report's Word file, or None."""
    return docx.Document(str(path)).core_properties.keywords or None


class _Writer:
    """Appends blocks to one document."""

    def __init__(self, document: Document, numbers: Numbers, texts: Texts) -> None:
        self._document = document
        self._numbers = numbers
        self._texts = texts

    def block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._append("Normal", block.runs, {})
            case Bullets():
                if block.title:
                    self._document.add_heading(clean(block.title), 2)
                for item in block.items:
                    self._append("List Bullet", item, {})
            case Headlines():
                for one in block.items:
                    self._words(one.label, "Report Subtitle")
                    self._append("Report Headline", one.value, {})
                    self._append("Report Foot", one.comparison, {})
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case NoData():
                say = self._texts.say
                self._words(block.title, "Report Caption")
                self._words(f"{say('no_data')}{say('colon')}{block.reason}", "Report Subtitle")
            case _:
                assert_never(block)

    def _words(self, text: str, style: str) -> None:
        self._document.add_paragraph(clean(text), style)

    def _append(self, style: str, runs: Sequence[Run], letters: Mapping[str, str]) -> None:
        paragraph = self._document.add_paragraph(style=style)
        xml = f"<w:p {nsdecls('w')}>{self._runs(runs, letters)}</w:p>"
        for element in list(parse_xml(xml)):
            paragraph._p.append(element)

    def _chart(self, chart: Chart) -> None:
        self._words(chart.title, "Report Caption")
        self._words(chart.subtitle, "Report Subtitle")
        picture = vl_convert.svg_to_png(chart.svg, scale=_SCALE)
        self._document.add_picture(io.BytesIO(picture), width=Mm(155))
        drawing = self._document.inline_shapes[-1]._inline.docPr
        drawing.set("descr", clean(f"{chart.title}. {chart.subtitle}"))
        self._words(chart.footer, "Report Foot")

    def _table(self, table: Table) -> None:
        letters = notes.reasons(table)
        self._words(table.title, "Report Caption")
        self._words(table.subtitle, "Report Subtitle")
        widths = _widths(table.columns)
        style = "Report Annex" if table.style == "annex" else "Report Cell"
        grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
        head = "".join(
            _cell(
                f"<w:r><w:rPr><w:b/></w:rPr>{_t(one.title)}</w:r>", one, size, style, "EDF1F5"
            )
            for one, size in zip(table.columns, widths, strict=True)
        )
        rows = "".join(self._row(one, table, widths, letters, style) for one in table.rows)
        xml = (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{_WIDTH}" w:type="dxa"/>{_BORDERS}<w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
        )
        body: Any = self._document.element.body
        body.insert(len(body) - 1, parse_xml(xml))
        for remark in notes.remarks(table, letters, self._texts) or [""]:
            self._words(remark, "Report Foot")

    def _row(
        self,
        row: Row,
        table: Table,
        widths: Sequence[int],
        letters: Mapping[str, str],
        style: str,
    ) -> str:
        start = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        is_bold = row.kind in ("total", "group")
        if row.kind == "group":
            name = self._runs(row.cells[0], letters, is_bold=True)
            span = f'<w:gridSpan w:val="{len(table.columns)}"/>'
            cell = _cell(name, Column(""), _WIDTH, style, "", span)
            return f"{start}{cell}</w:tr>"
        cells = []
        parts = zip(table.columns, row.cells, widths, strict=True)
        for index, (column, runs, size) in enumerate(parts):
            xml = self._runs(runs, letters, is_bold=is_bold)
            if index == 0 and row.anchor:
                number = row.anchor.removeprefix("n")
                name = f'w:id="{number}" w:name={quoteattr(row.anchor)}'
                end = f'<w:bookmarkEnd w:id="{number}"/>'
                xml = f"<w:bookmarkStart {name}/>{xml}{end}"
            cells.append(_cell(xml, column, size, style))
        return f"{start}{''.join(cells)}</w:tr>"

    def _runs(
        self, runs: Sequence[Run], letters: Mapping[str, str], *, is_bold: bool = False
    ) -> str:
        bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
        return "".join(self._run(one, letters, bold) for one in runs)

    def _run(self, run: Run, letters: Mapping[str, str], bold: str) -> str:
        match run:
            case Text():
                return f"<w:r>{bold}{_t(run.text)}</w:r>"
            case Figure():
                number = self._numbers[run.source]
                link = (
                    f'<w:hyperlink w:anchor="n{number}">{_raised(f"[{number}]")}</w:hyperlink>'
                )
                return f"<w:r>{bold}{_t(run.text)}</w:r>{link}"
            case Missing():
                letter = letters.get(run.reason)
                said = f"<w:r>{_GREY}{_t(self._texts.say('no_data'))}</w:r>"
                if letter:
                    return said + _raised(letter)
                return f"{said}<w:r>{_GREY}{_t(' ' + run.reason)}</w:r>"
            case _:
                assert_never(run)


_GREY = '<w:rPr><w:color w:val="59636E"/></w:rPr>'
_BORDERS = (
    '<w:tblBorders><w:top w:val="single" w:sz="8" w:color="1F2328"/>'
    '<w:left w:val="nil"/><w:bottom w:val="single" w:sz="8" w:color="1F2328"/>'
    '<w:right w:val="nil"/><w:insideH w:val="single" w:sz="4" w:color="C9D1D9"/>'
    '<w:insideV w:val="nil"/></w:tblBorders>'
)


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{_escape(clean(text))}</w:t>'


def _raised(text: str) -> str:
    return (
        '<w:r><w:rPr><w:color w:val="59636E"/><w:vertAlign w:val="superscript"/></w:rPr>'
        f"{_t(text)}</w:r>"
    )


def _cell(
    runs: str, column: Column, width: int, style: str, fill: str = "", span: str = ""
) -> str:
    side = '<w:jc w:val="right"/>' if column.is_number else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/>{side}</w:pPr>{runs}</w:p>'
        "</w:tc>"
    )


def _widths(columns: Sequence[Column]) -> list[int]:
    known = sum(one.width or 0 for one in columns)
    unknown = sum(1 for one in columns if one.width is None)
    each = max(6, (100 - known) // unknown) if unknown else 0
    shares = [one.width or each for one in columns]
    return [_WIDTH * one // sum(shares) for one in shares]


def _prepare(document: Document, report: Report) -> None:
    """Set page, fonts, styles, foot and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(26), Mm(18)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    styles: Any = document.styles
    _font(styles["Normal"], 10, BODY_FONT)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 11)):
        _font(styles[name], size, HEAD_FONT)
        styles[name].font.color.rgb = RGBColor(0x1F, 0x23, 0x28)
    for name, (points, is_sans, is_bold, is_grey) in _STYLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _font(style, points, HEAD_FONT if is_sans else BODY_FONT)
        style.font.bold = is_bold
        if is_grey:
            style.font.color.rgb = RGBColor(0x59, 0x63, 0x6E)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.space_before = Pt(6 if name == "Report Caption" else 0)
        style.paragraph_format.keep_with_next = name in ("Report Caption", "Report Subtitle")
    foot = section.footer.paragraphs[0]
    foot.style = styles["Report Foot"]
    foot.add_run(clean(f"{' · '.join(report.footers)} · "))
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot._p.append(parse_xml(field))
    properties = document.core_properties
    properties.title = clean(report.title)[:255]
    properties.subject = clean(report.subtitle)[:255]
    properties.author = properties.last_modified_by = "mingzhang"
    properties.comments = ""
    properties.keywords = report.mark
    moment = datetime.fromisoformat(report.date or "1980-01-01").replace(tzinfo=UTC)
    properties.created = properties.modified = moment


def _font(style: Any, size: float, chinese: str) -> None:  # noqa: ANN401  untyped styles
    style.font.size = Pt(size)
    style.font.name = _LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), chinese)


def _undated(content: bytes) -> bytes:
    """Return the archive with one fixed time for all of its members."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, source.read(name))
    return target.getvalue()

"""How a dress shapes its table and puts its page into a file."""

from __future__ import annotations

import html as markup
import io
import quopri
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.render import (
    WORD,
    Beside,
    Cell,
    Part,
    Table,
    docx,
    html,
    package,
    table,
    workbook,
    xlsx,
)
from corpus.render.printed import plain_lines
from corpus.render.word import ROOT_RELATIONS, ROOT_TYPES

Rows = list[list[str]]
Parts = Sequence[Part]

# ---------------------------------------------------------------- shapes of the table


def _plain(rows: Rows) -> Table:
    return table(rows, 1)


def _cut(rows: Rows) -> Table:
    """The columns in which nothing stands are cut away."""
    return table([row[:5] for row in rows], 1)


def _two_rows(rows: Rows) -> Table:
    """A merged head over code and name."""
    heads, *body = rows
    top = [Cell("项目", 2), None, *(Cell(head, 1, 2) for head in heads[2:])]
    low = [Cell(heads[0]), Cell(heads[1]), *[None] * (len(heads) - 2)]
    return Table((tuple(top), tuple(low), *_cells(body)), 2)


def _numbered(rows: Rows) -> Table:
    heads, *body = rows
    line = ["", "栏次", *(str(i) for i in range(1, len(heads) - 1))]
    return table([heads, line, *body], 2)


def _overflow(rows: Rows) -> Table:
    """The second line of the first head stands in the line of column numbers."""
    heads, *body = rows
    line = ["科目编码", "栏次", *(str(i) for i in range(1, len(heads) - 1))]
    return table([["支出功能分类", *heads[1:]], line, *body], 2)


def _flat(rows: Rows) -> Table:
    """A merged head came out as a head and a blank cell behind it."""
    heads, *body = rows
    top = ["项目", "", *heads[2:]]
    low = [*heads[:2], *[""] * (len(heads) - 2)]
    return Table(tuple(_cells([top, low, *body])), 2)


def _split(rows: Rows) -> Table:
    """Codes cut over 类, 款 and 项."""
    heads, *body = rows
    made = [["类", "款", "项", *heads[1:]]]
    for code, *rest in body:
        made.append([code[:3], code[3:5], code[5:7], *rest])
    return table(made, 1)


def _total_last(rows: Rows) -> Table:
    heads, total, *body = rows
    return table([heads, *body, total], 1)


def _total_unnamed(rows: Rows) -> Table:
    heads, total, *body = rows
    return table([heads, ["", "", *total[2:]], *body], 1)


def _displaced(rows: Rows) -> Table:
    """The total's row stands one column left of its body."""
    heads, total, *body = rows
    return table([heads, [*total[1:], ""], *body], 1)


def _levels_in_names(rows: Rows) -> Table:
    """Names are indented by their level."""
    heads, total, *body = rows
    made = [[code, "　" * (len(code) // 2 - 1) + name, *rest] for code, name, *rest in body]
    return table([heads, total, *made], 1)


def _cells(rows: Rows) -> list[tuple[Cell | None, ...]]:
    return [tuple(map(Cell, row)) for row in rows]


SHAPES: Mapping[str, Callable[[Rows], Table]] = {
    "plain": _plain,
    "cut": _cut,
    "two_rows": _two_rows,
    "numbered": _numbered,
    "overflow": _overflow,
    "flat": _flat,
    "split": _split,
    "total_last": _total_last,
    "total_unnamed": _total_unnamed,
    "displaced": _displaced,
    "levels_in_names": _levels_in_names,
}
"""Each shape by its name."""

# ---------------------------------------------------------------- ways into a file


def _table_at(parts: Parts) -> tuple[int, Table]:
    return next((i, part) for i, part in enumerate(parts) if isinstance(part, Table))


def _menu(parts: Parts, _: str) -> bytes:
    """A menu and a foot that name other years and the site's owner."""
    links = ("首页", "部门决算", "2024年度部门决算", "2022年度部门决算", "2021年度部门决算")
    foot = ("2022年度部门决算", "主办：弥勒市人民政府办公室　发布时间：2024-09-02")
    return html(parts, before=links, after=foot)


def _caption(parts: Parts, _: str) -> bytes:
    """Title, department and unit stand in the table's caption."""
    at, _table = _table_at(parts)
    said = "<br>".join(markup.escape(plain_lines(p)) for p in parts[at - 2 : at])  # type: ignore[arg-type]
    page = html([*parts[: at - 2], *parts[at:]]).decode()
    return page.replace("<tr>", f"<caption>{said}</caption><tr>", 1).encode()


def _pre(parts: Parts, _: str) -> bytes:
    """The page as text with tabs."""
    lines = []
    for part in parts:
        if isinstance(part, Table):
            lines += ["\t".join(c.text if c else "" for c in row) for row in part.rows]
        else:
            lines.append(plain_lines(part, "\t"))
    text = markup.escape("\n".join(lines))
    return f"<html><body><pre>{text}</pre></body></html>".encode()


def _in_parts(parts: Parts, depth: int, *, again: bool, kind: str) -> bytes:
    at, whole = _table_at(parts)
    head = whole.rows[: whole.header]
    first = Table(whole.rows[:depth], whole.header)
    second = Table((*(head if again else ()), *whole.rows[depth:]), whole.header * again)
    made = [*parts[:at], first, second, *parts[at + 1 :]]
    return docx(made) if kind == "docx" else html(made)


def _hidden(parts: Parts, _: str) -> bytes:
    """A row that nobody sees, of another item."""
    at, whole = _table_at(parts)
    unseen = tuple(map(Cell, ("2011399", "其他商贸事务支出", "999.00", "999.00", *[""] * 4)))
    rows = (*whole.rows, unseen)
    made = replace(whole, rows=rows, hidden=frozenset({len(rows) - 1}))
    return html([*parts[:at], made, *parts[at + 1 :]])


def _struck(parts: Parts, _: str) -> bytes:
    """An old figure struck through before the new one."""
    at, whole = _table_at(parts)
    *rows, last = whole.rows
    cells = tuple(
        replace(cell, struck="880.00") if cell and cell.text[:1].isdecimal() and i > 1 else cell
        for i, cell in enumerate(last)
    )
    made = Table((*rows, cells), whole.header)
    return html([*parts[:at], made, *parts[at + 1 :]])


def _nested(parts: Parts, _: str) -> bytes:
    """Everything stands inside the cell of a table without lines."""
    document = _member(docx(parts), "word/document.xml")
    start, end = document.index("<w:body>") + len("<w:body>"), document.index("</w:body>")
    inner = document[start:end]
    outer = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc>'
        f"{inner}<w:p/></w:tc></w:tr></w:tbl><w:p/>"
    )
    return _word(document[:start] + outer + document[end:])


def _page_header(parts: Parts, _: str) -> bytes:
    """Cover and department stand in the page header only."""
    at, _table = _table_at(parts)
    line = parts[at - 1]
    name, *unit = line.texts if isinstance(line, Beside) else (plain_lines(line),)  # type: ignore[arg-type]
    said = f"{parts[0]}　{name}"
    body = docx([*parts[1 : at - 1], *unit, *parts[at:]])
    document = _member(body, "word/document.xml").replace(
        "</w:body>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rId9" xmlns:r="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships"/></w:sectPr></w:body>',
    )
    header = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:hdr>'
    return _word(document, header)


def _word(document: str, header: str = "") -> bytes:
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": ROOT_TYPES.replace(
            "</Types>",
            '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxml'
            'formats-officedocument.wordprocessingml.header+xml"/></Types>' if header else
            "</Types>",
        ),
        "_rels/.rels": ROOT_RELATIONS,
        "word/document.xml": document,
    }  # fmt: skip
    if header:
        members["word/header1.xml"] = header
        members["word/_rels/document.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>'
        )
    return package(members)


def _member(data: bytes, name: str) -> str:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def _remarks(parts: Parts, _: str) -> bytes:
    """Two empty columns and a column of remarks behind the table."""
    at, whole = _table_at(parts)
    words = ("备注", "", "见说明", "", "含结转", "专款")
    rows = tuple(
        (*row, Cell(""), Cell(""), Cell(word))
        for row, word in zip(whole.rows, words, strict=True)
    )
    return xlsx([*parts[:at], Table(rows, whole.header), *parts[at + 1 :]])


def _stray(parts: Parts, _: str) -> bytes:
    """A word far right, and one far below."""
    at, whole = _table_at(parts)
    first = (*whole.rows[0], *(Cell("") for _ in range(400)), Cell("x"))
    blank = tuple(Cell("") for _ in first)
    rows = [first, *((*row, *blank[len(row) :]) for row in whole.rows[1:])]
    rows += [blank] * 3000
    rows.append((Cell("end"), *blank[1:]))
    above = [plain_lines(p).replace("\n", "　") for p in parts[:at]]  # type: ignore[arg-type]
    return xlsx([*above, Table(tuple(rows), whole.header), *parts[at + 1 :]])


def _stored(parts: Parts, _: str) -> bytes:
    """Amounts are stored with more decimals than are shown; these are the page's."""
    at, whole = _table_at(parts)
    rows = tuple(
        tuple(_with_stored(c) if c and i > 1 else c for i, c in enumerate(row))
        for row in whole.rows
    )
    return workbook([("表", [*parts[:at], Table(rows, whole.header), *parts[at + 1 :]])])


def _with_stored(cell: Cell) -> Cell:
    plain = cell.text.replace(",", "")
    if not plain.replace(".", "", 1).isdecimal():
        return cell
    return replace(cell, text=f"{float(plain):,.0f}", stored=plain)


def _mht(parts: Parts, _: str) -> bytes:
    """A web page saved as one MIME file."""
    page = quopri.encodestring(html(parts)).decode("ascii")
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="part"\r\n\r\n'
        '--part\r\nContent-Type: text/html; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--part--\r\n"
    ).encode("ascii")


def _spreadsheet_xml(parts: Parts, _: str) -> bytes:
    """A workbook of 2003 as one XML file."""
    rows: list[str] = []
    for part in parts:
        lines = part.rows if isinstance(part, Table) else [(Cell(plain_lines(part)),)]
        for row in lines:
            cells = "".join(
                f'<Cell><Data ss:Type="String">{markup.escape(text)}</Data></Cell>'
                for text in (c.text if c else "" for c in row)
            )
            rows.append(f"<Row>{cells}</Row>")
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表">'
        f"<Table>{''.join(rows)}</Table></Worksheet></Workbook>"
    ).encode()


WRAPS: Mapping[str, Callable[[Parts, str], bytes]] = {
    "menu": _menu,
    "caption": _caption,
    "pre": _pre,
    "parts_again": lambda parts, kind: _in_parts(parts, 4, again=True, kind=kind),
    "parts_bare": lambda parts, kind: _in_parts(parts, 4, again=False, kind=kind),
    "head_apart": lambda parts, kind: _in_parts(parts, 1, again=False, kind=kind),
    "hidden": _hidden,
    "struck": _struck,
    "nested": _nested,
    "page_header": _page_header,
    "remarks": _remarks,
    "stray": _stray,
    "stored": _stored,
    "mht": _mht,
    "spreadsheet_xml": _spreadsheet_xml,
}
"""Each way by its name."""
